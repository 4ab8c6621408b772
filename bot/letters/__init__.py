"""Messages and letters to employers, written from the stored CV."""
