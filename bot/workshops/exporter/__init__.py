"""Workshops as others read them: calendars, spreadsheets, search engines, data·inclusion. Values in, bytes out."""
