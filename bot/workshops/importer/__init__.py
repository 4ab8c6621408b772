"""Workshops out of files of others: calendars, spreadsheets, agendas. Each row is taken, or refused with its reason."""
