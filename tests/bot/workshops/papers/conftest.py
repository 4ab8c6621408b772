"""One compiler for all papers, and what is read back from each file."""

from __future__ import annotations

import pytest
import typst

from cv_builder.pdf import new_compiler


@pytest.fixture(scope="session")
def compiler() -> typst.Compiler:
    return new_compiler()
