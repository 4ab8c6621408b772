"""The departments, by the names that people and CVs call them."""

from __future__ import annotations

from cv_builder.wording.departments import NAMES


def test_codes_of_every_shape_have_a_name() -> None:
    assert len(NAMES) == 108
    named = [NAMES[code] for code in ("01", "2A", "93", "974")]
    assert named == ["Ain", "Corse-du-Sud", "Seine-Saint-Denis", "La Réunion"]
    assert all(name == name.strip() and name for name in NAMES.values())
