"""Fixtures of the CV tests: one compiler, and the programs that a recruiter would open our files with."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from cv_builder.pdf import new_compiler
from tests.fixtures.tools import needs

Run = Callable[..., str]
OFFICE_SECONDS = 180
"""LibreOffice's first start on a slow machine."""


@pytest.fixture(scope="session")
def compiler() -> typst.Compiler:
    return new_compiler()


@pytest.fixture(scope="session")
def office() -> Run:
    """Runs LibreOffice or a poppler program and gives what it prints; skips loudly where they are not installed."""
    needs(["soffice", "pdftoppm", "pdftotext", "pdfinfo"], "libreoffice-writer, poppler-utils")

    def run(*command: str | Path) -> str:
        done = subprocess.run(command, capture_output=True, timeout=OFFICE_SECONDS, check=True)
        return done.stdout.decode("utf-8", "replace")

    return run
