"""What a file gives away beside what it shows: taken out without touching picture, sound or page.

A plain text is read (`texts`). Text inside a PDF, a DOCX or a picture is not: whoever sends one is told that files are
shown as they are.
Pictures and sounds are light (`is_light`); papers are read by big libraries and belong into a process of their own:
`child.scrub` does both, from an effect.
"""

from bot.mentors.contacts.files.model import Reason, Refused, Scrubbed
from bot.mentors.contacts.files.scrub import is_light, scrubbed

__all__ = ["Reason", "Refused", "Scrubbed", "is_light", "scrubbed"]
