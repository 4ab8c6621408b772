"""A CV from HTML with WeasyPrint: the same texts and the same look as ours, tagged, PDF/A-3a, with the CV attached.

One variant only can be asked of it, so it need not be PDF/UA besides, as ours is.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from jinja2 import Environment
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from tests.bench import rendering

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>CV – {{ basics.name }}</title>
<style>@page { size: A4; margin: 48pt 56pt }
body { font: 10.5pt/1.36 "Noto Sans", sans-serif; color: #1b1b1b }
h1, h2, h3, p, ul { margin: 0 } h1 { font-size: 2.5em; text-align: center }
header p { text-align: center } .label { font-size: 1.35em } .muted { color: #525252 }
h2 { font-size: 1.15em; border-bottom: .75pt solid #707070; padding-bottom: 2pt; margin: 1.3em 0 .45em }
h3 { font-size: 1.05em; margin-top: .5em } h3 span { float: right; font-weight: normal; color: #525252 }
ul { padding-left: 1.1em }</style>
<header><h1>{{ basics.name }}</h1><p class="label">{{ basics.label }}</p>
<p class="muted"><a href="tel:{{ basics.phone }}">{{ basics.phone }}</a> ·
<a href="mailto:{{ basics.email }}">{{ basics.email }}</a> ·
{{ basics.location.city }} ({{ basics.location.region }})</p>
<p>{{ basics.summary }}</p></header>
<h2>Expérience</h2>{% for job in work %}<h3>{{ job.position }}<span>{{ job.startDate }} – {{ job.endDate }}</span></h3>
<p class="muted">{{ job.name }}</p>
<ul>{% for line in job.highlights %}<li>{{ line }}</li>{% endfor %}</ul>{% endfor %}
<h2>Formation</h2>{% for school in education %}<h3>{{ school.studyType }}<span>{{ school.endDate }}</span></h3>
<p class="muted">{{ school.area }} · {{ school.institution }}</p>{% endfor %}
<h2>Compétences</h2><ul>{% for entry in skills %}<li>{{ entry.name }}</li>{% endfor %}</ul>
<h2>Langues</h2>{% for entry in languages %}<p><b>{{ entry.language }}</b> {{ entry.fluency }}</p>{% endfor %}
<h2>Centres d’intérêt</h2><p>{{ interests|map(attribute="name")|join(" · ") }}</p>"""


def prepare() -> Callable[[dict], bytes]:
    page = Environment(autoescape=True).from_string(PAGE)
    fonts = FontConfiguration()

    def render(cv: dict) -> bytes:
        resume = Attachment(string=json.dumps(cv), name="cv.json", relationship="Source")
        return HTML(string=page.render(cv)).write_pdf(
            font_config=fonts, pdf_variant="pdf/a-3a", pdf_tags=True, attachments=[resume]
        )

    return render


if __name__ == "__main__":
    rendering.main(prepare)
