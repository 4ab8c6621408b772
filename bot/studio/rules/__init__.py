"""What is decided in the studio, without asking anybody."""
