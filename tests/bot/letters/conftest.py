"""The renderer, the clock and somebody who agreed, as for CVs."""

from __future__ import annotations

from tests.bot.cvs.conftest import person, renderer, time

__all__ = ["person", "renderer", "time"]
