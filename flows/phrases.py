"""The engine's own words: French source by key `engine/<name>` (VOICE: short, kind, never "erreur").

Keys under `engine/words/` are lists, separated by commas, of what a person may type for a control.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    # controls and built-in lists
    "engine/sos": "🆘",
    "engine/more": "☰ Plus",
    "engine/dontknow": "Je ne sais pas",
    "engine/done": "C'est bon",
    "engine/back": "Retour",
    "engine/change": "Changer une réponse",
    "engine/change_this": "Changer",
    "engine/lang": "🌍 Langue",
    "engine/pause": "Pause",
    "engine/human": "Parler à quelqu'un",
    "engine/menu": "Menu",
    "engine/goon": "Continuer",
    "engine/keep_typed": "Garder mon texte",
    "engine/further": "Plus loin",
    "engine/yes": "Oui",
    "engine/no": "Non",
    "engine/more_ask": "Tu veux faire quoi ?",
    "engine/change_ask": "Tu veux changer quelle réponse ?",
    "engine/lang_ask": "Tu préfères quelle langue ?",
    "engine/menu_ask": "Tu veux faire quoi ?",
    "engine/hello_ask": "Te revoilà 👋 On continue ?",
    "engine/offer_ask": "Tu veux dire…",
    "engine/unknown": "Je ne connais pas « {typed} ».",
    "engine/heard": "C'est noté : {heard}.",
    "engine/heard_here": "C'est noté : {heard}. Et pour ma question :",
    "engine/heard_ask": "Tu as dit « {typed} ». C'est ça ?",
    "engine/heard_which": "Tu as dit « {typed} ». Tu veux dire…",
    "engine/ticked": "Je coche ce que j'ai compris. Si c'est bon, touche « C'est bon ».",
    "engine/other": "Autre chose",
    "engine/unknown_ask": "Je ne connais pas « {typed} ». Écris-le autrement, ou garde ton texte.",
    # what is said on the way
    "engine/kept": "J'ai gardé ta première réponse.",
    "engine/old_button": "Ce bouton ne marche plus. On en est ici :",
    "engine/moved": "Les questions ont changé depuis la dernière fois. On reprend ici :",
    "engine/paused": "C'est gardé. Tu peux revenir quand tu veux.",
    "engine/first": "On est au début.",
    "engine/nothing_to_change": "Tu n'as pas encore de réponse à changer.",
    "engine/no_command": "Je ne connais pas cette commande. Écris « menu » pour voir ce que je sais faire.",
    "engine/need_answer": "Pour celle-ci, j'ai besoin de ta réponse.",
    "engine/enough": "On s'arrête là pour cette liste.",
    "engine/wait": "Ça arrive ici, dans quelques secondes.",
    "engine/lost": "Là, je ne comprends pas. Je peux te dire où trouver de l'aide.",
    "engine/sos_words": "Danger tout de suite : appelle le 112. Par SMS : 114.",
    "engine/no_answer": "Pas de réponse",
    "engine/button": "(bouton)",
    "engine/position": "📍 Ma position",
    # asked again, by kind of question
    "engine/retry/choice": "Je n'ai pas compris. Choisis une réponse, ou écris son numéro.",
    "engine/retry/choices": "Je n'ai pas compris. Choisis une ou plusieurs réponses.",
    "engine/retry/pick_some": "Choisis au moins une réponse.",
    "engine/retry/text": "Je n'ai rien pu lire. Écris juste quelques mots.",
    "engine/retry/long": "C'est un peu long pour moi. Écris-le en {limit} lettres au plus.",
    "engine/retry/short": "C'est un peu court. Écris au moins {limit} lettres.",
    "engine/retry/number": "Je n'ai pas compris. Écris juste un nombre, par exemple 2.",
    "engine/retry/range": "Je m'attends à un nombre entre {low} et {high}. Tu peux regarder encore ?",
    "engine/retry/date": "Je n'ai pas compris. Écris la date comme ça : 15/09/2024.",
    "engine/retry/month": "Je n'ai pas compris. Écris le mois comme ça : 09/2024.",
    "engine/retry/phone": "Je n'ai pas compris. Écris ton numéro, par exemple 06 12 34 56 78.",
    "engine/retry/phone_short": "Je compte {count} chiffres : il en manque {missing}. Un numéro en a {whole}.",
    "engine/retry/phone_long": "Je compte {count} chiffres : il y en a {more} de trop. Un numéro en a {whole}.",
    "engine/retry/email": "Je n'ai pas compris. Écris ton mail, par exemple sami@exemple.fr.",
    "engine/retry/mail_end": "Il manque la fin de ton mail, comme .fr ou .com. Écris-le en entier.",
    "engine/retry/mail_at": "Il manque le @ dans ton mail. Il ressemble à sami@exemple.fr.",
    "engine/retry/place": "Je n'ai pas trouvé. Écris le nom de ta ville.",
    "engine/retry/occupation": "Je n'ai pas trouvé. Écris un métier, par exemple « vente ».",
    "engine/retry/file": "Ici j'attends un fichier. Envoie-le comme une pièce jointe.",
    # what the bot can't read, said truly
    "engine/unsupported/other": "Je suis un robot : ça, je ne sais pas le lire.",
    "engine/unsupported/sticker": "Joli ! Je suis un robot, je ne lis pas les stickers.",
    "engine/unsupported/voice": "Je ne sais pas encore écouter les vocaux. Tu peux écrire ou choisir.",
    "engine/unsupported/video": "Je ne sais pas regarder les vidéos. Tu peux écrire ou choisir.",
    "engine/unsupported/contact": "Je n'ai pas gardé ce contact. Tu peux écrire ou choisir.",
    "engine/unsupported/poll": "Je ne sais pas lire un sondage. Tu peux écrire ou choisir.",
    "engine/unsupported/edit": "J'ai gardé ta première réponse. Tu peux la changer.",
    "engine/unsupported/location": "Ta position ne sert pas ici. Je ne l'ai pas gardée.",
    "engine/unsupported/place_words": "Je ne sais pas lire une position ici. Écris le nom de ta ville.",
    "engine/near": "Tu es du côté de {place}. Pas là ? Écris « changer ».",
    "engine/unsupported/big_file": "Ce fichier est trop lourd pour moi : 20 Mo au plus. Essaie avec un plus petit.",
    "engine/unsupported/file": "Je ne lis pas de fichier à cette question.",
    # what may be typed for each control
    "engine/words/more": "plus, options",
    "engine/words/dontknow": (
        "je ne sais pas, je sais pas, jsais pas, j sais pas, jsp, sais pas, chais pas, chai pas, ché pas, chépa, "
        "j'en sais rien, passer, aucune idée"
    ),
    "engine/words/none": (
        "non, nan, nn, non merci, aucun, aucune, rien, j'en ai pas, jen ai pas, j'ai pas, jai pas, g pas, "
        "je n'en ai pas, j'ai pas de mail, jai pas de mail, pas encore, pas de mail, pas de numéro, "
        "rien du tout, personne, y en a pas"
    ),
    "engine/words/back": "retour, précédent, revenir",
    "engine/words/change": "changer, changer une réponse, modifier, corriger",
    "engine/words/lang": "langue, langues, changer de langue",
    "engine/words/pause": "pause, stop, plus tard, à plus tard",
    "engine/words/human": "parler à quelqu'un, humain, un humain, quelqu'un, conseiller",
    "engine/words/menu": "menu, accueil, début",
    "engine/words/goon": "continuer, reprendre, on continue, go",
    "engine/words/done": "c'est bon, fini, terminé, ok",
    "engine/words/hello": (
        "salut, bonjour, bonsoir, coucou, hello, slt, bjr, bsr, cc, salam, slm, hey, hi, yo, wesh, wsh, salut ça va, "
        "sa va, ça va bien, tout le monde, à tous, madame, monsieur, frère, frr, la team, tranquille"
    ),
    "engine/words/yes": (
        "oui, ouais, ouai, oué, ouep, ui, wi, oui oui, ok, okay, oki, d'accord, d'acc, dac, dacc, dak, dakor, "
        "dacor, daccor, dacord, yes, yep, o, bien sûr, carrément, vas-y, vazi, vazy, go, ok vas-y, ça marche, j'accepte"
    ),
    "engine/words/all": "tout, tous, toutes, tt, tout ça, tout ca, tous ça, tout est vrai, les deux, tous les deux",
    "engine/words/no": "non, nan, nn, no, nope, n, non merci, pas vraiment, pas du tout, jamais",
}

SLASH: dict[str, str] = {
    "/more": "more",
    "/plus": "more",
    "/skip": "dontknow",
    "/passer": "dontknow",
    "/back": "back",
    "/retour": "back",
    "/change": "change",
    "/changer": "change",
    "/edit": "change",
    "/lang": "lang",
    "/langue": "lang",
    "/language": "lang",
    "/pause": "pause",
    "/stop": "pause",
    "/human": "human",
    "/humain": "human",
    "/menu": "menu",
    "/continue": "goon",
    "/continuer": "goon",
    "/done": "done",
    "/sos": "sos",
}
"""Slash commands, the same in every language."""

HELLOS = frozenset({"مرحبا", "السلام عليكم", "سلام", "hello", "hi", "hola", "salut", "bonjour"})
"""Greetings understood whatever the language of the chat."""

LANGUAGES: dict[str, str] = {
    "fr": "Français",
    "en": "English",
    "ar": "العربية",
    "es": "Español",
    "pt": "Português",
    "uk": "Українська",
    "ru": "Русский",
    "tr": "Türkçe",
    "fa": "فارسی",
    "fa_AF": "دری",
    "prs": "دری",
    "ps": "پښتو",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "bn": "বাংলা",
    "ta": "தமிழ்",
    "ur": "اردو",
    "zh": "中文",
    "ro": "Română",
    "it": "Italiano",
    "de": "Deutsch",
    "sq": "Shqip",
}
"""Every language by its own name: never translated."""


LANGUAGE_WORDS: dict[str, tuple[str, ...]] = {
    "fr": ("français", "french", "fr", "الفرنسية", "فرنسي", "francés", "francese"),
    "en": ("anglais", "english", "en", "الإنجليزية", "إنجليزي", "inglés", "inglese"),
    "ar": ("arabe", "arabic", "ar", "العربية", "عربي", "árabe", "arabo"),
    "es": ("espagnol", "spanish", "es", "الإسبانية"),
    "pt": ("portugais", "portuguese", "pt", "البرتغالية"),
    "uk": ("ukrainien", "ukrainian", "uk", "الأوكرانية"),
    "fa": ("persan", "farsi", "persian"),
    "fa_AF": ("dari",),
    "prs": ("dari",),
    "ps": ("pachto", "pashto"),
}
"""What else people type for a language, in theirs or in French, English, Arabic."""


def language_name(locale: str) -> str:
    return LANGUAGES.get(locale) or LANGUAGES.get(locale.split("_")[0]) or locale
