"""The master key's file: whole or not at all, one for all processes, never overwritten, its owner's only."""

from __future__ import annotations

import os
import stat
import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from bot.errors import Misconfigured
from bot.storage.master import KEY_FILE, make, parse, read


def test_base64_and_hexadecimal_are_read_and_nothing_else() -> None:
    key = bytes(range(32))
    assert parse(b64encode(key).decode() + "\n") == parse(key.hex()) == key
    for wrong in ("", "abc", "é" * 64, b64encode(key[:31]).decode(), b64encode(key * 2).decode(), "g" * 64):
        with pytest.raises(ValueError, match="openssl"):
            parse(wrong)


def test_a_new_key_is_readable_by_its_owner_only_and_stays(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    assert read(tmp_path) is None
    key = make(folder, os.urandom)
    assert read(folder) == key
    assert make(folder, os.urandom) == key, "made once"
    assert os.listdir(folder) == [KEY_FILE]
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600


def test_processes_that_make_it_at_once_have_the_same(tmp_path: Path) -> None:
    together = Barrier(8)

    def one(_: int) -> bytes:
        together.wait()
        return make(tmp_path, os.urandom)

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(one, range(8)))) == 1
    assert os.listdir(tmp_path) == [KEY_FILE]


@pytest.mark.parametrize("held", ["", "\n", "half a k", "clé", "\x00" * 44])
def test_what_is_no_key_is_said_and_left_alone(tmp_path: Path, held: str) -> None:
    (tmp_path / KEY_FILE).write_text(held)
    with pytest.raises(Misconfigured, match="not a key"):
        read(tmp_path)
    with pytest.raises(Misconfigured, match="not a key"):
        make(tmp_path, os.urandom)
    assert (tmp_path / KEY_FILE).read_text() == held


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).mkdir()
    with pytest.raises(Misconfigured, match=KEY_FILE):
        read(tmp_path)
