"""Decisions of this room: values and a moment in, answers out."""
