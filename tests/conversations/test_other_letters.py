"""A chat in other letters than the CV's: what stands in the files that were sent."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
from pypdf import PdfReader

from cv_builder.attached import resume_in_pdf
from cv_builder.scripts import script_of
from tests.conversations.conftest import CHATS
from tests.conversations.talk import Run, parse
from tests.conversations.whole_chat import whole_chat

OWN_NAME = "أمينة بوشناق"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")


async def sent(name: str, folder: Path) -> dict[str, bytes]:
    """Every file of a chat by its name."""
    talk = parse(CHATS[0].parent / f"{name}.talk")
    async with whole_chat(folder, talk.lang) as chat:
        run = await Run(talk, chat).play()
        files = [file for message in run.messages for file in message.files]
        found = {file.name: await chat.app.transcripts.file(file.id) for file in files}
    return {name: stored[1] for name, stored in found.items() if stored}


def in_docx(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def in_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


async def test_an_arabic_chat_gives_a_french_cv_with_the_kept_name_alone_in_arabic(tmp_path: Path) -> None:
    files = await sent("arabe_vers_francais", tmp_path)
    word = in_docx(files["CV_Amina_Bouchnak_Agente_d_entretien.docx"])
    assert " ".join(_ARABIC.findall(word)) == OWN_NAME
    assert {"Amina Bouchnak", "Restaurant Al Nour", "Lille (59)"} <= {
        part.strip() for line in word.splitlines() for part in line.split("·")
    }
    pdf = in_pdf(files["CV_Amina_Bouchnak_Agente_d_entretien.pdf"])
    assert set("".join(_ARABIC.findall(pdf))) == set(OWN_NAME.replace(" ", "")), "the order of Arabic never comes back"


async def test_the_copy_is_in_arabic_and_says_that_it_is_one(tmp_path: Path) -> None:
    files = await sent("arabe_vers_francais", tmp_path)
    inside = resume_in_pdf(files["CV_Amina_Bouchnak_copie_ar.pdf"])
    assert inside is not None
    ours = inside["x-passerelle"]
    assert (ours["locale"], ours["name_own"]) == ("ar", OWN_NAME)
    assert "نسخة لك" in ours["mark"]
    assert all(script_of(line) == "arabic" for job in inside["work"] for line in job["highlights"])


async def test_a_ukrainian_name_stands_in_both_scripts(tmp_path: Path) -> None:
    files = await sent("nom_ukrainien", tmp_path)
    lines = in_docx(next(data for name, data in files.items() if name.endswith(".docx"))).splitlines()
    assert lines[:2] == ["Oksana Shevchenko", "Оксана Шевченко"]
    assert {script_of(line) for line in lines[2:]} == {""}


_CYRILLIC = re.compile("[\u0400-\u04ff]")


async def test_jobs_typed_in_ukrainian_give_an_english_cv_without_a_letter_of_it(tmp_path: Path) -> None:
    files = await sent("ukrainien", tmp_path)
    word = in_docx(files["CV_Oksana_Kovalenko_Order_picker.docx"])
    assert not _CYRILLIC.search(word + in_pdf(files["CV_Oksana_Kovalenko_Order_picker.pdf"]))
    assert {"Order picker", "Serve up to 45 guests per shift"} <= {line.strip(" •\t") for line in word.splitlines()}
    inside = resume_in_pdf(files["CV_Oksana_Kovalenko_Preparatrice_de_commandes.pdf"])
    assert inside is not None
    assert [job["position"] for job in inside["work"]] == ["Serveuse"]
