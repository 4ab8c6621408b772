"""`/mail/KEY`: ends the e-mails of somebody who asked for them. By hand, or by the button of a mail program (RFC 8058).

Law: opening it only shows a button, for mail programs open links to look at them; only POST ends anything. **Why** no
token in the form: the key is all that the POST of a mail program has, and it ends e-mails, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.storage.engine import Database
from bot.web.guard import hold_back_entry
from bot.web.render import page
from bot.workshops.mails import STOP
from bot.workshops.store import mailboxes

KEY = "{key:[A-Za-z0-9_-]{1,64}}"


@dataclass(frozen=True, slots=True)
class MailPages:
    database: Database

    def routes(self, app: web.Application) -> None:
        app.add_routes([web.get(f"{STOP}/{KEY}", self.show), web.post(f"{STOP}/{KEY}", self.stop)])

    async def show(self, request: web.Request) -> web.Response:
        """The same for a key that nobody has: whether there is such a mailbox is nobody's business."""
        return page(request, "workshops/mail.html", {"over": False, "action": request.path})

    async def stop(self, request: web.Request) -> web.Response:
        hold_back_entry(request)
        async with self.database.write() as db:
            await mailboxes.drop(db, request.match_info["key"])
        return page(request, "workshops/mail.html", {"over": True, "action": request.path})
