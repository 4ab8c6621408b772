"""The kits and how they are read."""
