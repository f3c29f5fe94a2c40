"""The figures by command: the same as in the chat, as JSON, from a database that is only read."""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import faq_command, settings
from bot.faq_stats import stats
from durable import clock
from durable.database import Base, Database
from models import QuestionOutcome
from services.statistics import statistics
from services.statistics.periods import LastDays
from services.working_time import USUAL_HOURS
from tests.conversations.conftest import an_office
from tests.databases import Fresh
from tests.known_answers import know_answers
from tests.services.statistics_rows import asked, given, ticket


def chosen(database_url: str) -> settings.Settings:
    return replace(settings.load({}, None), database_url=database_url)


async def test_figures_as_json(fresh: Fresh, kind_of_database: str) -> None:
    database_url = fresh(kind_of_database, an_office)
    database = Database(database_url)
    at = clock.now() - timedelta(days=1)
    async with database.session() as session:
        topics = await know_answers(session)
        for chat_id in (1, 2):
            await asked(session, chat_id, "jual ke malaysia", at, QuestionOutcome.OUTSIDE)
        await asked(session, 1, "pirt", at, QuestionOutcome.SURE)
        for helped in (True, False, None):
            await given(session, topics["pirt-apa"], at, helped)
        await ticket(session, at)
    found = await stats(chosen(database_url), 7)
    assert json.loads(json.dumps(found)) == {
        "days": 7,
        "questions": 3,
        "people": 2,
        "outcomes": {"sure": 1, "unsure": 0, "outside": 2, "urgent": 0},
        "answers": 3,
        "rated": 2,
        "helped": 1,
        "share_helped": 0.5,
        "topics": [{"topic": "pirt-apa", "given": 3, "rated": 2, "helped": 1}],
        "tickets": {"opened": 1, "answered": 0, "median_working_hours": None},
        "unanswered_words": [{"words": "jual malaysia", "people": 2}],
    }
    assert await stats(chosen(database_url), 30) == {**found, "days": 30}
    async with database.session() as session:
        in_chat = await statistics(
            session, LastDays(7, clock.now()), hours=USUAL_HOURS, zone=chosen(database_url).timezone
        )
    assert (in_chat.questions, in_chat.people) == (found["questions"], found["people"])
    await database.close()


def test_command_prints_json(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:

    async def prepare() -> None:
        database = Database(sqlite_url)
        async with database.write() as connection:
            await connection.run_sync(Base.metadata.create_all)
        await database.close()

    asyncio.run(prepare())
    parser = argparse.ArgumentParser()
    faq_command.add_to(parser)
    for typed, days in ((["stats"], 30), (["stats", "--days", "7"], 7)):
        assert faq_command.run(chosen(sqlite_url), parser.parse_args(typed)) == 0
        printed = json.loads(capsys.readouterr().out)
        assert (printed["days"], printed["share_helped"], printed["unanswered_words"]) == (days, None, [])


@pytest.mark.parametrize("days", ["0", "-1", "3651", "x"])
def test_days_that_make_no_sense_are_refused(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    faq_command.add_to(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["stats", "--days", days])
    assert "--days" in capsys.readouterr().err
