"""A CV by filling in a DOCX template with docxtpl."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docxtpl import DocxTemplate

from tests.bench import rendering

TEMPLATE = [
    ("Title", "{{ basics.name }}"),
    ("Normal", "{{ basics.label }}"),
    ("Normal", "{{ basics.phone }} · {{ basics.email }} · {{ basics.location.city }}"),
    ("Normal", "{{ basics.summary }}"),
    ("Heading 1", "Expérience"),
    ("Normal", "{%p for job in work %}"),
    ("Heading 2", "{{ job.position }}, {{ job.name }}"),
    ("Normal", "{{ job.startDate }} à {{ job.endDate }}"),
    ("Normal", "{%p for line in job.highlights %}"),
    ("List Bullet", "{{ line }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 1", "Formation"),
    ("Normal", "{%p for school in education %}"),
    ("Normal", "{{ school.endDate }} · {{ school.studyType }} {{ school.area }}, {{ school.institution }}"),
    ("Normal", "{%p endfor %}"),
    *(
        line
        for title, key in (("Compétences", "skills"), ("Langues", "languages"), ("Centres d’intérêt", "interests"))
        for line in (
            ("Heading 1", title),
            ("Normal", "{%p for entry in " + key + " %}"),
            ("List Bullet", "{{ entry.values()|join(' : ') }}"),
            ("Normal", "{%p endfor %}"),
        )
    ),
]


def prepare() -> Callable[[dict], bytes]:
    made = docx.Document()
    for style, text in TEMPLATE:
        made.add_paragraph(text, style=style)
    kept = io.BytesIO()
    made.save(kept)

    def render(cv: dict) -> bytes:
        template = DocxTemplate(io.BytesIO(kept.getvalue()))
        template.render(cv)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    return render


if __name__ == "__main__":
    rendering.main(prepare)
