from bot.storage.backlog import backlog
from bot.storage.engine import Database
from tests.bot.outbox.house import make_service
from tests.fakes.until import until


async def test_what_waits_is_counted_and_aged(database: Database) -> None:
    service = make_service(database)
    assert (await backlog(database, service.time.now())).outbox == 0
    service.post.gate.clear()
    await service.say("a", "un")
    await until(lambda: service.post.under_way == 1)
    service.time.forward(seconds=5)
    found = await backlog(database, service.time.now())
    assert (found.outbox, found.oldest_seconds, found.parked) == (2, 5.0, 0)
    service.post.gate.set()
    await service.outbox.idle()
    await service.talk.idle()
    found = await backlog(database, service.time.now())
    assert (found.outbox, found.oldest_seconds) == (0, 0.0)
