"""What actions give in a try-out: one file a room, `action: {does, gives: {result: value}}`; the first result is meant
where nobody chooses."""
