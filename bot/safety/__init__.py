"""What a person in danger is told, at once and offline, and the helplines behind it."""
