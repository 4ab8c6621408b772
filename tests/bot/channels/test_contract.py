"""What every channel owes a person, whatever it can show: the same suite on web, terminal and Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.channels.talkers import CHANNELS, Talker

LONG = "\n\n      ".join(f"Paragraphe {n}. " + "Des mots simples. " * 60 for n in range(8))
LABEL = "Aider mes parents avec les papiers de la préfecture"
FLOW = f"""flow: welcome
title: Essai
steps:
  - id: bonjour
    say: Salut, je suis un robot.
  - id: couleur
    ask: Quelle couleur ?
    choices:
      rouge: Rouge
      bleu: Bleu
  - id: nom
    ask: Ton nom ?
    type: text
  - id: echo
    say: |-
      Tu as écrit {{nom}}.
  - id: age
    ask: Quel âge ?
    type: number 10..99
    retry: Écris juste un nombre, par exemple 19.
  - id: gouts
    ask: Tu aimes quoi ?
    choose: many
    choices:
      foot: Le foot
      papiers: {LABEL}
      danse: La danse
  - id: long
    say: |-
      {LONG}
  - id: fin
    ask: C'est tout ?
    type: yes_no
"""


@pytest.fixture(params=list(CHANNELS))
async def talker(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Talker]:
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "welcome.yaml").write_text(FLOW, "utf-8")
    async with CHANNELS[request.param](tmp_path / "data", flows) as talker:
        yield talker


async def test_greets_and_shows_every_choice_whole(talker: Talker) -> None:
    for words in ("Salut, je suis un robot.", "Quelle couleur ?", "Rouge", "Bleu"):
        assert words in talker.seen()


async def test_a_whole_chat(talker: Talker) -> None:
    await talker.picks("Bleu")
    assert "Ton nom ?" in talker.seen()
    await talker.writes("<b>Zoé</b> & {nom} =1+1 سلام")
    assert "Tu as écrit <b>Zoé</b> & {nom} =1+1 سلام." in talker.seen()
    await talker.writes("beaucoup")
    assert "Écris juste un nombre, par exemple 19." in talker.seen()
    await talker.writes("١٩")
    assert LABEL in talker.seen()
    await talker.picks("Le foot", LABEL)
    assert "".join(LONG.split()) in "".join(talker.seen().split())
    assert talker.seen().index("Paragraphe 7") < talker.seen().index("C'est tout ?")


async def test_unknown_words_are_asked_again_kindly(talker: Talker) -> None:
    before = talker.seen().count("Quelle couleur ?")
    await talker.writes("une pomme")
    assert talker.seen().count("Quelle couleur ?") == before + 1
    assert "Je n'ai pas compris" in talker.seen()


async def test_choices_can_be_typed(talker: Talker) -> None:
    await talker.writes("rouge")
    assert "Ton nom ?" in talker.seen()


async def test_sos_comes_first_and_the_question_after_it(talker: Talker) -> None:
    await talker.writes("sos")
    seen = talker.seen()
    assert 0 < seen.rindex("112") < seen.rindex("Quelle couleur ?")


async def test_what_the_engine_offers_everywhere_can_be_typed(talker: Talker) -> None:
    await talker.picks("Rouge")
    await talker.writes("retour")
    assert talker.seen().count("Quelle couleur ?") == 2
    await talker.writes("langue")
    assert "Tu préfères quelle langue ?" in talker.seen()


@pytest.mark.parametrize("words", ["a\u200b\u202eb", "x" * 10_000, "'; DROP TABLE people;--", "🆘🆘" * 50])
async def test_odd_words_break_nothing(talker: Talker, words: str) -> None:
    await talker.picks("Rouge")
    await talker.writes(words)
    await talker.writes("Amina")
    assert "Quel âge ?" in talker.seen() or "Tu as écrit" in talker.seen()
