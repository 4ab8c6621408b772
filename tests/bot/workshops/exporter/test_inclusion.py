"""data·inclusion, as its own schema wants it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from data_inclusion.schema.v1 import Service, Structure  # type: ignore[import-untyped]  # no types

from bot.workshops.exporter.inclusion import document
from bot.workshops.model import Draft, Welcome
from tests.bot.workshops.exporter.test_ical import DRAFT, WORKSHOP

TODAY = date(2026, 10, 20)


def read(*drafts: Draft) -> dict[str, Any]:
    workshops = [replace(WORKSHOP, key=f"cle{n}", draft=draft) for n, draft in enumerate(drafts)]
    found: dict[str, Any] = json.loads(document(workshops, "Passerelle", TODAY, lambda one: f"https://p.fr/{one.key}"))
    return found


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT,
        replace(DRAFT, title="X", summary=""),
        replace(DRAFT, title="T" * 300 + ".", summary="é" * 20_000, host="H"),
        replace(DRAFT, title="Atelier CV.", welcome=Welcome(audience="16-25 ans", price_cents=550), host="Asso"),
        replace(DRAFT, spot=replace(DRAFT.spot, online=True)),
    ],
)
def test_every_service_and_structure_is_valid(draft: Draft) -> None:
    found = read(draft)
    [service], [structure] = found["services"], found["structures"]
    # Its dates may not lie in the future of whoever validates.
    Service.model_validate(service | {"date_maj": "2025-01-01"})
    Structure.model_validate(structure | {"date_maj": "2025-01-01"})
    assert service["structure_id"] == structure["id"]


def test_what_a_service_says() -> None:
    [service] = read(replace(DRAFT, host="Asso", welcome=Welcome(price_cents=550)))["services"]
    assert service["horaires_accueil"] == "2026 Oct 24 14:00-16:00"
    assert (service["frais"], service["frais_precisions"]) == ("payant", "5,50 €")
    assert (service["code_insee"], service["lien_source"]) == ("69123", "https://p.fr/cle0")


def test_a_host_is_one_structure_and_a_cancelled_workshop_none() -> None:
    found = read(replace(DRAFT, host="Asso"), replace(DRAFT, host="Asso"), DRAFT)
    assert [one["nom"] for one in found["structures"]] == ["Asso", "Passerelle"]
    gone = replace(WORKSHOP, state="cancelled")
    assert json.loads(document([gone], "Passerelle", TODAY)) == {"structures": [], "services": []}
