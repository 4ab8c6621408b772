"""What hosts print."""
