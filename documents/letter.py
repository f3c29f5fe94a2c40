"""A mentor's letter of service: one A4 page with a code, and a QR code that leads to the check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from content.language import language
from documents.made import Made
from documents.maker import Asking, Maker
from models import ServiceLetter
from services.errors import LetterMissing
from services.letters.checking import LINK, shown_code
from services.letters.issuing import Service, said_in
from services.roles import Act, allowed

text = content.texts.load("letters")
topics = content.texts.load("mentoring")


@dataclass(frozen=True)
class Letter:
    """What the page says, in words, from top to bottom; `lines` are (what, how much)."""

    office: str
    title: str
    number: str
    says: str
    name: str
    served: str
    lines: tuple[tuple[str, str], ...]
    method: str
    check: str
    address: str
    """Where the QR code leads."""
    signed: str
    issued: str
    file_name: str
    caption: str


async def gather(session: AsyncSession, asking: Asking) -> Letter:
    """Reads the letter that was issued. Raises LetterMissing when it is not this person's to have."""
    letter = await session.get(ServiceLetter, asking.params["letter"])
    is_own = letter is not None and letter.mentor_id == asking.person.id
    if letter is None or letter.revoked_at is not None or not (is_own or allowed(asking.person, Act.ISSUE_LETTER)):
        raise LetterMissing
    code = shown_code(letter.code)
    return Letter(
        office=asking.office.name,
        title=text.paper_title.plain(),
        number=text.paper_number.plain(code=code),
        says=text.paper_says.plain(office=asking.office.name),
        name=letter.name,
        served=text.paper_served.plain(from_on=_day(letter.from_on), until_on=_day(letter.until_on)),
        lines=tuple(_lines(said_in(letter))),
        method=text.paper_method.plain(),
        check=text.paper_check.plain(code=code),
        address=f"{asking.office.deep_link}{LINK}{letter.code}",
        signed=text.paper_signed.plain(),
        issued=text.paper_issued.plain(issued=_day(letter.issued_at.astimezone(asking.office.clock.zone).date())),
        file_name=f"surat-{code}.pdf",
        caption=text.told_caption.format(name=letter.name, code=code),
    )


def _lines(service: Service) -> list[tuple[str, str]]:
    hours, minutes = divmod(service.minutes, 60)
    time = text.told_hours_minutes if minutes else text.told_hours
    names = {topic: topics[f"told_topic_{topic.value}"].plain() for topic in service.topics}
    named = ", ".join(f"{names[topic]} ({count})" for topic, count in service.topics.items())
    lines = [
        (text.paper_meetings, str(service.meetings)),
        (text.paper_producers, str(service.producers)),
        (text.paper_classes, str(service.classes)),
        (text.paper_hours, time.plain(hours=hours, minutes=minutes)),
        (text.paper_topics, named),
    ]
    if service.stars is not None:
        stars = format_decimal(service.stars, locale=language.get())
        lines.append((text.paper_stars, text.paper_stars_of.plain(stars=stars)))
    return [(what.plain(), how_much) for what, how_much in lines]


def _day(day: date) -> str:
    return format_date(day, "d MMMM yyyy", locale=language.get())


def draw(letter: Letter) -> Sequence[Made]:
    """The page as PDF."""
    from documents.letter_page import page_of

    return [Made(letter.file_name, "application/pdf", page_of(letter), letter.caption)]


LETTER = Maker(Act.GET_LETTER, gather, draw)
