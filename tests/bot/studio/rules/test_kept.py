"""Kept tests: the same flow passes, a changed one is shown side by side, and none of it depends on today."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.studio.rules.kept import Exchange, KeptChat, exchanges, of_draft, pinned, played, run, stopping
from flows.answers import NO_RESOLVERS, Found, Resolved, Resolvers
from flows.model import Library
from flows.tryout import Act, Chat
from tests.flows.talk import library

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = """
flow: cv
title: CV
steps:
  - id: nom
    ask: Ton nom ?
    type: text 1..80
  - id: fait
    do: cvs.make
  - id: rien
    when: fait is empty
    say: Rien à mettre dessus.
  - id: fin
    ask: |-
      C'est fait, {nom}.
      On continue ?
    choices: {oui: Oui, non: Non}
  - id: bien
    say: Bien.
"""
ACTS = (Act("type", ("Amina",)), Act("tap", ("oui",)))


def resolving(at: datetime) -> Resolvers:
    return NO_RESOLVERS


def kept(known: Library, chat: Chat, id: int = 1) -> KeptChat:
    found = played(known, chat, NOW, resolving)
    return KeptChat(id, chat.flow, "Amina", pinned(chat, found), exchanges(found), NOW, "Zoé", NOW)


def test_a_chat_reads_as_people_see_it() -> None:
    assert exchanges(played(library(TEXT), Chat("cv", acts=ACTS), NOW, resolving)) == (
        Exchange("", ("Ton nom\u202f?",)),
        Exchange("Amina", ("(Fait le CV et l’envoie.)", "C’est fait, Amina.", "On continue\u202f?", "[Oui] [Non]")),
        Exchange("Oui", ("Bien.",)),
    )


def test_the_same_flow_passes() -> None:
    known = library(TEXT)
    found = run(known, [kept(known, Chat("cv", acts=ACTS))], resolving)
    assert [result.passed for result in found] == [True]
    assert stopping(found) == []


def test_a_changed_sentence_differs_there_and_nowhere_else() -> None:
    changed = library(TEXT.replace("Bien.", "Très bien."))
    result = stopping(run(changed, [kept(library(TEXT), Chat("cv", acts=ACTS))], resolving))[0]
    assert [row.same for row in result.rows] == [True, True, False]
    assert result.rows[2].now == Exchange("Oui", ("Très bien.",))
    assert result.seen != run(library(TEXT), [result.kept], resolving)[0].seen


def test_a_button_that_is_gone_ends_it_and_is_named() -> None:
    changed = library(TEXT.replace("oui: Oui", "si: Si"))
    result = run(changed, [kept(library(TEXT), Chat("cv", acts=ACTS))], resolving)[0]
    assert not result.passed
    assert result.rows[2].now == Exchange("oui", ())


def test_a_step_that_is_gone_says_so() -> None:
    test = kept(library(TEXT), Chat("cv", "fin", acts=(Act("tap", ("oui",)),)))
    result = run(library(TEXT.replace("id: fin", "id: fini")), [test], resolving)[0]
    assert result.gone
    assert not result.passed
    assert all(row.now is None for row in result.rows)


def test_what_actions_gave_is_kept_with_it() -> None:
    """Another usual value changes no test."""
    known = library(TEXT)
    nothing = Chat("cv", acts=ACTS[:1], values={"cv/fait": None})
    assert kept(known, Chat("cv", acts=ACTS)).chat.values == {"cv/fait": 1}
    assert kept(known, nothing).chat.values == {"cv/fait": None}
    assert "Rien à mettre dessus." in exchanges(played(known, nothing, NOW, resolving))[1].lines


def test_it_is_always_played_at_its_own_moment() -> None:
    seen: list[datetime] = []

    def at_that_time(at: datetime) -> Resolvers:
        seen.append(at)
        return Resolvers(date=_Day())

    known = library(TEXT.replace("type: text 1..80", "type: date"))
    test = kept(known, Chat("cv", acts=(Act("type", ("hier",)),)))
    assert run(known, [replace(test, began_at=NOW)], at_that_time)
    assert seen == [NOW]


OTHER = """
flow: entree
title: Entrée
steps:
  - id: va
    run: cv
"""
THIRD = "flow: seul\ntitle: Seul\nsteps:\n  - id: dire\n    say: Bonjour.\n"


def test_tests_of_other_flows_count_when_the_draft_changes_them() -> None:
    """One that says something else anyway is nothing that this draft did."""
    served = library({"cv.yaml": TEXT, "entree.yaml": OTHER, "seul.yaml": THIRD})
    mine, through, alone = (kept(served, Chat(flow, acts=ACTS), id) for id, flow in enumerate(("cv", "entree", "seul")))
    old = replace(alone, id=7, expected=(Exchange("", ("Salut.",)),))
    tests = (mine, through, alone, old)
    draft = library({"cv.yaml": TEXT.replace("Bien.", "Très bien."), "entree.yaml": OTHER, "seul.yaml": THIRD})
    assert [one.kept.id for one in of_draft("cv", served, served, tests, resolving)] == [mine.id]
    found = of_draft("cv", served, draft, tests, resolving)
    assert [one.kept.id for one in found] == [mine.id, through.id]
    assert stopping(found) == found


class _Day:
    def resolve(self, text: str, locale: str) -> Resolved:
        return Found("2026-11-21")
