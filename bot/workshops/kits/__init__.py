"""Kits: workshops ready to hold, one YAML file each, written for somebody who has never held one."""
