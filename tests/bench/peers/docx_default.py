"""A CV on python-docx's own default template."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx

from tests.bench import rendering


def build(document, cv: dict) -> None:
    """The CV as headings, paragraphs and bullets in a python-docx document."""
    basics = cv["basics"]
    document.add_heading(basics["name"], 0)
    document.add_paragraph(basics["label"])
    document.add_paragraph(f"{basics['phone']} · {basics['email']} · {basics['location']['city']}")
    document.add_paragraph(basics["summary"])
    document.add_heading("Expérience", 1)
    for job in cv["work"]:
        document.add_heading(f"{job['position']}, {job['name']}", 2)
        document.add_paragraph(f"{job['startDate']} à {job['endDate']}")
        for line in job["highlights"]:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Formation", 1)
    for school in cv["education"]:
        document.add_paragraph(f"{school['endDate']} · {school['studyType']} {school['area']}, {school['institution']}")
    for title, key in (("Compétences", "skills"), ("Langues", "languages"), ("Centres d’intérêt", "interests")):
        document.add_heading(title, 1)
        for entry in cv[key]:
            document.add_paragraph(" : ".join(entry.values()), style="List Bullet")


def prepare() -> Callable[[dict], bytes]:
    def render(cv: dict) -> bytes:
        document = docx.Document()
        build(document, cv)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return render


if __name__ == "__main__":
    rendering.main(prepare)
