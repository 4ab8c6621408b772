"""Settings: defaults work unset, every problem is told at once, secrets don't print."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Settings, load
from bot.errors import Misconfigured


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_all_defaults_work_unset() -> None:
    settings = load()
    assert (settings.host, settings.port, str(settings.data_dir)) == ("127.0.0.1", 8080, "data")
    assert str(settings.zone) == "Europe/Paris"


def test_environment_then_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_PORT", "9000")
    monkeypatch.setenv("PASSERELLE_WIDGET_ORIGINS", "https://a.example/, https://b.example")
    assert load().port == 9000
    assert load(port=9001).port == 9001
    assert load(port=None).port == 9000
    assert load().widget_origins == ("https://a.example", "https://b.example")


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PASSERELLE_ORG_NAME=Du fichier\nPASSERELLE_PORT=9100\n", encoding="utf-8")
    monkeypatch.setenv("PASSERELLE_PORT", "9200")
    assert (load().org_name, load().port) == ("Du fichier", 9200)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("TZ", "Europe/Pariss"),
        ("PUBLIC_URL", "chat.example.org"),
        ("QUICK_EXIT", "javascript:alert(1)"),
        ("QUICK_EXIT", "meteo"),
        ("TELEGRAM_RATE", "-1"),
        ("TELEGRAM_WEBHOOK_SECRET", "with space"),
    ],
)
def test_a_wrong_value_names_its_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PASSERELLE_{name}", value)
    with pytest.raises(Misconfigured, match=f"PASSERELLE_{name}"):
        load()


def test_every_problem_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_PORT", "abc")
    monkeypatch.setenv("PASSERELLE_TZ", "Mars")
    with pytest.raises(Misconfigured) as caught:
        load()
    assert len(caught.value.problems) == 2


def test_a_webhook_needs_a_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_TELEGRAM_WEBHOOK_SECRET", "s3cret")
    with pytest.raises(Misconfigured, match="PUBLIC_URL"):
        load()


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_TELEGRAM_TOKEN", "123:ABC")
    monkeypatch.setenv("PASSERELLE_DATABASE_URL", "postgresql://u:pw@localhost/x")
    shown = repr(load()) + str(load())
    assert "ABC" not in shown
    assert "pw@" not in shown


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_no_mail_server_unless_one_is_set() -> None:
    assert load().smtp_url is None
    assert load(smtp_url="smtps://moi:hush@mail.example").smtp_url is not None
    assert "hush" not in repr(load(smtp_url="smtps://moi:hush@mail.example"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("smtp_url", "mail.example"), ("smtp_url", "smtp://moi:hush@x/box"), ("mail_from", "Le Pont"),
     ("mail_from", "a@b.fr\nBcc: c@d.fr")],
)  # fmt: skip
def test_a_wrong_mail_setting_is_told_without_the_password(name: str, value: str) -> None:
    with pytest.raises(Misconfigured) as wrong:
        load(**{name: value})
    assert f"PASSERELLE_{name.upper()}" in str(wrong.value)
    assert "hush" not in str(wrong.value)
