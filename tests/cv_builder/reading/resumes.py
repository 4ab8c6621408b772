"""Random JSON Resumes, valid by the schema, with hostile texts and keys that no standard knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "jsonresume.schema.json").read_text(encoding="utf-8"))
words = st.sampled_from(
    ["Vente", "sales assistant", "مطعم الياسمين", "Олена", "a < b & c", "<script>x</script>", "{name} %s",
     "L'été : 5 €",     "Ligne un\nLigne deux", "• Caisse\n• Accueil", "mot " * 60, "W" * 40, "", "2024", "É́́", "a\tb"]
)  # fmt: skip
texts = st.one_of(words, st.text(st.characters(codec="utf-8"), max_size=20))
dates = st.sampled_from(["2014-06-29", "2023-04", "2019"])
formats = {"email": st.just("ola@example.org"), "uri": st.sampled_from(["https://example.org/a", "mailto:a@b.c"])}


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that this part of the schema allows."""
    if schema.get("$ref", "").endswith("iso8601"):
        return dates
    match schema.get("type"):
        case "object":
            known = {name: values(inner) for name, inner in schema.get("properties", {}).items()}
            more = st.dictionaries(st.sampled_from(["x-own", "birthDate", "nationality"]), texts, max_size=1)
            return st.builds(lambda a, b: b | a, st.fixed_dictionaries({}, optional=known), more)
        case "array":
            return st.lists(values(schema["items"]), max_size=3)
        case _:
            return formats.get(schema.get("format", ""), texts)


resumes = values(SCHEMA)
