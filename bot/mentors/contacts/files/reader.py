"""The process that cleans one paper: `python -m bot.mentors.contacts.files.reader`, as `bot.apart` has it.

Its answer: one line of JSON (`{"refused"}` or `{"type", "removed"}`), then the bytes.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile

from pypdf import PdfWriter

from bot.apart import DONE, confine, ready
from bot.mentors.contacts.files.child import BOUNDS
from bot.mentors.contacts.files.model import Refused, Scrubbed
from bot.mentors.contacts.files.papers import scrubbed

if sys.platform != "win32":
    import resource

STREAMS = 3
"""Standard input, output, error: no further file or socket can be opened."""


def warm() -> None:
    """Imports what a file may need later: one file of each kind."""
    paper, package = io.BytesIO(), io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(1, 1)
    writer.add_metadata({"/Author": "x"})
    writer.write(paper)
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", "<a/>")
    for sample in (paper, package):
        scrubbed(sample.getvalue())


def result(data: bytes) -> bytes:
    try:
        found = scrubbed(data)
    except MemoryError:
        found = Refused("hostile")
    except Exception:
        # Whatever a reader of foreign bytes raises: the file is broken, and nobody is left to be told more.
        found = Refused("broken")
    return described(found)


def described(found: Scrubbed | Refused) -> bytes:
    if isinstance(found, Refused):
        return json.dumps({"refused": found.reason}).encode() + b"\n"
    return json.dumps({"type": found.type, "removed": found.removed}).encode() + b"\n" + found.body


def main() -> None:
    confine(BOUNDS)
    warm()
    resource.setrlimit(resource.RLIMIT_NOFILE, (STREAMS, STREAMS))
    ready()
    sys.stdout.buffer.write(result(sys.stdin.buffer.read()) + DONE)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
