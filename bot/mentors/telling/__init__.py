"""What the team is told by this room, one effect a file; `bot/telling.py` brings it to them."""
