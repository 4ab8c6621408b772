"""What the process that reads a file may use up. Apart from it: who starts it needs none of its libraries."""

from __future__ import annotations

from bot.apart import Bounds

CHILD = "bot.workshops.importer.child"
BOUNDS = Bounds(memory_bytes=200 * 1024 * 1024, cpu_s=20, seconds=25.0, answer_bytes=64 * 1024 * 1024)
"""20,000 events take some 10 s; a table of as many rows 5 s."""
HEAVY = "trop lourd pour être lu : coupez-le en plusieurs fichiers"
DIED = "trop compliqué pour être lu : il est piégé, ou abîmé"
