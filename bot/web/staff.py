"""The frame of the pages behind the sign-in: who is signed in, where they may go, the token of the forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.ports import Account, Words
from bot.web.guard import token_of
from bot.web.render import page


@dataclass(frozen=True, slots=True)
class Section:
    """A page of a room in the menu of those who may open it. `about`: one sentence on the first page."""

    path: str
    roles: tuple[str, ...]
    label: Callable[[Words], str]
    about: Callable[[Words], str]


SECTIONS: web.AppKey[list[Section]] = web.AppKey("sections", list)


def add_section(app: web.Application, section: Section) -> None:
    """For a room's `routes`: its page is found from every other one."""
    if SECTIONS not in app:
        app[SECTIONS] = []
    app[SECTIONS].append(section)


def staff_page(
    request: web.Request, account: Account | None, template: str, values: Mapping[str, object], *, status: int = 200
) -> web.Response:
    """A page in the frame. Its template extends `staff/frame.html`; forms hold `{{ hidden() }}` from there."""
    sections = [s for s in request.app.get(SECTIONS, []) if account is not None and account.may(*s.roles)]
    context = {"account": account, "sections": sections, "here": request.path, "token": token_of(request), **values}
    return page(request, template, context, status=status)
