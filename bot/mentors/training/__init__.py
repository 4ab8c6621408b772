"""What a mentor reads and answers before the first conversation: one file a language, which staff edit.

**Why** no flow of the library: whatever stands there is a young person's, in their menu and their words; this is for
the team, on a page, and says « vous ».
"""

from bot.mentors.training.reader import SHIPPED, Course, Question, Text, in_language, lint, load

__all__ = ["SHIPPED", "Course", "Question", "Text", "in_language", "lint", "load"]
