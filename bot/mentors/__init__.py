"""People who help: asked for, taken, talked with through us, never by name."""
