"""Geocoders on the network, for a place that our own list does not know. Off unless `PASSERELLE_GEOCODER` names one."""
