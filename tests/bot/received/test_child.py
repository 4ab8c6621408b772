"""Hostile files are refused, by a process with little time and little memory; nobody else waits for them."""

from __future__ import annotations

import asyncio
import json
import sys
import zlib
from pathlib import Path

import pytest

from bot.apart import ROOT
from bot.received import child, reader
from bot.received.child import understood
from cv_builder.reading.report import Read, Refused
from cv_builder.reading.source import Left
from tests.cv_builder.reading.samples import CANDIDATE, docx, pdf
from tests.cv_builder.reading.test_files import LAUGHS, XXE, ZEROS


def bomb() -> bytes:
    """A PDF whose cross reference is some kB and unpacks to 300 MB."""
    packed = zlib.compress(b"\0" * 300_000_000, 9)
    head = b"%PDF-1.5\n"
    body = b"1 0 obj\n<</Type/XRef/W[1 2 1]/Size 9/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return head + body + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)


def circle() -> bytes:
    """A PDF whose pages and names lead to themselves."""
    objects = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n3 0 obj<</Kids[3 0 R]>>endobj\n"
    )
    return b"%PDF-1.7\n" + objects + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


HOSTILE = {
    "a long text": b'{"basics": {"name": "' + b"a" * 19_000_000 + b'"}}',
    "many entries": b'{"work": [' + b'{"a": 1},' * 2_000_000 + b"{}]}",
    "deep": b'{"a":' * 3_000_000,
    "a bomb in Word": docx(customXml__item1_dot_xml=ZEROS),
    "laughs": pdf(("cv.xml", LAUGHS)),
    "a file of ours": XXE,
    "a bomb in a PDF": bomb(),
    "a PDF that leads to itself": circle(),
    "20 MB of PDF": b"%PDF-1.7\n" + b"1 0 obj<</A 2 0 R>>endobj\n" * 700_000,
    "20 MB of XML": b"<Candidate>" + b"<a>x</a>" * 2_000_000 + b"</Candidate>",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_files_are_refused(name: str) -> None:
    found = await child.read(HOSTILE[name])
    assert isinstance(found, Refused), found


async def test_a_cv_is_read() -> None:
    found = await child.read(pdf(("attachment.xml", CANDIDATE.encode())))
    assert isinstance(found, Read)
    assert found.cv.name == "Samira El Khatib"
    assert Left("birth", "2001-02-03") in found.unused


async def test_nobody_waits_for_a_hostile_file() -> None:
    """What else this process does goes on while one is read."""
    ticks = 0

    async def others() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0)
            ticks += 1

    beside = asyncio.create_task(others())
    await child.read(HOSTILE["a long text"])
    beside.cancel()
    assert ticks > 1_000


async def test_time_is_up_for_whoever_hangs() -> None:
    found = await child.read(HOSTILE["20 MB of PDF"], seconds=0.0)
    assert found == Refused("slow")


async def _run(code: str) -> bytes:
    """What a process under the reader's limits writes."""
    needs = "from bot.apart import confine\nfrom bot.received import reader\nfrom bot.received.child import BOUNDS"
    program = f"{needs}\nconfine(BOUNDS)\n{code}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, cwd=ROOT, stdout=-1, stderr=-3, env={"PYTHONPATH": str(ROOT)}
    )
    out, _ = await process.communicate()
    return out


async def test_the_reader_can_open_no_file_and_no_connection() -> None:
    tries = "try:\n {0}\n print('open')\nexcept OSError:\n print('closed')\n"
    code = "import socket\nreader.close_all()\n" + tries.format("socket.socket()") + tries.format("open('/etc/passwd')")
    assert (await _run(code)).split() == [b"closed", b"closed"]


async def test_the_reader_has_200_mb_and_no_more() -> None:
    code = f"try:\n x = b'x' * {child.BOUNDS.memory_bytes}\n print('much')\nexcept MemoryError:\n print('little')\n"
    assert (await _run(code)).split() == [b"little"]


LEAN = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "bot.received.reader"], stdin=open(sys.argv[1], "rb"), capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""
"""A process that is small itself: a child counts what its parent held when it was started."""


@pytest.mark.parametrize("name", ["many entries", "a long text", "20 MB of PDF", "a bomb in a PDF"])
async def test_its_peak_stays_below_the_limit(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(HOSTILE[name])
    environment = {"PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LEAN, str(tmp_path / "file"), stdout=-1, env=environment
    )
    out, _ = await process.communicate()
    assert 20_000_000 < int(out) <= child.BOUNDS.memory_bytes


def test_a_result_is_trusted_no_more_than_the_file() -> None:
    assert understood({}) == Refused("hostile")
    assert understood({"refused": 3}) == Refused("hostile")
    assert understood({"refused": "broken"}) == Refused("broken")
    found = understood({"cv": {"basics": {"name": "A"}}, "unused": [["photo", "x"], 3, ["y"]], "ours": 1})
    assert found == Read(found.cv, (Left("photo", "x"),)) if isinstance(found, Read) else False


def test_a_result_is_plain_data() -> None:
    found = json.loads(reader.result(b'{"basics": {"name": "A", "image": "x"}}'))
    assert (found["cv"]["basics"], found["unused"], found["ours"]) == ({"name": "A"}, [["photo", "x"]], False)
    assert json.loads(reader.result(b"?")) == {"refused": "kind"}


def test_of_texts_without_number_it_is_said_how_many_more() -> None:
    lost = [f"text {number}" for number in range(child.MOST_LEFT + 100)]
    unused = json.loads(reader.result(json.dumps({"basics": {"name": "A"}, "own": lost}).encode()))["unused"]
    assert len(unused) == child.MOST_LEFT + 1
    assert unused[-1] == ["other", "… + 100"]
