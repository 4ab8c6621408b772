"""Answers as the cv flow gives them."""

from __future__ import annotations

from flows.events import JsonValue

AMINA: dict[str, JsonValue] = {
    "name": "Amina Konaté",
    "phone": "+33612345678",
    "email": "amina@example.org",
    "town": {"insee": "93066", "name": "Saint-Denis", "dep": "93"},
    "looking": {"code": "0b15375e-dfdd-4047-9efb-096e0aaee7d2", "label": "Vendeuse"},
    "looking_kind": ["job", "apprenticeship"],
    "available": "now",
    "had_job": "small_jobs",
    "job.title": [
        {"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": "Serveuse"},
        {"code": "1aadb308-432a-4d01-b54b-b4f7f76dd419", "label": "Boulangère", "like": "bakery"},
    ],
    "job.employer": ["Chez Momo", None],
    "job.year": [2024, 2025],
    "job.length": ["months", "weeks"],
    "job.tasks": [["waiter_orders", "waiter_serve"], None],
    "school.level": ["bac_pro"],
    "school.state": ["done"],
    "school.year": [2024],
    "informal_skills": ["siblings_watch", "cooking_meals"],
    "languages": ["fr", "bm"],
    "language.level.fr": "c1",
    "language.level.bm": "native",
    "qualities": ["punctual", "smiling"],
    "interests": ["football"],
    "licence": ["none"],
}
