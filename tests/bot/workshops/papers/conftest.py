"""The compiler and the programs of the CV tests print and open our papers, too."""

from __future__ import annotations

from tests.cv_builder.conftest import compiler, office

__all__ = ["compiler", "office"]
