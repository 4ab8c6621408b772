"""The process that reads one file: started for it alone, with little memory, little time, no files and no network.

`python -m bot.received.reader`, as `bot.apart` has it; its answer is one line of JSON. Law: everything it needs is
imported and read before it is ready; then it can open nothing any more.
"""

from __future__ import annotations

import codecs
import io
import json
import sys
import zipfile

from pypdf import PdfWriter

from bot.apart import DONE, confine, ready
from bot.received.child import BOUNDS, described
from cv_builder.reading.files import read_file
from cv_builder.reading.report import Refused
from cv_builder.wording import LOCALES, phrases

if sys.platform != "win32":
    import resource

STREAMS = 3
"""Standard input, output, error: no further file or socket can be opened."""
_CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp437", "ascii", "cp1252", "idna")


def warm() -> None:
    """Reads and imports what a file may need later, when nothing can be opened any more: one file of each kind."""
    for locale in LOCALES:
        phrases(locale)
    for codec in _CODECS:
        codecs.lookup(codec)
    resume = b'{"languages": [{"language": "x"}]}'
    for sample in (resume, b"<Candidate/>", b"<SkillsPassport/>", _pdf(resume), _pdf(resume, "x"), _docx()):
        read_file(sample)


def _pdf(attached: bytes, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(1, 1)
    writer.add_attachment("a", attached)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", "word/document.xml", "customXml/item1.xml"):
            package.writestr(name, "<a/>")
    return out.getvalue()


def result(data: bytes) -> bytes:
    try:
        found = read_file(data)
    except MemoryError:
        found = Refused("hostile")
    except Exception:
        # Whatever a reader of foreign bytes raises: the file is broken, and nobody is left to be told more.
        found = Refused("broken")
    return json.dumps(described(found)).encode()


def close_all() -> None:
    """From here on nothing can be opened: no file, no connection."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (STREAMS, STREAMS))


def main() -> None:
    confine(BOUNDS)
    warm()
    close_all()
    ready()
    sys.stdout.buffer.write(result(sys.stdin.buffer.read()) + DONE)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
