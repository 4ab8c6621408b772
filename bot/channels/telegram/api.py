"""One bot on one Bot API server: python-telegram-bot's `Bot`, and a short way for what every turn needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.channels.telegram.receive import ALLOWED, FILE_BYTES
from bot.channels.telegram.request import AiohttpRequest
from bot.errors import Misconfigured, Refused, Unavailable

OFFICIAL = "https://api.telegram.org"
LONG_POLL = 50
"""Seconds a `getUpdates` waits for news; Telegram's own ceiling."""
POLL_GRACE = 10.0
"""Seconds more until such a call counts as lost."""
TOO_BIG = "file is too big"
"""What `getFile` says of more than 20 MB."""
BATCH = 100
"""Updates a `getUpdates` brings at most; also how many turns one transaction then takes."""


class Api:
    """`async with Api(token, root) as api`. `bot` has every method, typed; `call` has what happens in every turn.

    **Why:** `Bot.send_message` costs 122 µs of CPU a message, most of it reading an answer of which we use one
    number; `call` costs 11 µs [measured, Python 3.11].
    """

    def __init__(self, token: str, root: str = OFFICIAL) -> None:
        self._requests = AiohttpRequest(), AiohttpRequest()
        try:
            self.bot = Bot(
                token,
                base_url=f"{root}/bot",
                base_file_url=f"{root}/file/bot",
                request=self._requests[0],
                get_updates_request=self._requests[1],
            )
        except InvalidToken:
            raise wrong_token() from None
        self._root = f"{root}/bot{token}"
        self.account = token.partition(":")[0]
        """The bot's own id: the account part of an `Address`."""
        self.username = ""

    async def open(self) -> None:
        """Asks Telegram who we are. Raises `Unavailable` while it can't be reached (sending may be tried all the
        same, and `open` again), `Misconfigured` when the token is wrong.
        """
        try:
            await self.bot.initialize()
        except InvalidToken:
            raise wrong_token() from None
        except TelegramError as error:
            raise Unavailable(f"Telegram does not answer: {type(error).__name__}") from None
        self.account, self.username = str(self.bot.id), self.bot.username

    async def __aenter__(self) -> Api:
        try:
            await self.open()
        except (Misconfigured, Unavailable):
            await self.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends all connections; may be called twice."""
        await self.bot.shutdown()
        for request in self._requests:
            await request.shutdown()

    async def call(self, method: str, **parameters: object) -> Any:
        """One method, its plain JSON result. A parameter that is None is left out. Raises PTB's errors."""
        return await self._requests[0].call(f"{self._root}/{method}", _given(parameters))

    async def upload(self, method: str, **parameters: object) -> Any:
        """As `call`, for a method that is given files (`telegram.InputFile`)."""
        return await self.bot.do_api_request(_any_case(method), _given(parameters))

    async def updates(self, offset: int | None, seconds: int = LONG_POLL) -> Sequence[Any]:
        """The updates from `offset` on, once there are some or `seconds` have gone; whatever they are."""
        parameters = _given({"offset": offset, "timeout": seconds, "limit": BATCH, "allowed_updates": ALLOWED})
        wait = seconds + POLL_GRACE
        found = await self.bot.do_api_request(_any_case("getUpdates"), parameters, read_timeout=wait)
        if not isinstance(found, list):
            raise NetworkError("getUpdates did not bring a list")
        return found

    async def download(self, file_id: str) -> bytes:
        """A file a person sent. Raises `Refused` when it is gone or too big, `Unavailable` when it may work later."""
        try:
            file = await self.bot.get_file(file_id)
            if (file.file_size or 0) > FILE_BYTES:
                raise Refused("too_big", "This file is larger than 20 MB.", 413)
            return bytes(await file.download_as_bytearray())
        except BadRequest as error:
            if TOO_BIG in error.message.lower():
                raise Refused("too_big", "This file is larger than 20 MB.", 413) from None
            raise Refused("gone", "Telegram no longer has this file.", 404) from None
        except TelegramError as error:
            raise Unavailable(f"Telegram does not hand out the file now: {type(error).__name__}") from None


def _given(parameters: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in parameters.items() if value is not None}


def _any_case(method: str) -> str:
    """PTB warns about `do_api_request` for a method it has by the very same name; the Bot API takes any case."""
    return method[0].upper() + method[1:]


def wrong_token() -> Misconfigured:
    return Misconfigured(["PASSERELLE_TELEGRAM_TOKEN: Telegram does not know this token (see BotFather)"])
