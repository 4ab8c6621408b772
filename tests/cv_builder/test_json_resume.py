"""JSON Resume out and in."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # the library has no types
import pytest

from cv_builder.json_resume import OURS, to_json_resume
from cv_builder.model import CV, NOW
from cv_builder.quiz import cv_from_answers
from cv_builder.reading.resume import from_json_resume
from cv_builder.wording import LOCALES
from tests.cv_builder.people import EVERYBODY

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "jsonresume.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_round_trip_and_schema(person: str, locale: str) -> None:
    cv = cv_from_answers(EVERYBODY[person], locale, updated="2026-11-21")
    document = json.loads(json.dumps(to_json_resume(cv)))
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(document)
    assert from_json_resume(document) == cv


def test_the_standard_part_is_enough_for_others() -> None:
    document = to_json_resume(cv_from_answers(EVERYBODY["amina"]))
    del document[OURS]
    cv = from_json_resume(document)
    assert cv.work[0].title.text == "Serveuse"
    assert cv.education[0].level.text == "Bac professionnel en cours"
    assert [line.text for line in cv.interests] == ["Basket", "Cuisine", "Musique"]


def test_an_edited_list_is_believed_and_its_codes_are_dropped() -> None:
    document = json.loads(json.dumps(to_json_resume(cv_from_answers(EVERYBODY["amina"]))))
    document["work"].pop()
    document["interests"].append({"name": "Échecs"})
    cv = from_json_resume(document)
    assert [(job.title.text, job.title.code) for job in cv.work] == [("Serveuse", "")]
    assert [(line.text, line.code) for line in cv.interests][-1] == ("Échecs", "")


def test_a_job_of_others_without_an_end_goes_on() -> None:
    cv = from_json_resume({"work": [{"position": "Cook", "startDate": "2024-09-01"}]})
    assert (cv.work[0].start, cv.work[0].end) == ("2024-09", NOW)


@pytest.mark.parametrize("junk", [None, 1, "x", [1], ["x"], {"x": 1}, [None], [[1, 2]], [{"name": {"a": 1}}]])
@pytest.mark.parametrize(
    "key", ["basics", "work", "education", "skills", "languages", "interests", "certificates", "meta", OURS]
)
def test_wrong_types_are_left_out(key: str, junk: object) -> None:
    assert isinstance(from_json_resume({key: junk}), CV)
