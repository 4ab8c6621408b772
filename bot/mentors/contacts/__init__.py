"""What identifies or reaches a person outside: found in a text, masked in it, stripped from a file. Pure."""

from bot.mentors.contacts.model import KINDS, LABELS, Found, Kind, Masked
from bot.mentors.contacts.search import MOST_BEFORE, found, found_in_lines, hide, mask, private_in_lines

__all__ = [
    "KINDS",
    "LABELS",
    "MOST_BEFORE",
    "Found",
    "Kind",
    "Masked",
    "found",
    "found_in_lines",
    "hide",
    "mask",
    "private_in_lines",
]
