"""Lint of a library: one file a check, named as staff would say it, each with its own cases."""
