"""The master key: in the environment, or in a file of its own that is made once and never overwritten."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

from bot.errors import Misconfigured

KEY_FILE = "master.key"
KEY_BYTES = 32
"""AES-256."""


def parse(text: str) -> bytes:
    """32 bytes as base64 (`openssl rand -base64 32`) or as 64 hexadecimal digits. Raises `ValueError`."""
    text = text.strip()
    try:
        key = bytes.fromhex(text) if len(text) == 2 * KEY_BYTES else b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("32 bytes as base64, such as `openssl rand -base64 32` prints")
    return key


def read(folder: Path) -> bytes | None:
    """None: there is no such file. Raises `Misconfigured` for one that is no key."""
    path = folder / KEY_FILE
    try:
        return parse(path.read_text("ascii"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Misconfigured([f"{path}: {error.strerror}"]) from None
    except ValueError:
        raise Misconfigured([f"{path}: not a key. Put the file back as it was; nothing was changed."]) from None


def make(folder: Path, random: Callable[[int], bytes]) -> bytes:
    """The key of a new file, readable by its owner only; the one that is there if another process was first.

    **Why** a link: the file appears whole or not at all, and never in the place of another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key = random(KEY_BYTES)
    draft = folder / f".{KEY_FILE}.{random(8).hex()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(b64encode(key) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / KEY_FILE)
        settle(folder)
    except FileExistsError:
        return read(folder) or make(folder, random)
    finally:
        draft.unlink()
    return key


def settle(folder: Path) -> None:
    """A new name in this folder outlives a power cut (where folders can be synced)."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
