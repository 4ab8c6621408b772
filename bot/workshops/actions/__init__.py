"""What a flow may ask for about workshops. Each touches the database only."""
