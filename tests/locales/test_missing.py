"""The guard sees what it is there for."""

from __future__ import annotations

import pytest

from bot.i18n import translator
from tests.locales.missing import missing


def test_a_missing_text_is_seen(caplog: pytest.LogCaptureFixture) -> None:
    assert translator("ar").pgettext("page/nobody-wrote-this", "Bonjour") == "Bonjour"
    assert missing(caplog.get_records("call")) == ["text missing in ar: page/nobody-wrote-this"]
    caplog.clear()


def test_french_is_the_source(caplog: pytest.LogCaptureFixture) -> None:
    assert translator("fr").pgettext("page/nobody-wrote-this", "Bonjour") == "Bonjour"
    assert missing(caplog.get_records("call")) == []
