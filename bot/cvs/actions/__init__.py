"""What a flow may ask for about the CV. Each touches the database only; documents are made by `papers`."""
