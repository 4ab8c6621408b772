"""Words that people put around a town's name, folded; by language, French first.

Each is taken away only where the name with it is none: there is a town called Y, and one called Gare.
"""

from __future__ import annotations


def _set(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


BEFORE = _set(
    "a au aux en j habite jhabite jabite jhabit jabit habit abite abit jhab hab g ge je j suis jsuis jsui chui chuis "
    "suis me trouve vis vit vi jvis jvit jvi reste loge dors viens vien du des d de dan dans ds sur sr vers pres pret "
    "cote coter a acote entre chez moi c est ville un une mon ma mn code postal cp f fr region banlieue autour loin "
    "pas environs plutot dirais mettons genre quartier gare mairie metro rer tram arret station truc juste cite "
    "residence foyer on nous adresse bonjour bonsoir salut slt coucou cc hello bjr bsr",
    "i live living in from near am m the my city is close to of around town",
    "ana ani rani f fi fe mn men min saken sakin sakn sakna sakina nesken naskon nskon askon 3ayech 3aych 3ayesh "
    "3aycha kan3ich kanskon 7da hda 9rib qrib hna",
    "vivo estoy soy en cerca de ciudad",
    "moro estou sou em perto na no cidade",
    "я живу живем проживаю сейчас зараз в во у из с со от рядом около недалеко под город городе г мы",
    "живемо мешкаю мешкаємо біля поряд з із від неподалік місто місті м до ми",
    "انا في من اسكن ساكن ساكنه اعيش مقيم مقيمه مدينه قرب بمدينه بالقرب قريب قريبه ضواحي حي الدايره منطقه",
)
AFTER = _set(
    "france centre ville region parisienne city svp stp merci en ce moment actuellement maintenant nord sud est ouest "
    "cedex arrondissement bus train metro tram voiture velo pied ou pas loin a cote autour environs alentours please "
    "por favor now "
    "فرنسا франция франции франція франції",
)
LINKS = _set("dans le la l les du de des d en a au cedex arrondissement of the in")
"""Between a town and its department or number: "Saint-Denis dans le 93"."""
IN = ("ب", "ف")
"""The Arabic "in", written in one word with the town."""
HAN_BEFORE = ("我", "们", "家", "现在", "目前", "在", "住", "是", "来自", "靠近", "城市")
HAN_AFTER = ("附近", "旁边", "周边", "郊区", "那边", "这边", "市区", "市中心", "市")
"""Chinese is written without spaces: 我住在里昂附近, "I live near Lyon"."""
UNITS = _set(
    "km kms kilometre kilometres min mn mins minute minutes h heure heures minutos horas км мин минут минутах хв "
    "хвилин كم كيلو دقيقه دقايق ساعه 公里 分钟"
)
"""What a number before is no department: "à 10 min de Meaux"."""
DENIALS = _set("pas ne n jamais rien aucun aucune sais not don dont know never не ні нет لا ما لست لن 不")
"""Who says so names a town only where it is spelt out."""
