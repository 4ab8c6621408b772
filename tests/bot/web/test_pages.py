"""The chat page as plain forms, whole without any script."""

from __future__ import annotations

import re

import pytest
from aiohttp import FormData

from bot.channels.model import FileRef
from flows.events import Picked, Started, Tapped, Typed
from tests.bot.web.conftest import Browser
from tests.bot.web.double import House


async def test_the_whole_talk_by_plain_forms(browser: Browser, house: House) -> None:
    await browser.open()
    assert "Commencer" in browser.html
    assert 'name="text"' in browser.html
    response = await browser.send(locale="fr", source="affiche")
    assert response.history[0].status == 303
    assert response.history[0].headers["Location"] == "/#now"
    assert 'value="1.cv"' in browser.html
    await browser.send(choice="1.cv")
    assert '<input type="checkbox" name="choices" value="2.cuisine">' in browser.html
    data = FormData([("id", "boxes"), ("choices", "2.cuisine"), ("choices", "2.papiers"), ("done", "1")])
    async with browser.session.post("/chat", data=data, headers={"Origin": browser.base}) as page:
        browser.html = await page.text()
    assert house.taken[-1].said == Picked(("2.cuisine", "2.papiers"))
    assert 'inputmode="tel"' in browser.html
    assert 'autocomplete="tel"' in browser.html
    await browser.send(text="06 12 34 56 78")
    await browser.send(text="Lyon")
    assert 'type="file"' in browser.html
    house.after = [("Voilà ton CV.", ())]
    upload = FormData({"id": "file"})
    upload.add_field("file", b"%PDF-1.7", filename="cv.pdf")
    async with browser.session.post("/chat", data=upload, headers={"Origin": browser.base}) as page:
        browser.html = await page.text()
    assert "Voilà ton CV." in browser.html
    assert [type(i.said).__name__ for i in house.taken] == ["Started", "Tapped", "Picked", "Typed", "Typed", "Received"]


async def test_coming_back_shows_the_whole_transcript(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    await browser.send(text="<b>moi</b> & https://example.org/a?b=1.")
    html = await browser.open()
    assert "&lt;b&gt;moi&lt;/b&gt; &amp; " in html
    assert '<a href="https://example.org/a?b=1" rel="noopener noreferrer" target="_blank">' in html
    assert html.index("Tu commences par quoi") < html.index("moi&lt;/b&gt;") < html.index("2/6")


async def test_a_form_sent_twice_counts_once(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    before = browser.html
    await browser.send(choice="1.cv")
    browser.html = before
    await browser.send(choice="1.cv")
    assert [i.said for i in house.taken[1:]] == [Tapped("1.cv")]


async def test_an_empty_form_gets_a_kind_word(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    await browser.send(text="  ")
    assert 'role="alert">Je n’ai rien reçu' in browser.html
    await browser.send(text="a\0b")
    assert house.taken[-1].said == Typed("ab")


async def test_a_document_that_comes_a_moment_later_is_on_the_page(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    [chat] = house.people
    house.people[chat].at = 5
    ref = await house.put(1, "CV Amina.pdf", "application/pdf", b"%PDF-")
    png = await house.put(1, "cv.png", "image/png", b"\x89PNG")
    house.after = [("Voilà ton CV.", (FileRef(png.id, png.name, png.type, "Le CV d’Amina"), ref))]
    await browser.send(text="non")
    assert f'href="/files/{ref.id}?download" download="CV Amina.pdf"' in browser.html
    assert f'<img src="/files/{png.id}" alt="Le CV d’Amina"' in browser.html


async def test_a_key_that_leads_nowhere_begins_anew(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    house.erase(next(iter(house.people)))
    html = await browser.open()
    assert "Commencer" in html
    assert "Cette discussion n’existe plus." in html
    assert not [c for c in browser.session.cookie_jar if c.key == "passerelle"]


MULTI = "multipart/form-data; boundary=x"
BROKEN = (
    (b"no form", MULTI),
    (b"no form", "multipart/form-data"),
    (b"--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--", MULTI),
    (b"--x\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n===a\r\n--x--", MULTI),
    (b"key=\xff", "application/x-www-form-urlencoded"),
    (b"a=1", "application/x-www-form-urlencoded; charset=nonsense"),
)


async def test_a_form_that_can_not_be_read_is_their_mistake_not_ours(browser: Browser) -> None:
    for path in ("/chat", "/take", "/keep"):
        for body, kind in BROKEN:
            headers = {"Content-Type": kind, "Origin": browser.base}
            async with browser.session.post(path, data=body, headers=headers) as response:
                assert response.status == 400, (path, body, kind)


async def test_a_button_of_another_page_opens_the_conversation_once_more(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send(locale="fr", source="atelier_abc")
    await browser.send(source="atelier_abc")
    assert [(type(i.said), i.source) for i in house.taken] == [(Started, "atelier_abc"), (Started, "atelier_abc")]
    await browser.send(text="bonjour", source="atelier_abc")
    assert house.taken[-1].said == Typed("bonjour")


@pytest.mark.parametrize(("mode", "listens"), [("bot", False), ("waiting", True), ("human", True)])
async def test_a_voice_by_a_plain_form_only_where_somebody_listens(
    browser: Browser, house: House, mode: str, listens: bool
) -> None:
    await browser.open()
    await browser.send()
    [person] = house.people.values()
    person.mode = mode
    form = re.search(r'<form id="hand"[^>]*>', await browser.open())
    assert form
    assert ("hidden" not in form[0]) is listens
    upload = FormData({"id": "voice"})
    upload.add_field("file", b"OggS\0\2sound", filename="vocal.ogg")
    async with browser.session.post("/chat", data=upload, headers={"Origin": browser.base}) as page:
        assert ("note=file_type" in str(page.url)) is not listens
    assert len(house.files) == listens
