"""Reads a long list in pages by its rising id."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.ext.asyncio import AsyncSession

PAGE = 100


async def rows_of(
    session: AsyncSession, query: Select[*tuple[Any, ...]], key: ColumnElement[int]
) -> AsyncIterator[Any]:
    """The rows by `key`, which is their first column (or the id of the only entity). Between pages others have a turn.

    What a page loaded is forgotten with it.
    """
    last = 0
    while True:
        page = (await session.execute(query.where(key > last).order_by(key).limit(PAGE))).unique().all()
        for row in page:
            yield row
        if len(page) < PAGE:
            return
        last = page[-1][0] if isinstance(page[-1][0], int) else page[-1][0].id
        session.expunge_all()
        await asyncio.sleep(0)
