"""Everything that touches the world: channels, storage, the web, and one folder per domain."""
