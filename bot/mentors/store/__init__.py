"""The statements of this room, by topic."""
