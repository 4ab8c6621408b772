"""A CV from HTML with WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from tests.bench import rendering

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>CV</title>
<style>@page { size: A4; margin: 18mm } body { font: 10.5pt/1.4 "Noto Sans", sans-serif } h1 { margin: 0 }
h2 { border-bottom: 1px solid #1c5d99; color: #1c5d99; font-size: 12pt } h3 { font-size: 10.5pt; margin: 0 }</style>
<h1>{{ basics.name }}</h1><p>{{ basics.label }}</p>
<p>{{ basics.phone }} · {{ basics.email }} · {{ basics.location.city }}</p><p>{{ basics.summary }}</p>
<h2>Expérience</h2>{% for job in work %}<h3>{{ job.position }}, {{ job.name }}</h3>
<p>{{ job.startDate }} à {{ job.endDate }}</p>
<ul>{% for line in job.highlights %}<li>{{ line }}</li>{% endfor %}</ul>{% endfor %}
<h2>Formation</h2>{% for school in education %}
<p>{{ school.endDate }} · {{ school.studyType }} {{ school.area }}, {{ school.institution }}</p>{% endfor %}
<h2>Compétences</h2><ul>{% for entry in skills %}<li>{{ entry.values()|join(' : ') }}</li>{% endfor %}</ul>
<h2>Langues</h2><ul>{% for entry in languages %}<li>{{ entry.values()|join(' : ') }}</li>{% endfor %}</ul>
<h2>Centres d’intérêt</h2><ul>{% for entry in interests %}<li>{{ entry.values()|join(' : ') }}</li>{% endfor %}</ul>"""


def prepare() -> Callable[[dict], bytes]:
    page = Environment(autoescape=True).from_string(PAGE)
    fonts = FontConfiguration()

    def render(cv: dict) -> bytes:
        return HTML(string=page.render(cv)).write_pdf(font_config=fonts)

    return render


if __name__ == "__main__":
    rendering.main(prepare)
