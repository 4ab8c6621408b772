"""What to offer, to suggest and to name. Values in, values out."""
