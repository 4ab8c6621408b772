"""Templates and the few static files: rendered in the reader's language, served from memory."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import aiohttp_jinja2
import jinja2
import segno
from aiohttp import web
from markupsafe import Markup

from bot.web.site import SITE
from bot.web.words import language, line_dir

HERE = Path(__file__).parent
ICONS = HERE / "templates" / "icons"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"
"""A static file's address changes with its content."""


@dataclass(frozen=True, slots=True)
class Static:
    """One file as it goes out."""

    type: str
    body: bytes
    zipped: bytes
    mark: str


def load_static() -> dict[str, Static]:
    """All static files, under one mark: scripts import each other by name.

    **Why** in memory: they are few, and a name that is not in the table leads nowhere.
    """
    bodies = {path.name: path.read_bytes() for path in sorted((HERE / "static").iterdir())}
    mark = sha256(b"".join(bodies.values())).hexdigest()[:12]
    return {
        name: Static(TYPES[Path(name).suffix], body, gzip.compress(body, 9, mtime=0), mark)
        for name, body in bodies.items()
    }


STATIC: web.AppKey[dict[str, Static]] = web.AppKey("static", dict)


def setup(app: web.Application) -> None:
    app[STATIC] = load_static()
    env = aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        default_helpers=False,
    )
    env.filters["line_dir"] = line_dir
    env.globals["static"] = lambda name: f"/static/{app[STATIC][name].mark}/{name}"
    icons = {path.stem: Markup(path.read_text("utf-8").strip()) for path in ICONS.iterdir()}  # noqa: S704 (our own files)
    env.globals["icon"] = icons.__getitem__


async def get_static(request: web.Request) -> web.Response:
    """`/static/<mark>/<name>`; an old mark still gets today's file."""
    file = request.app[STATIC].get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    return send(request, file, FOREVER)


def send(request: web.Request, file: Static, cache: str) -> web.Response:
    headers = {"Content-Type": f"{file.type}; charset=utf-8", "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return web.Response(body=file.zipped, headers={**headers, "Content-Encoding": "gzip"})
    return web.Response(body=file.body, headers=headers)


def page(
    request: web.Request,
    template: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
    locale: str | None = None,
) -> web.Response:
    """A page in `locale`, else in the language the reader asks for. `carry`: what its language links keep."""
    spoken = language(request, locale)
    context = {
        "site": request.app[SITE],
        "spoken": spoken,
        "pgettext": spoken.pgettext,
        "embed": False,
        "talking": False,
        "carry": {},
        **values,
    }
    return aiohttp_jinja2.render_template(template, request, context, status=status)


def fragment(request: web.Request, template: str, values: Mapping[str, object]) -> str:
    """A piece of a page, for what is sent to an open one."""
    return aiohttp_jinja2.render_string(template, request, values)


def qr(link: str, title: str) -> Markup:
    """The link as a picture: dark on light in every theme, or phones don't read it."""
    drawing = segno.make(link, error="m").svg_inline(border=3, dark="#000", light="#fff", omitsize=True, title=title)
    return Markup(drawing.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 (drawn by segno; the title is escaped there)
