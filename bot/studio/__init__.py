"""The studio: staff change what the bot says, see it, and cannot break it."""
