"""What a host prints: the guide of a kit, the page to hand out, the attendance sheet."""
