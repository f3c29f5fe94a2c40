"""Rows change hands, in any of the tables, and every one of them is noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Helped, Person, Role
from services.merging.columns import MOVES, SET_ASIDE, Place

_THE_ONLY = 0
"""Names the row of a person who can have only one."""
_AT_ONCE = 500
_NAME, _HELP = "people.name", "helped.kept"

Moved = Mapping[str, Sequence[Any]]
"""{table and column: the keys of the rows that were changed}; of a column of SET_ASIDE, those that it ended."""


async def move(session: AsyncSession, kept: Person, merged: Person, now: datetime) -> Moved:
    """Gives everything of the merged person to the kept one."""
    moved: dict[str, list[Any]] = {}
    for table, column in SET_ASIDE.items():
        if keys := await _in_force_twice(session, table, kept.id, merged.id):
            place = next(place for place in MOVES if place.table == table)
            moved[f"{table}.{column}"] = keys
            await _write(session, place, merged.id, keys, {column: now})
    for place in MOVES:
        if keys := await _movable(session, place, kept.id, merged.id):
            moved[place.name] = keys
            await _write(session, place, merged.id, keys, {place.column: kept.id})
    in_force = Helped.person_id == kept.id, Helped.ended_at.is_(None)
    reached = select(Helped.person_id).join(Account, Account.person_id == Helped.person_id).where(*in_force)
    if await session.scalar(reached.limit(1)):
        moved[_HELP] = [kept.id]  # a helper writes for who has no chat; now there is one
        await session.execute(update(Helped).where(*in_force).values(ended_at=now))
    if kept.name is None and merged.name is not None:
        kept.name, moved[_NAME] = merged.name, [kept.id]
    await forget_loaded(session, kept, merged)
    return moved


async def move_back(session: AsyncSession, kept: Person, merged: Person, moved: Moved) -> None:
    """Undoes `move`, as far as the rows are still there."""
    if moved.get(_HELP):
        await session.execute(update(Helped).where(Helped.person_id == kept.id).values(ended_at=None))
    for place in reversed(MOVES):
        await _write(session, place, kept.id, moved.get(place.name, ()), {place.column: merged.id})
    for table, column in SET_ASIDE.items():
        place, keys = next(place for place in MOVES if place.table == table), moved.get(f"{table}.{column}", ())
        if table == "roles":
            keys = await _still_held(session, keys, kept.id)
        await _write(session, place, merged.id, keys, {column: None})
    if moved.get(_NAME):
        kept.name = None
    await forget_loaded(session, kept, merged)


async def _still_held(session: AsyncSession, role_ids: Sequence[Any], kept_id: int) -> Sequence[Any]:
    """Those of these roles that the kept person has still: one that was taken from both since comes back to neither."""
    held = select(Role.kind).where(Role.person_id == kept_id, Role.revoked_at.is_(None))
    return list(await session.scalars(select(Role.id).where(Role.id.in_(role_ids), Role.kind.in_(held))))


async def _in_force_twice(session: AsyncSession, table: str, kept_id: int, merged_id: int) -> list[Any]:
    """What the merged person has in force that the kept one has too, or does not need any more."""
    place = next(place for place in MOVES if place.table == table)
    rows, person = place.rows, place.person
    in_force = rows.c[SET_ASIDE[table]].is_(None)
    mine = select(_key(place)).where(person == merged_id, in_force)
    if table == "roles":
        mine = mine.where(rows.c.kind.in_(select(rows.c.kind).where(person == kept_id, in_force)))
    elif table == "consents":
        mine = mine.where(select(rows.c.id).where(person == kept_id, in_force).exists())
    else:  # a helper writes for who has no chat; the kept person has one, or a helper of their own
        accounts = next(place for place in MOVES if place.table == "accounts")
        has_chat = select(accounts.rows.c.id).where(accounts.person == kept_id).exists()
        mine = mine.where(has_chat | select(rows.c.person_id).where(person == kept_id).exists())
    return list(await session.scalars(mine))


async def _movable(session: AsyncSession, place: Place, kept_id: int, merged_id: int) -> list[Any]:
    """The rows of the merged person that do not clash with one of the kept."""
    parts = [place.rows.c[name] for name in place.distinct] or [_key(place)]
    mine = await session.execute(_rows(place, parts, merged_id))
    if not (place.is_single or place.distinct):
        return [row[0] for row in mine]
    taken = {tuple(row[1:]) for row in await session.execute(_rows(place, parts, kept_id))}
    return [row[0] for row in mine if tuple(row[1:]) not in taken]


def _rows(place: Place, parts: Sequence[Any], person_id: int) -> Select:  # type: ignore[type-arg]
    return select(_key(place), *(part.label(f"part_{at}") for at, part in enumerate(parts))).where(
        place.person == person_id
    )


def _key(place: Place) -> Any:
    return place.key if place.key is not None else literal(_THE_ONLY)


async def _write(
    session: AsyncSession, place: Place, person_id: int, keys: Sequence[Any], values: Mapping[str, Any]
) -> None:
    for at in range(0, len(keys), _AT_ONCE):  # SQLite takes a limited number of values at once
        query = update(place.rows).where(place.person == person_id).values(**values)
        if place.key is not None:
            query = query.where(place.key.in_(keys[at : at + _AT_ONCE]))
        await session.execute(query)


async def forget_loaded(session: AsyncSession, kept: Person, merged: Person) -> None:
    """What the session has read of the two is read again: it was changed behind its back."""
    await session.flush()
    ids = (kept.id, merged.id)
    for loaded in list(session.identity_map.values()):
        for place in MOVES:
            if getattr(loaded, "__tablename__", None) != place.table or loaded.__dict__.get(place.column) not in ids:
                continue
            if place.is_single:
                session.expunge(loaded)  # its key is another now
            else:
                session.expire(loaded)
    for person in (kept, merged):
        await session.refresh(person)
