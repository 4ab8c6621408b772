"""Accounts: who signs in, with which roles, from which devices."""
