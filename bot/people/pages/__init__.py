"""Pages of this room for staff."""
