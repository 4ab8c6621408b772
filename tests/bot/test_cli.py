"""The commands as people type them: real processes, real files, and one clear line when something is wrong."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from bot.channels.terminal import FILE_BYTES
from bot.config import PREFIX, Settings
from tests.bot.commands import LIMIT, Desk, by_keyboard, environment
from tests.conversations.talk import plain

GREETING = "Je suis un robot"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# -- help ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("command", ["run", "chat", "check", "cv", "import", "export", "invite"])
def test_every_command_is_in_the_help_and_has_its_own(desk: Desk, command: str) -> None:
    helped = desk.run(command, "--help")
    assert (helped.code, helped.err) == (0, "")
    assert f"bot {command}" in helped.out


def test_the_help_names_every_command(desk: Desk) -> None:
    told = desk.run("--help").out
    assert {
        command for command in ("run", "chat", "check", "cv", "import", "export", "invite") if command not in told
    } == set()


def test_an_unknown_command_or_option_is_said(desk: Desk) -> None:
    for wrong, told in ((["fly"], "fly"), (["run", "--port", "many"], "--port")):
        ended = desk.run(*wrong)
        assert ended.code == 2
        assert told in ended.err
        assert "Traceback" not in ended.err


# -- settings --------------------------------------------------------------------------------------------------
def test_every_wrong_setting_is_one_line(desk: Desk) -> None:
    ended = desk.run("run", port=99999, tz="Mars/Base", public_url="chat.example", telegram_webhook_secret="é")
    assert ended.code == 1
    lines = ended.err.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        f"{PREFIX}{name.upper()}"
        for name in Settings.model_fields
        if name in ("port", "public_url", "tz", "telegram_webhook_secret")
    ]


# -- what can't be opened --------------------------------------------------------------------------------------
def test_a_port_that_is_taken(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        complaint = desk.run("run", "--port", port).complaint
    assert complaint.startswith(f"PASSERELLE_PORT: {port} is already taken on 127.0.0.1")


def test_an_address_nobody_can_listen_on(desk: Desk) -> None:
    assert "203.0.113.7" in desk.run("run", "--port", 0, host="203.0.113.7").complaint


def test_a_database_that_can_not_be_used(desk: Desk) -> None:
    (desk.folder / "data").mkdir()
    (desk.folder / "data" / "passerelle.db").write_bytes(b"not a database at all " * 500)
    for command in ("chat", "run"):
        assert desk.run(command).complaint.endswith("data/passerelle.db can't be used: file is not a database")
    complaint = desk.run("chat", database_url="postgresql://me:geheim@127.0.0.1:9/none").complaint
    assert "Connect call failed" in complaint
    assert "geheim" not in complaint


def test_a_database_of_a_newer_version_is_left_alone(desk: Desk) -> None:
    assert desk.run("chat").code == 0
    with sqlite3.connect(desk.folder / "data" / "passerelle.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    assert "newer Passerelle" in desk.run("chat").complaint


# -- chat ------------------------------------------------------------------------------------------------------
def test_a_whole_cv_from_a_pipe_in_arabic(desk: Desk) -> None:
    ended = desk.run("chat", "--lang", "ar", "--fresh", "--out", "deep/er", typed=by_keyboard("arabe"))
    assert (ended.code, ended.err) == (0, "")
    saved = [line.removeprefix("📄 ") for line in ended.out.splitlines() if line.startswith("📄")]
    assert [Path(name).suffix for name in saved[-3:]] == [".png", ".pdf", ".docx"]
    files = {Path(name).suffix: (desk.folder / name).read_bytes() for name in saved}
    assert files[".png"].startswith(b"\x89PNG")
    assert len(PdfReader(BytesIO(files[".pdf"])).pages) == 1
    assert any("عاملة نظافة" in paragraph.text for paragraph in Document(BytesIO(files[".docx"])).paragraphs)
    assert not (desk.folder / "data").exists(), "nothing is kept of a fresh one"


def test_a_file_is_sent_by_its_path(desk: Desk) -> None:
    resume = {"basics": {"name": "Zoé Martin"}, "work": [{"position": "Vendeuse", "name": "Chez Momo"}]}
    (desk.folder / "mon cv.json").write_text(json.dumps(resume), "utf-8")
    with (desk.folder / "huge.pdf").open("wb") as huge:
        huge.truncate(FILE_BYTES + 1)
    typed = ("Faire mon CV", "D’accord", "/file nowhere.pdf", "/file .", "/file huge.pdf", "/file mon cv.json")
    ended = desk.run("chat", "--fresh", typed="".join(f"{line}\n" for line in typed))
    assert (ended.code, ended.err) == (0, "")
    assert "nowhere.pdf: No such file or directory" in ended.out
    assert ".: Is a directory" in ended.out
    assert "Ce fichier est trop lourd pour moi" in plain(ended.out)
    assert "J’ai lu ton CV : ton nom" in plain(ended.out)


def test_a_chat_is_kept_and_gone_on_with(desk: Desk) -> None:
    first = desk.run("chat", typed="Faire mon CV\nD’accord\nAmina Kaci\n")
    assert "Pour qu’un patron puisse t’appeler" in first.out
    assert (desk.folder / "data" / "passerelle.db").exists()
    second = desk.run("chat", typed="Continuer\n0612345678\n")
    assert GREETING not in second.out
    assert "Amina" not in second.out, "what was said is not told again"
    assert "Et ton mail" in second.out
    fresh = desk.run("chat", "--fresh")
    assert GREETING in fresh.out


def test_a_fresh_chat_touches_no_server(desk: Desk) -> None:
    ended = desk.run("chat", "--fresh", database_url="postgresql://me@127.0.0.1:9/none")
    assert (ended.code, GREETING in ended.out) == (0, True)


@pytest.mark.parametrize(
    "typed",
    [
        b"",
        b"\n\n   \n",
        b"Faire mon CV",
        "Faire mon CV\r\nD’accord\r\nZoé\r\n".encode("latin-1", "replace"),
        b"\xff\xfe\x00S\x00a\n\x80\x81\xed\xa0\x80\n",
        b"Faire mon CV\nD'accord\n" + b"a" * 10_000 + b"\nAmina\n",
        "sos\n\u202e\u200f\n<b>=1+1</b>\n".encode(),
    ],
    ids=["nothing", "blank lines", "no last newline", "latin-1", "not text", "10,000 letters", "marks"],
)
def test_whatever_comes_from_a_pipe_is_answered(desk: Desk, typed: bytes) -> None:
    ended = desk.run("chat", "--fresh", typed=typed)
    assert (ended.code, ended.err) == (0, "")
    assert GREETING in ended.out


def test_a_language_we_do_not_speak_is_answered_in_french(desk: Desk) -> None:
    assert GREETING in desk.run("chat", "--fresh", "--lang", "tlh-" + "x" * 500).out


def test_a_folder_that_can_not_be_made_is_said_before_the_chat(desk: Desk) -> None:
    (desk.folder / "taken").touch()
    ended = desk.run("chat", "--fresh", "--out", "taken")
    assert ended.complaint == "--out taken: File exists"
    assert ended.out == ""


def test_a_reader_that_goes_away_ends_the_chat_quietly(desk: Desk) -> None:
    script = f"{sys.executable} -m bot chat --fresh | head -c 1"
    done = subprocess.run(
        ["sh", "-c", script], input=b"menu\n" * 50, capture_output=True, cwd=desk.folder, env=environment(),
        timeout=LIMIT, check=True,
    )  # fmt: skip
    assert done.stderr == b""


def _heeds_ctrl_c() -> None:
    """Tests that run in the background of a shell inherit that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_at_the_prompt_ends_at_once(desk: Desk) -> None:
    person, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--fresh"], stdin=terminal, stdout=terminal, stderr=terminal,
        cwd=desk.folder, env=environment(), start_new_session=True, preexec_fn=_heeds_ctrl_c,
    ) as chat:  # fmt: skip
        os.close(terminal)
        seen = b""
        while b"> " not in seen:
            seen += os.read(person, 4096)
        chat.send_signal(signal.SIGINT)
        try:
            assert chat.wait(LIMIT) != 0
        finally:
            chat.kill()
    os.close(person)
    assert GREETING.encode() in seen


