"""What a check can correct is corrected by one button, once."""

from __future__ import annotations

from bot.storage.engine import Database
from bot.studio.store import drafts
from tests.bot.studio.forms import form, forms
from tests.bot.studio.house import CV, house


async def test_one_button_corrects_a_word(database: Database) -> None:
    async with house(database) as studio, studio.someone("editor") as she:
        path = "/staff/flows/cv/step/travail"
        await she.open(path)
        fields = form(she.html, "was")
        await she.send(path, {**fields, "row.1.go": "fini"})
        assert "fini" in she.text
        (button,) = [one for _, one in forms(she.html) if one.get("code") == "missing_target"]
        assert button["place"] == "steps/1/go/none"
        for _ in range(2):
            assert await she.send("/staff/flows/cv/fix", button) == 200
            async with studio.database.read() as db:
                draft, version = await drafts.get(db, "cv")
            assert draft
            assert draft.written.source == CV
            assert version == 2
