"""The departments of France by name: "93" alone says nothing to who comes from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from cv_builder.packaged import data


def _names() -> dict[str, str]:
    rows = data("wording/departments.tsv").decode("utf-8").splitlines()[1:]
    return dict(row.split("\t", 1) for row in rows)


NAMES: Mapping[str, str] = _names()
"""Code → name."""
