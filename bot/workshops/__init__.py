"""Workshops: kits held at a place and time, found near a person, booked, remembered, counted."""
