"""Drafts, and what is served, in rows."""
