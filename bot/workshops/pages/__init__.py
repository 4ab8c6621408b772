"""The pages of this room: what everybody sees, what hosts fill in, what staff look after."""
