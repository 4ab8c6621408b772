"""Quizzes as the whole sees them."""

from __future__ import annotations

from bot.ports import Domain
from bot.quizzes import store
from bot.quizzes.actions import ACTIONS


def domain() -> Domain:
    return Domain(name="quizzes", actions=ACTIONS, export=store.export, erase=store.erase)
