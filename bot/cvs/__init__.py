"""CVs: from answers to a stored CV, from there to documents that were read back before they are sent."""
