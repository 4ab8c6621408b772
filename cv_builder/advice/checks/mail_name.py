"""An address that makes a recruiter smile costs the interview: lolodu93@, xX_dark_Xx@."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "mail_name"
_NICK = re.compile(
    r"^x+_.*|_x+$|[a-z]du\d{2,3}$|[a-z]\d[a-z]+\d[a-z]|(?:^|[._\d-])(?:bogoss|bg\d+|le_?bg|beaugosse|bellegosse|swag|sexy|thug|"
    r"gangsta|gangster|badboy|badgirl|bebou|bisous?|lol|mdr|noob|darkness|kikoo|fuck|wesh|ptit\w*|tarpin|loveur|loveuse)"
    r"(?:$|[._\d-])"
)


def check(sheet: Sheet) -> Iterator[Advice]:
    name, _, _ = sheet.text("email").casefold().rpartition("@")
    if _NICK.search(name):
        yield Advice(CODE, "email", found=name)


CASES = (
    Case({"email": "lolodu93@gmail.com"}, "email"),
    Case({"email": "xX_dark_Xx@gmail.com"}, "email"),
    Case({"email": "bogoss.93@hotmail.fr"}, "email"),
    Case({"email": "princesse-sexy@live.fr"}, "email"),
    Case({"email": "k3v1n@live.fr"}, "email"),
    Case({"email": "amina.konate@exemple.fr"}),
    Case({"email": "amina2004@exemple.fr"}),
    Case({"email": "a.konate93@exemple.fr"}),
    Case({"email": "amadou93@exemple.fr"}),
    Case({"email": "nguyen.du@exemple.fr"}),
    Case({"email": "max.leroux@exemple.fr"}),
    Case({"email": "xavier@exemple.fr"}),
    Case({"email": "love.diallo@exemple.fr"}),
    Case({"email": "moussa_bg@exemple.fr"}),
    Case({"email": None}),
)
