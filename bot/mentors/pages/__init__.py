"""Web pages of this room."""
