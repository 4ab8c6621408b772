"""Company: a busy service waits a moment for as many as last time, an idle one never, nobody for long."""

from __future__ import annotations

import asyncio

from bot.conversation.waiting import Company

PATIENCE_S = 60.0


async def test_an_idle_service_does_not_wait() -> None:
    for size in (0, 1):
        waiting = asyncio.create_task(Company(size=size).wait(1))
        await asyncio.sleep(0)
        assert waiting.done()


async def test_it_goes_on_as_soon_as_all_are_here() -> None:
    company = Company(size=3)
    waiting = asyncio.create_task(company.wait(1))
    await asyncio.sleep(0)
    company.come(2)
    await asyncio.sleep(0)
    assert not waiting.done()
    company.come(3)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert waiting.done()


async def test_who_is_here_already_is_counted() -> None:
    waiting = asyncio.create_task(Company(size=3).wait(3))
    await asyncio.sleep(0)
    assert waiting.done()


async def test_who_does_not_come_is_not_waited_for_long() -> None:
    waiting = asyncio.create_task(Company(size=100).wait(1))
    done, _ = await asyncio.wait([waiting], timeout=PATIENCE_S)
    assert done == {waiting}
