"""Social networks, and the words of talk about them."""

from __future__ import annotations

import re

from bot.mentors.contacts.words import common, pattern, words

PLAINLY = words("plainly")
ONLY_WITH_CUE = words("only_with_cue")
MAILBOX = words("mailbox")
OWN = words("own")
POSSESSED = words("possessed")
COPULA = words("copula")
NEUTRAL = words("neutral")
ADD_ME = words("add_me")
LOOK_UP = words("look_up")
ON = words("on")
NAMED = words("named")
STOP = words("stop")
ORDINARY = STOP | common()
LEAD = words("lead")
TECHNICAL = re.compile(pattern("technical"))

KEYWORDS = frozenset(word for word in PLAINLY | MAILBOX if word.isascii() and word.isalpha() and len(word) > 3)
"""Read though figures or signs stand for letters: "1nst@"."""