# -- check -----------------------------------------------------------------------------------------------------
def test_check_says_every_problem_with_its_place_and_a_guess(desk: Desk) -> None:
    flows = desk.folder / "flows"
    flows.mkdir()
    (flows / "a.yaml").write_text("flow: welcome\ntitle: A\nsteps:\n  - id: x\n    aks: Ça va ?\n    tpye: text\n")
    (flows / "b.yaml").write_text("flow: b\ntitle: B\nsteps:\n  - id: x\n    do: cvs.mak\n")
    (flows / "c.yaml").write_bytes("flow: c\ntitle: été\nsteps:\n  - id: x\n    say: Ok\n".encode("latin-1"))
    ended = desk.run("check", "flows")
    assert (ended.code, ended.err) == (1, "")
    for place in ("flows/a.yaml:5:5: ", "flows/a.yaml:6:5: ", "flows/b.yaml:5:5: ", "flows/c.yaml:2:1: "):
        assert place in ended.out
    assert "« type » ?" in ended.out
    assert "« cvs.make » ?" in ended.out
    (flows / "a.yaml").unlink()
    (flows / "b.yaml").unlink()
    (flows / "c.yaml").write_text("flow: c\ntitle: été\nsteps:\n  - id: x\n    say: Ok\n")
    assert desk.run("check", "flows") == desk.run("check", "flows/c.yaml")
    assert desk.run("check", "flows").code == 0


def test_check_of_what_is_not_there(desk: Desk) -> None:
    ended = desk.run("check", "nowhere")
    assert (ended.code, ended.out) == (1, "nowhere:1:1: No such file or directory. [unreadable]\n")


def test_check_of_what_we_ship_is_content(desk: Desk) -> None:
    ended = desk.run("check")
    assert (ended.code, ended.err) == (0, "")
    assert all(": à vérifier : " in line for line in ended.out.splitlines()), ended.out


# -- invite ----------------------------------------------------------------------------------------------------
def test_invite_prints_one_link_and_says_every_mistake(desk: Desk) -> None:
    first = desk.run("invite", "staff", "Équipe", port=8123)
    assert (first.code, first.err) == (0, "")
    assert re.fullmatch(r"http://127\.0\.0\.1:8123/sign-in\?code=[\w-]{24}\n", first.out)
    public = desk.run("invite", "host", "Chez Momo", public_url="https://chat.example.org/")
    assert public.out.startswith("https://chat.example.org/sign-in?code=")
    wrong = desk.run("invite", "king", " ")
    assert wrong.code == 1
    assert [line.split(":")[0] for line in wrong.err.splitlines()] == ["ROLE king", "NAME"]
    with sqlite3.connect(desk.folder / "data" / "passerelle.db") as db:
        roles = db.execute("SELECT name, role FROM accounts JOIN account_roles ON account_id = id ORDER BY id")
        assert roles.fetchall() == [("Équipe", "admin"), ("Chez Momo", "host")]
    db.close()
