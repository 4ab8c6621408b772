"""Words that must not depend on any library or catalog: SOS, a turn that failed, nobody to hand over to, a ban."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.channels.sos import CLEAR, HUMAN
from bot.ports import Line
from flows.events import Button

SAFE: Mapping[str, Mapping[str, str]] = {
    "sos": {
        "fr": "15 : le SAMU. 112 : les urgences, partout en Europe. 114 : par SMS, si tu ne peux pas parler.\n"
        "3114 : si tu penses au suicide. 119 : si tu as moins de 21 ans et qu’on te fait du mal.\n"
        "C’est gratuit, jour et nuit.",
        "en": "15: ambulance. 112: emergencies, all over Europe. 114: by text message, if you cannot talk.\n"
        "3114: if you think about suicide. 119: if you are under 21 and someone hurts you.\n"
        "Free, day and night.",
        "ar": "15: الإسعاف. 112: الطوارئ في كل أوروبا. 114: برسالة نصية إذا كان الكلام غير ممكن.\n"
        "3114: عند التفكير في الانتحار. 119: لمن عمره أقل من 21 سنة ويتعرض للأذى.\n"
        "الاتصال مجاني، ليلا ونهارا.",
    },
    "failed": {
        "fr": "Là, c’est moi qui bloque, pas toi. C’est gardé, l’équipe va regarder. Tu peux réessayer.",
        "en": "That one is on me, not on you. It is kept and the team will look at it. You can try again.",
        "ar": "المشكلة عندي أنا. ما كتبته محفوظ، وسيراه الفريق. يمكن المحاولة مرة أخرى.",
    },
    "banned": {
        "fr": "L’équipe a fermé cette conversation. En danger : touche 🆘 ou appelle le 112.",
        "en": "The team has closed this conversation. In danger: tap 🆘 or call 112.",
        "ar": "أغلق الفريق هذه المحادثة. عند الخطر: زر 🆘 أو رقم 112.",
    },
    "cleared": {"fr": "C’est effacé ici.", "en": "Cleared here.", "ar": "تم المسح هنا."},
    "cleared_there": {
        "fr": "Mes derniers messages sont effacés ici. Les tiens, tu peux les effacer : appuie longtemps dessus.",
        "en": "My last messages are deleted here. You can delete yours: press and hold them.",
        "ar": "تم مسح رسائلي الأخيرة هنا. أما رسائلك فيمكن مسحها بالضغط عليها مطولا.",
    },
    "to_a_human": {"fr": "Parler à quelqu’un", "en": "Talk to someone", "ar": "التحدث مع شخص"},
    "clear_screen": {"fr": "Effacer l’écran", "en": "Clear the screen", "ar": "مسح الشاشة"},
    "own_word": {"fr": "Mon mot secret", "en": "My secret word", "ar": "كلمتي السرية"},
    "human": {
        "fr": "Personne ne peut te répondre ici pour l’instant. On continue ensemble ? Écris « menu ».",
        "en": "Nobody can answer you here right now. Shall we go on together? Write “menu”.",
        "ar": "لا أحد متاح للرد هنا الآن. هل نكمل معا؟ تكفي كتابة «القائمة».",
    },
}

Say = Callable[[str], Sequence[Line]]
"""Lines in a locale."""


def safe(key: str) -> Say:
    """The words under `key`, in the locale's language if there, else in French."""

    return lambda locale: (Line(_text(key, locale)),)


def _text(key: str, locale: str) -> str:
    texts = SAFE[key]
    return texts.get(locale) or texts.get(locale.split("-")[0].split("_")[0]) or texts["fr"]


def calm(locale: str) -> Sequence[Line]:
    """SOS in words that depend on nothing, and under it what works all the same."""
    buttons = (Button(HUMAN, _text("to_a_human", locale)), Button(CLEAR, _text("clear_screen", locale)))
    return (Line(_text("sos", locale), controls=buttons),)
