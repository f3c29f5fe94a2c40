"""What the database must hold when everybody has registered: one right business each, and nothing left undone."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import func, select

from benchmarks.load import LoadServer
from benchmarks.scripts.ours import Producer
from durable.database import Database
from durable.inbox import inbox
from durable.outbox import outbox
from models import Account, Business, BusinessProduct, Person, Product

MARKS_SECONDS = 8
Row = tuple[str | None, str, str, tuple[str, ...], tuple[str, ...]]


@dataclass
class Verdict:
    """The counts of one run; `faults` has a line for everything that is wrong."""

    people: int = 0
    right: int = 0
    updates: int = 0
    done: int = 0
    missing_answers: int = 0
    unsent: int = 0
    twice: int = 0
    faults: list[str] = field(default_factory=list)


async def judge(
    server: LoadServer, database_url: str, producers: list[Producer], kills: int, lost_replies: bool = False
) -> Verdict:
    """Compares what the people said and read with what the database holds. Person n plays `producers[n]` once.

    The bots may still run: the marks of the last messages are waited for, a few seconds.
    """
    verdict = Verdict(people=len(producers))
    talks = server.talks()
    verdict.missing_answers = len(producers) - sum(talk.broken is None for talk in talks)
    verdict.faults += [f"person {talk.person}: {talk.broken}" for talk in talks if talk.broken]
    database = Database(database_url)
    try:
        businesses, states, unsent = await _read(database)
        for _ in range(MARKS_SECONDS * 10):
            if set(states) <= {"done"} and not unsent:
                break
            await asyncio.sleep(0.1)
            businesses, states, unsent = await _read(database)
    finally:
        await database.close()
    # Counted only now: the last message of a talk may have gone out again while its mark was waited for.
    verdict.twice = len(server.tally.twice)
    verdict.faults += [
        f"chat {chat}: {times} messages twice, with {kills} kills"
        for chat, times in Counter(repeat.chat_id for repeat in server.tally.twice).items()
        if times > kills and not lost_replies
    ]
    chats = {talk.person: talk.chat_id for talk in talks}
    for number, said in enumerate(producers):
        found = businesses.pop(chats.get(number, 0), [])
        wanted = (said.owner, said.business, said.district, said.products, tuple(sorted(said.activities)))
        verdict.right += found == [wanted]
        if found != [wanted]:
            verdict.faults.append(f"person {number} said {wanted}, kept is {found}")
    verdict.faults += [f"chat {chat}: a business of nobody: {rows}" for chat, rows in businesses.items()]
    verdict.updates, verdict.done = sum(states.values()), states["done"]
    if set(states) != {"done"} or verdict.updates != server.tally.acts:
        verdict.faults.append(f"{server.tally.acts} updates were made, the inbox holds {dict(states)}")
    verdict.unsent = sum(unsent.values())
    if unsent:
        verdict.faults.append(f"the outbox still holds {dict(unsent)}")
    return verdict


async def _read(database: Database) -> tuple[dict[int, list[Row]], Counter[str], Counter[str]]:
    """({chat id: its businesses}, inbox rows by state, outbox rows that were not sent by state and reason)."""
    businesses: dict[int, list[Row]] = {}
    async with database.session() as session:
        names = {number: name for number, name in await session.execute(select(Product.id, Product.name))}
        owned = select(Business, Person.name, Account.chat_id)
        owned = owned.join(Person, Person.id == Business.owner_id).join(Account, Account.person_id == Person.id)
        for business, owner, chat in (await session.execute(owned)).unique():
            row = (
                owner, business.name, business.district.name, tuple(_told(row, names) for row in business.products),
                tuple(sorted(row.activity.value for row in business.activities)),
            )  # fmt: skip
            businesses.setdefault(chat, []).append(row)
        states = await session.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))
        left = select(outbox.c.state, outbox.c.method, outbox.c.reason).where(outbox.c.state != "sent")
        unsent = Counter(
            f"{row.state} {row.method} ({row.reason})"
            for row in await session.execute(left)
            if not (row.state == "dropped" and _is_of_no_use(row.method, row.reason))
        )
        return businesses, Counter({state: count for state, count in states}), unsent


def _is_of_no_use(method: str, reason: str) -> bool:
    """A press waits fifteen seconds for its answer: after a kill nobody may wait. Of several edits the last counts."""
    return method == "answerCallbackQuery" or reason == "superseded"


def _told(row: BusinessProduct, names: dict[int, str]) -> str:
    return row.free_text if row.product_id is None else names[row.product_id]  # type: ignore[return-value]
