"""python-telegram-bot's HTTP layer over aiohttp.

**Why:** httpx costs 2–9 ms of CPU a message and writes the token into its logs; aiohttp costs 0.2 ms and stays quiet.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_TIMEOUT = 5.0
"""Seconds to open a connection, name look-up included; Telegram answers in well under one."""
READ_TIMEOUT = 15.0
"""Seconds without a byte from the server before a call counts as lost (`getUpdates` adds its own long poll)."""
UPLOAD_TIMEOUT = 60.0
"""Seconds for a call that carries files: 20 MB over a slow line."""
CONNECTIONS = 64
"""Most open connections; pacing allows 30 messages a second, so this is never what holds a message back."""
KEEPALIVE = 30.0
"""Seconds an idle connection is kept; Telegram closes its own after about a minute."""

NOT_GIVEN: object = BaseRequest.DEFAULT_NONE


def silence_http_logs() -> None:
    """Lets no HTTP library write an address: the bot token is part of each one."""
    for name in ("httpx", "httpcore", "aiohttp.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # PTB logs whole parameters (people's words) and, on broken JSON, the answer: warnings on are enough for us.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def _given(value: object, default: float | None) -> float | None:
    if value is None:
        return None
    return float(value) if isinstance(value, int | float) else default


class AiohttpRequest(BaseRequest):
    """One pooled aiohttp session; made in `initialize`, so it belongs to the loop that uses it."""

    def __init__(self, read_timeout: float = READ_TIMEOUT) -> None:
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None
        silence_http_logs()

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEPALIVE)
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "Passerelle"},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT, sock_read=self._read_timeout),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer of the Bot API; an answer that is none (a proxy's page) is the network's fault, never shown."""
        try:
            parsed = orjson.loads(payload)
        except orjson.JSONDecodeError:
            raise NetworkError("The answer is not JSON") from None
        if not isinstance(parsed, dict):
            raise NetworkError("The answer is not a JSON object")
        return parsed

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = NOT_GIVEN,
        write_timeout: object = NOT_GIVEN,
        connect_timeout: object = NOT_GIVEN,
        pool_timeout: object = NOT_GIVEN,
    ) -> tuple[int, bytes]:
        """Sends one call. Raises TimedOut and NetworkError whose words never hold the address (token!)."""
        files = bool(request_data and request_data.contains_files)
        reading = _given(read_timeout, self._read_timeout)
        if files and reading is not None:
            reading = max(reading, _given(write_timeout, UPLOAD_TIMEOUT) or UPLOAD_TIMEOUT)
        timeout = aiohttp.ClientTimeout(
            total=None,
            sock_connect=_given(connect_timeout, CONNECT_TIMEOUT),
            sock_read=reading,
            connect=_given(pool_timeout, None),
        )
        return await self._sent(method, url, data=_body(request_data), timeout=timeout)

    async def call(self, url: str, parameters: Mapping[str, object]) -> Any:
        """One call without files, its plain result; raises what `post` raises.

        **Why** beside `post`: PTB wraps each parameter and builds timeouts anew, a twentieth of a whole turn.
        """
        status, payload = await self._sent("POST", url, data=_json(parameters))
        if status != HTTPStatus.OK:
            return await Refusal(status, payload).post(url)
        return self.parse_json_payload(payload)["result"]

    async def _sent(self, method: str, url: str, **how: Any) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("initialize() comes first")
        try:
            async with self._session.request(method, url, **how) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientConnectorError as error:
            raise NetworkError(f"No connection: {type(error).__name__} {error.errno or ''}".strip()) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"Connection lost: {type(error).__name__}") from None


class Refusal(AiohttpRequest):
    """An answer that is already there: PTB says what it means."""

    def __init__(self, status: int, payload: bytes) -> None:
        super().__init__()
        self._answer = status, payload

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        return self._answer


def _json(parameters: Mapping[str, object]) -> aiohttp.BytesPayload:
    return aiohttp.BytesPayload(orjson.dumps(parameters), content_type="application/json")


def _body(data: RequestData | None) -> aiohttp.BytesPayload | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return _json(data.parameters) if data.parameters else None
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=_plain(file_name), content_type=kind)
    return form


def _plain(file_name: str) -> str:
    """A file name that can't leave its header: quotes, backslashes and control characters become spaces."""
    return "".join(" " if sign in '"\\' or ord(sign) < 32 else sign for sign in file_name).strip() or "document"
