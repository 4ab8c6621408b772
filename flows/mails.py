"""An e-mail address with something missing: what it may have been meant to be."""

from __future__ import annotations

import re

ENDINGS = {
    "gmail": ("com",),
    "hotmail": ("com", "fr"),
    "outlook": ("com", "fr"),
    "yahoo": ("fr", "com"),
    "live": ("fr", "com"),
    "icloud": ("com",),
    "orange": ("fr",),
    "wanadoo": ("fr",),
    "free": ("fr",),
    "sfr": ("fr",),
    "laposte": ("net",),
}
"""How the addresses of these houses end, the likeliest first."""
KNOWN = ("com", "eu", "fr", "net", "org")
"""Endings that nobody means as a word: « kev@gmail, merci » has none."""
EXIST = frozenset(
    """
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf
    cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf
    gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km
    kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz
    na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg
    sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc
    ve vg vi vn vu wf ws ye yt za zm zw
    com net org info edu gov int mil biz name pro mobi asia coop aero jobs cat tel travel paris bzh alsace corsica
    email online site app dev store shop club live life school team center studio agency blog art social solidarity
    gmail google cloud tech digital media network group world plus xyz one page link
    """.split()  # noqa: SIM905  read as words
)
"""Endings that there are: of every country, and of those for everybody the ones that people here have."""
LIMIT = 100
"""Characters of an address we keep."""
_WHOLE = re.compile(r"[^\s@<>\"',;:()\[\]]+@(?:[^\s@<>\"',;:()\[\].]+\.)+[^\s@<>\"',;:()\[\].]{2,}")
_ENDLESS = re.compile(r"([^\s@<>\"',;:()\[\]]+)@([^\s@<>\"',;:()\[\].]+)\.?")
_SPOKEN_AT = re.compile(r"\s*(?:@|\(at\)|\[at\]|\s(?:at|arobase?|arobaze|arrobase?)\s)\s*", re.IGNORECASE)
_SPOKEN_DOT = re.compile(r"\s+(?:point|dot)\s+", re.IGNORECASE)
_LOOSE_DOT = re.compile(
    rf"\s*[.,]+\s*(?=(?:{'|'.join(KNOWN)})(?!\w))|(?<![\s.,])(?:\.+(?=[^\s.,])|[.,]+(?=[^\s.,@][^\s@]*@))",
    re.IGNORECASE,
)
"""Spaced or a comma before an ending; doubled anywhere; a comma for a dot within the name."""
_ATLESS = re.compile(r"[^\s@]+\.[a-z]{2,6}", re.IGNORECASE)


def address(text: str) -> str:
    """The address in these words; "" when there is none."""
    found = _WHOLE.search(text) if len(text) <= 2 * LIMIT else None
    return found[0].rstrip(".").casefold() if found and len(found[0]) <= LIMIT else ""


def is_address(text: str) -> bool:
    return len(text) <= LIMIT and _WHOLE.fullmatch(text) is not None


def meant(text: str) -> tuple[str, ...]:
    """ "kev@gmail" → kev@gmail.com, "kev arobase gmail point com" too; nothing when the house is not known."""
    if len(text) > 2 * LIMIT:
        return ()
    tidy = _LOOSE_DOT.sub(".", _SPOKEN_DOT.sub(".", _SPOKEN_AT.sub("@", text.strip())))
    if is_address(tidy) and (tidy != text.strip() or not ends(tidy)):
        tidy = tidy.casefold()
        return (tidy,) if ends(tidy) else _of_house(tidy.rpartition(".")[0]) or (tidy,)
    return _of_house(tidy.casefold())


def ends(address: str) -> bool:
    """Whether there is such an ending: « kev@gmail.merci » says thank you."""
    return address.rpartition(".")[2].casefold() in EXIST


def _of_house(endless: str) -> tuple[str, ...]:
    """ "kev@gmail" as the addresses of that house end; () for one we do not know."""
    found = _ENDLESS.fullmatch(endless)
    whole = (f"{found[1]}@{found[2]}.{ending}" for ending in ENDINGS.get(found[2], ())) if found else ()
    return tuple(address for address in whole if is_address(address))


def missing(text: str) -> str:
    """What an address lacks, as a phrase of the engine: "mail_end", "mail_at", or "" for no address at all."""
    if _ENDLESS.fullmatch(text.strip()):
        return "mail_end"
    return "mail_at" if _ATLESS.fullmatch(text.strip()) else ""
