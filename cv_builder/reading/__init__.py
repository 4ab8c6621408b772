"""Files that people send → a CV, what was taken and what was not. Pure: bytes in, values out.

Law: no word of a file is lost: it is in the CV or among `Read.unused`.
"""
