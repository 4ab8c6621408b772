"""The codec's contract; whoever stands behind `Sealer` later is added to `SEALERS`."""

from __future__ import annotations

import pytest

from bot.storage.sealed import Identity, Sealer, open_json, seal_json
from flows.events import JsonValue

SEALERS: list[Sealer] = [Identity()]


@pytest.mark.parametrize("sealer", SEALERS, ids=lambda sealer: type(sealer).__name__)
@pytest.mark.parametrize("plain", [b"", b"\x00\xff", "سيرة ذاتية".encode(), b"x" * 1_000_000], ids=len)
def test_what_was_sealed_opens(sealer: Sealer, plain: bytes) -> None:
    assert sealer.open(7, sealer.seal(7, plain)) == plain


@pytest.mark.parametrize("sealer", SEALERS, ids=lambda sealer: type(sealer).__name__)
def test_json_keeps_kinds_and_characters(sealer: Sealer) -> None:
    value: JsonValue = {"name": "Zoé 👋", "many": [1, 2.5, True, None, ""], "in": {"deep": []}}
    assert open_json(sealer, 7, seal_json(sealer, 7, value)) == value
