"""The papers as a host's own programs show them: LibreOffice."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.workshops.kits.reader import kits
from bot.workshops.papers.guide import guide, handout
from cv_builder.docx import render_docx
from tests.cv_builder.conftest import Run

pytestmark = pytest.mark.office
TODAY = date(2026, 11, 22)


def test_as_many_pages_in_an_office_program(tmp_path: Path, office: Run) -> None:
    pages = {f"{kit.slug}_{make.__name__}": make(kit, TODAY) for kit in kits() for make in (guide, handout)}
    for name, page in pages.items():
        (tmp_path / f"{name}.docx").write_bytes(render_docx(page))
    settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
    files = sorted(tmp_path.glob("*.docx"))
    office("soffice", settings, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files)
    for name, page in pages.items():
        found = re.search(r"^Pages:\s+(\d+)$", office("pdfinfo", tmp_path / f"{name}.pdf"), re.MULTILINE)
        assert found, name
        assert int(found[1]) == 1 + len(page.starts), name
