"""A demo: the other end is the web phone on this computer, where anybody may try everything out.

There the clock may be moved (handlers/demo_clock.py), and two mentors are ready. The web phone says of itself that it
is a demo; that it is on this computer is asked too, and Telegram says neither.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncSession

from bot.first_start import one_start_at_a_time
from content.demo_mentors import DemoMentor, demo_mentors
from content.districts import district_book
from durable import values
from durable.database import Database
from models import Cluster, Expertise, MentorKind, RoleKind, Spoken, Way
from services import people, roles
from services.mentors.availability import set_hours
from services.mentors.profile import Profile, join, mentor_of
from services.mentors.promise import PROMISE_VERSION
from services.week import Part, hours_of

logger = logging.getLogger(__name__)

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_DONE = "demo:mentors"


def is_demo(api_url: str, of_gateway: Mapping[str, Any]) -> bool:
    """Whether the other end is a demo on this computer; `of_gateway` is what getMe says beyond the Bot API."""
    return bool(of_gateway.get("link_root") and of_gateway.get("is_demo")) and urlsplit(api_url).hostname in _LOOPBACK


async def prepare(database: Database, channel: str, now: datetime) -> int:
    """Puts the ready-made mentors there, once; gives how many. Who is a mentor already stays as is."""
    made = 0
    async with database.session() as session:
        connection = await session.connection()
        await one_start_at_a_time(connection)
        if await values.read(connection, _DONE) is not None:
            return 0
        for told in demo_mentors():
            made += await _make(session, channel, told, now)
        await values.write(connection, _DONE, now.isoformat())
    logger.info("demo_mentors_ready", extra={"mentors": made})
    return made


async def _make(session: AsyncSession, channel: str, told: DemoMentor, now: datetime) -> bool:
    person = await people.ensure_person(session, channel, told.chat_id, now)
    if await mentor_of(session, person) is not None:
        return False
    await roles.give(session, person, RoleKind.MENTOR, None, now)
    mentor = await join(session, person, _profile(told), PROMISE_VERSION, now)
    hours = [hours_of(day, Part(part)) for day in told.days for part in told.parts]
    await set_hours(session, mentor, frozenset().union(*hours))
    return True


def _profile(told: DemoMentor) -> Profile:
    districts = {district.name: district.id for district in district_book().districts}
    return Profile(
        kind=MentorKind(told.kind),
        district_id=districts[told.district],
        expertise=[Expertise(each) for each in told.expertise],
        clusters=[Cluster(each) for each in told.clusters],
        ways=[Way(each) for each in told.ways],
        visits=[districts[each] for each in told.visits],
        languages=[Spoken(each) for each in told.languages],
        most_per_week=told.most_per_week,
        most_per_month=told.most_per_month,
        card_hour=told.card_hour,
        name=told.name,
        about=told.about,
    )
