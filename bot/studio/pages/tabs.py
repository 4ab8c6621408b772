"""The frame of every page about one flow: its name, its state, and one row of tabs to which each page adds its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.ports import Account, Words
from bot.studio.model import Held
from bot.studio.pages.desk import PATH
from bot.studio.rules.reading import reading
from bot.web.staff import staff_page


@dataclass(frozen=True, slots=True)
class Tab:
    """`path`: what stands behind `/staff/flows/{flow}`, with its slash; "" for the steps. `place`: lowest first."""

    path: str
    place: int
    roles: tuple[str, ...]
    label: Callable[[Words], str]


TABS: web.AppKey[list[Tab]] = web.AppKey("studio_tabs", list)


def add_tab(app: web.Application, tab: Tab) -> None:
    """For the `routes` of a page about one flow: it is found from all the others."""
    if TABS not in app:
        app[TABS] = []
    app[TABS].append(tab)
    app[TABS].sort(key=lambda one: one.place)


def flow_page(
    request: web.Request,
    account: Account,
    template: str,
    held: Held,
    values: Mapping[str, object],
    *,
    tab: str = "",
    status: int = 200,
) -> web.Response:
    """A page whose template extends `studio/frame.html` and fills its block `inside`. `tab`: the path of its own."""
    written = reading(held.flow, held.written.source)
    base = f"{PATH}/{held.flow}"
    context = {
        "flow": held.flow,
        "flow_title": written.title or held.flow,
        "has_draft": held.draft is not None,
        "is_published": held.published is not None,
        "version": held.version,
        "base": base,
        "tabs": [one for one in request.app.get(TABS, []) if account.may(*one.roles)],
        "tab": tab,
        "here": PATH,
        **values,
    }
    return staff_page(request, account, template, context, status=status)
