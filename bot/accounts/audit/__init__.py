"""What accounts asked to see and to change: written before it is done, sealed in a chain once a minute."""
