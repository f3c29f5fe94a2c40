"""A poster: asked for by staff and village helpers, with the kecamatan's name or without, and where its code leads."""

from __future__ import annotations

import io

import pypdf
import pytest
from sqlalchemy import select

import content.texts
from documents.maker import Asking, Office
from documents.poster import POSTER
from durable import clock
from models import OfficeJob, RoleKind
from services import people, roles
from services.office_clock import OfficeClock
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import does, texts

text = content.texts.load("poster")
menu = content.texts.load("menu")
refusals = content.texts.load("refusals")
OFFICE = Office("Disperindag <Kutai> Timur", "0811 5555 111", OfficeClock(), "https://t.me/x?start=")


@pytest.mark.parametrize("kind", [RoleKind.PETUGAS, RoleKind.KADER])
async def test_poster_of_a_kecamatan(office: CheckedOffice, kind: RoleKind) -> None:
    async with office.database.session() as session:
        rina = await people.ensure_person(session, "telegram", 21, clock.now())
        await roles.give(session, rina, kind, None, clock.now())
    (told,) = await does(office.person(21), "/poster", "!Busang")
    assert told.text == text.told_being_made
    async with office.database.session() as session:
        (job,) = await session.scalars(select(OfficeJob))
        person = await people.person_of_account(session, "telegram", 21)
        assert person is not None
        for district, shown, name in (
            (640804, "Kecamatan Sangatta Utara", "poster-sangatta-utara.pdf"),
            (0, "Disperindag <Kutai> Timur", "poster.pdf"),
        ):
            asking = Asking(person, {"district": district}, OFFICE, "id", clock.now())
            (made,) = POSTER.draw(await POSTER.gather(session, asking))
            assert made.name == name
            (page,) = pypdf.PdfReader(io.BytesIO(made.content)).pages
            words = page.extract_text()
            assert (shown in words, "t.me/x" in words, "0811 5555 111" in words) == (True, True, True)
    assert (job.kind, job.params) == ("poster", '{"district":640806}')


async def test_its_code_leads_to_the_welcome(office: CheckedOffice) -> None:
    assert texts(await office.person(99).says("/start poster")) == texts(await office.person(98).says("/start"))


@pytest.mark.parametrize("act", ["/poster", "!poster:make:640806"])
async def test_others_get_none(office: CheckedOffice, act: str) -> None:
    (told,) = await does(office.person(99), act)
    assert told.text == refusals.refused_not_allowed
