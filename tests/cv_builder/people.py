"""Answers of four people, as the conversation stores them."""

from __future__ import annotations

AMINA: dict[str, object] = {
    "name": "Amina Konaté",
    "phone": "+33612345678",
    "email": "amina.konate@example.org",
    "town": {"insee": "93048", "name": "Montreuil", "dep": "93"},
    "looking": {"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": "serveuse"},
    "looking_kind": ["job", "apprenticeship"],
    "available": "now",
    "had_job": "small_jobs",
    "job.title": [
        {"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": "Serveuse"},
        {"code": "c4a81f47-6ed8-4a17-ab4a-21a2e67fa1d9", "label": "Baby-sitter"},
    ],
    "job.employer": ["Le Petit Zinc", "Famille Bernard"],
    "job.town": [{"name": "Paris", "dep": "75"}, {"name": "Montreuil"}],
    "job.start": ["2025-06", None],
    "job.end": ["2025-08", None],
    "job.length": [None, "years"],
    "job.year": [None, 2023],
    "job.tasks": [
        ["waiter_orders", "waiter_serve", "waiter_pay"],
        ["babysitter_watch", "babysitter_school", "babysitter_homework"],
    ],
    "school.level": ["bac_pro", "middle"],
    "school.subject": ["service", None],
    "school.place": ["Lycée Jean-Jaurès, Montreuil", "Collège Paul-Éluard"],
    "school.year": [2026, 2022],
    "school.state": ["ongoing", "done"],
    "informal_skills": ["cooking_meals", "siblings_days", "papers_forms"],
    "languages": ["fr", "bm", "en"],
    "language.level": ["c1", "native", "a2"],
    "interests": ["basket", "cooking", "music"],
    "qualities": ["punctual", "smiling", "team"],
    "licence": ["am", "transit"],
}
"""Two small jobs, school going on: a page that is full without being crowded."""

YANIS: dict[str, object] = {
    "name": "Yanis Bouzid",
    "phone": "+33755512345",
    "town": {"insee": "42218", "name": "Saint-Étienne", "dep": "42"},
    "looking": {"code": "cd94def5-3442-4c2e-ae3d-0761a3008bcb", "label": "préparateur de commandes"},
    "looking_kind": ["any"],
    "available": "month",
    "had_job": "none",
    "school.level": ["cap"],
    "school.subject": ["logistics"],
    "school.place": ["CFA de Saint-Étienne"],
    "school.year": [2025],
    "school.state": ["stopped"],
    "informal.home": ["shopping"],
    "informal.stage": ["team"],
    "informal_skills": ["shopping_budget", "team_play", "phone_repair_fix", "papers_forms"],
    "languages": ["fr", "kab"],
    "language.level": ["native", "b1"],
    "interests": ["football", "video_games"],
    "qualities": ["fast_learner", "strong", "calm"],
    "licence": ["b_learning", "bike"],
}
"""Has never worked, left school early, no e-mail."""

LI: dict[str, object] = {"name": "Li", "phone": "+33612345678"}
"""Said "je ne sais pas" to all the rest."""

SAMIRA: dict[str, object] = AMINA | {
    "name": "سميرة الخطيب",
    "looking": {"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": "نادلة"},
    "job.employer": ["مطعم الياسمين", "Famille Bernard"],
    "job.employer_as": ["keep", None],
    "school.place": ["مدرسة دمشق الثانوية", "Collège Paul-Éluard"],
}
"""Writes in Arabic, with employers in both scripts."""

_ROUNDS = 4
MAX: dict[str, object] = (
    AMINA
    | {
        save: value * _ROUNDS
        for save, value in AMINA.items()
        if save.startswith(("job.", "school.")) and isinstance(value, list)
    }
    | {
        "job.tasks": [[f"waiter_{task}" for task in ("welcome", "orders", "serve", "pay", "setup")]] * 2 * _ROUNDS,
        "informal_skills": ["cooking_meals", "cooking_clean", "siblings_watch", "siblings_days", "papers_forms"],
        "languages": ["fr", "bm", "en", "es", "ar", "ff"],
        "language.level": ["c1", "native", "a2", "a1", "b1", "b2"],
    }
)
"""Far more than a page holds."""

EVERYBODY = {"amina": AMINA, "yanis": YANIS, "li": LI, "samira": SAMIRA, "max": MAX}
