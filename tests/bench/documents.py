"""Rendering one CV, warm: ours beside docxtpl, python-docx's default template and WeasyPrint, in interleaved rounds."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pypdf import PdfReader

from tests.bench.bots import PEER_PYTHON, ROOT, importable
from tests.bench.town import Broken

CV = Path(__file__).parent / "cv.json"
MUST_SAY = ("Amina Khelifi", "Snack Le Central", "Classement de documents", "Langue maternelle")
"""What a rendered CV must hold, else its figures are worth nothing."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """One way to make a document. `needs` is what its Python must be able to import, else it is not measured."""

    name: str
    module: str
    needs: tuple[str, ...] = ()
    kind: str = ""
    python: str = PEER_PYTHON


RENDERERS = (
    Renderer("DOCX passerelle", "tests.bench.our_cv", kind="docx", python=sys.executable),
    Renderer("DOCX docxtpl", "tests.bench.peers.docxtpl_cv", ("docxtpl",)),
    Renderer("DOCX python-docx default", "tests.bench.peers.docx_default", ("docx",)),
    Renderer("PDF passerelle", "tests.bench.our_cv", kind="pdf", python=sys.executable),
    Renderer("PDF WeasyPrint", "tests.bench.peers.weasyprint_cv", ("weasyprint", "jinja2")),
    Renderer("PNG passerelle", "tests.bench.our_cv", kind="png", python=sys.executable),
    Renderer("preview passerelle", "tests.bench.our_cv", kind="preview", python=sys.executable),
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """Medians over the rounds."""

    name: str
    ms: float
    cpu_ms: float
    kilobytes: float


def words(path: Path, body: bytes) -> str:
    """The text of a DOCX or PDF, without regard to lines."""
    if body.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode()


def check(name: str, path: Path) -> None:
    body = path.read_bytes()
    if body.startswith(b"\x89PNG"):
        return
    text = " ".join(words(path, body).split())
    missing = [part for part in MUST_SAY if part not in text]
    if missing:
        raise Broken(f"{name} left out {missing}")


async def once(renderer: Renderer, count: int, file: Path) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        *(renderer.python, "-m", renderer.module, *filter(None, [renderer.kind]), str(CV), str(count), str(file)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    if process.returncode:
        raise Broken(f"{renderer.name} ended with {process.returncode}")
    check(renderer.name, file)
    figures: dict[str, float] = json.loads(out)
    return figures


async def measure(rounds: int, count: int) -> dict[str, Rendered | None]:
    """All renderers, each round one after the other; None where one can't be imported here."""
    here = [r for r in RENDERERS if await importable(r.python, r.needs)]
    figures: dict[str, list[dict[str, float]]] = {renderer.name: [] for renderer in here}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for renderer in here:
                figures[renderer.name].append(await once(renderer, count, Path(folder) / renderer.name))
    results: dict[str, Rendered | None] = {renderer.name: None for renderer in RENDERERS}
    for name, runs in figures.items():
        results[name] = Rendered(
            name,
            median(run["ms"] for run in runs),
            median(run["cpu_ms"] for run in runs),
            median(run["bytes"] for run in runs) / 1000,
        )
    return results
