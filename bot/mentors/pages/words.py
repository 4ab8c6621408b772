"""Names of this room's things for those who work with them."""

from __future__ import annotations

from bot.web.words import Language


def topic_name(words: Language, topic: str) -> str:
    """What a conversation is about, for mentors and coordinators."""
    match topic:
        case "cv":
            return words.pgettext("mentor/topic/cv", "CV à relire")
        case "letter":
            return words.pgettext("mentor/topic/letter", "lettre")
        case "interview":
            return words.pgettext("mentor/topic/interview", "entretien")
        case "codes":
            return words.pgettext("mentor/topic/codes", "codes du travail")
        case _:
            return words.pgettext("mentor/topic/other", "autre chose")
