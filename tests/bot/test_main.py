"""How the program starts."""

import asyncio
import sys


async def test_what_is_imported_is_never_looked_through_for_garbage() -> None:
    check = "import gc, sys, bot.__main__; sys.exit(not (gc.isenabled() and gc.get_freeze_count() > 50_000))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", check)
    assert await process.wait() == 0


async def test_a_batch_of_turns_does_not_set_off_the_collector() -> None:
    check = "import gc, sys, bot.__main__; sys.exit(gc.get_threshold()[0] < 5_000)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", check)
    assert await process.wait() == 0


LATE = "typst", "docx", "lxml", "pypdf", "openpyxl", "rich"
"""Libraries that a service at rest does without: 20 MB."""


async def test_what_is_for_documents_waits_for_the_first_document() -> None:
    check = f"import sys, bot.__main__; sys.exit(any(name in sys.modules for name in {LATE}))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", check)
    assert await process.wait() == 0


async def test_it_says_its_commands() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--help"), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert all(command in said.decode() for command in ("run", "chat", "check"))
