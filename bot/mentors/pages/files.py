"""Files and voices between a mentor and a person, without what they give away beside what they show.

A person's plain text is shown as a line of theirs: with what reaches or names them masked at each reading.

Law: `/mentor/file/<handoff>/<line>` is asked in SQL each time and audited; the file's own id, whose knowledge
opens it to anybody, is in no page of a mentor. What a browser would run is never shown in place.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.mentors.contacts.files import texts
from bot.mentors.contacts.files.child import scrub
from bot.mentors.contacts.files.model import Refused as Unclean
from bot.mentors.model import Handoff
from bot.mentors.pages.desk import LONGEST_ID, Desk, label_in, number, words_of
from bot.mentors.store import access, talk
from bot.mentors.store import lines as read
from bot.ports import Account
from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.stored_files import row
from bot.storage.tables.files import files
from bot.web.guard import needs
from bot.web.inputs import Form
from bot.web.words import language

FILE_BYTES = 20 * 1024 * 1024
"""What Telegram lets a bot download; the site's largest form is a little more."""
NAMES = {
    "image/jpeg": "photo.jpg", "image/png": "image.png", "image/webp": "image.webp", "application/pdf": "document.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document.docx",
    "audio/ogg": "voix.ogg", "audio/webm": "voix.webm", "audio/mp4": "voix.m4a", "audio/mpeg": "voix.mp3",
    "audio/wav": "voix.wav", "video/mp4": "video.mp4", "video/webm": "video.webm", "text/plain": "texte.txt",
}  # fmt: skip
"""What a file is called that we hand on: its own name often tells whose it is."""
SHOWN = ("image/jpeg", "image/png", "image/webp")
HEARD = ("audio/", "video/")
"""What a browser plays in place."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A mentor's file, clean, not stored yet."""

    ref: FileRef
    body: bytes

    @property
    def words(self) -> str:
        """Of a text; "" of what nobody reads for them."""
        return texts.words(self.body).text if self.ref.type == texts.TEXT else ""

    async def store(self, db: AsyncConnection, sealer: Sealer, person_id: int, now: datetime) -> None:
        """Owned by the person; the same form again stores nothing."""
        stored = row(sealer, person_id, self.ref, self.body, now)
        await db.execute(insert(db, files).values(stored).on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class Uploads:
    desk: Desk

    async def taken(self, form: Form, held: Handoff, account: Account) -> Sent | str | None:
        """The form's file; why it is refused, as a code; None when there is none. Raises 413."""
        field = form.get("file")
        if not isinstance(field, web.FileField):
            return None
        body = field.file.read(FILE_BYTES + 1)
        if not body:
            return None
        if len(body) > FILE_BYTES:
            raise web.HTTPRequestEntityTooLarge(FILE_BYTES, len(body))
        clean = await scrub(body, field.content_type)
        if isinstance(clean, Unclean):
            return clean.reason
        if clean.type == texts.TEXT and not texts.words(clean.body).whole:
            return "long"
        id = words_of(form, "id", LONGEST_ID) or self.desk.clock.new_id()
        secret = f"{id}/{held.id}/{account.id}/{sha256(body).hexdigest()}"
        name = NAMES.get(clean.type, "document")
        return Sent(FileRef(f"m{sha256(secret.encode()).hexdigest()[:40]}", name, clean.type), clean.body)


@dataclass(frozen=True, slots=True)
class FilePages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        mentor = needs("mentor")
        app.add_routes(
            [
                web.get("/mentor/file/{id}/{seq:[0-9]{1,15}}", mentor(self.show)),
                web.get("/mentor/file/{id}/cv", mentor(self.picture)),
            ]
        )

    async def show(self, request: web.Request, account: Account) -> web.Response:
        seq, now = number(request.match_info["seq"]), self.desk.clock.now()
        held = await self.desk.theirs(account, request.match_info["id"])
        async with self.desk.database.write() as db:
            found = await read.file(db, self.desk.sealer, now, account.id, held.id, seq)
            if found is None:
                raise web.HTTPNotFound
            person_id, type, body, private = found
            names = await self.desk.names(db, person_id)
            await talk.read(db, now, account.id, person_id, access.ROLE, "file", f"{held.id}/{seq}")
        if private and type == texts.TEXT:
            body = await asyncio.to_thread(texts.masked, body, names, label_in(language(request)))
        return _answer(body, type)

    async def picture(self, request: web.Request, account: Account) -> web.Response:
        """The CV without whose it is."""
        held, now = await self.desk.theirs(account, request.match_info["id"]), self.desk.clock.now()
        png = await self.desk.sheets.picture(held.person_id)
        if png is None:
            raise web.HTTPNotFound
        async with self.desk.database.write() as db:
            await talk.read(db, now, account.id, held.person_id, access.ROLE, "cv", str(held.id))
        return _answer(png, "image/png")


def _answer(body: bytes, type: str) -> web.Response:
    """Pictures and sounds in place, the rest for the disk; nothing of it may run, nor stay behind."""
    inline = type in SHOWN or type.startswith(HEARD)
    name = NAMES.get(type, "document")
    return web.Response(
        body=body,
        headers={
            "Content-Type": type,
            "Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
