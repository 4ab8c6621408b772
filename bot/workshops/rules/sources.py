"""What of a source has vanished from its file, and what was only moved. Values in, values out.

Law: in doubt nothing is cancelled: what a refused row may be, and what lies beyond the dates that are read, stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol


class Held(Protocol):
    @property
    def source_key(self) -> str: ...

    @property
    def title(self) -> str: ...


def vanished(stored: Iterable[Held], keys: Collection[str], refused: Iterable[tuple[str, str]]) -> list[int]:
    """Places in `stored` of what the file no longer holds. `refused`: (key, title) of its refused rows."""
    kept_keys, kept_titles = set(), set()
    for key, title in refused:
        if key:
            kept_keys.add(key)
        elif title:
            kept_titles.add(title)
    return [
        place
        for place, one in enumerate(stored)
        if one.source_key not in keys
        and one.source_key not in kept_keys
        and one.source_key.rpartition("/")[0] not in kept_keys
        and one.title not in kept_titles
    ]


def moved(gone: Sequence[str], come: Sequence[str], derived: str) -> Mapping[str, str]:
    """New key → old key, where title and place name one that is gone and one that came, and no other.

    Only for keys that we made ourselves (they begin with `derived`): their last part is the time.
    """
    sides: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    for side, keys in zip(sides, (gone, come), strict=True):
        for key in keys:
            if key.startswith(derived):
                side[key.rpartition("/")[0]].append(key)
    before, after = sides
    return {
        after[name][0]: before[name][0] for name in after if len(after[name]) == 1 and len(before.get(name, ())) == 1
    }
