"""Translations for tests: the French source, or what the test gives; `asked` remembers every key."""

from __future__ import annotations

from collections.abc import Mapping

from bot.ports import Words


class SourceWords:
    """The French source in every locale, with `{locale: {key: text}}` on top."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self.texts = texts or {}
        self.asked: dict[str, str] = {}

    def __call__(self, locale: str) -> Words:
        return _One(self, locale)


class _One:
    def __init__(self, owner: SourceWords, locale: str) -> None:
        self.owner = owner
        self.locale = locale

    def pgettext(self, context: str, message: str) -> str:
        self.owner.asked[context] = message
        return self.owner.texts.get(self.locale, {}).get(context, message)
