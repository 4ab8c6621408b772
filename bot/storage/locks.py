"""People whom others may be working on at this very moment."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select

from bot.storage.tables.people import people

Q = TypeVar("Q", bound=Select[Any])


def staying(query: Q) -> Q:
    """Of a query over `people`: those who are still there when the transaction ends; who is being erased is left out.

    **Why** nobody is waited for: whoever is left out is found the next time. A turn of theirs is not held up.
    """
    return query.with_for_update(read=True, key_share=True, skip_locked=True, of=people)
