"""A poster for the wall of a kecamatan office: a QR code that leads to the bot, and three sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from documents.made import Made
from documents.maker import Asking, Maker
from models import District
from services.roles import Act

text = content.texts.load("poster")
LINK = "poster"
"""What a scanned poster sends to the bot, which greets then as always."""


@dataclass(frozen=True)
class Poster:
    """What the sheet says, in words, from top to bottom."""

    title: str
    sentences: tuple[str, str, str]
    address: str
    scan: str
    shown_address: str
    telegram: str
    office: str
    contact: str
    district: str
    caption: str
    name: str


async def gather(session: AsyncSession, asking: Asking) -> Poster:
    """Reads the district's name; without one the poster is for everywhere."""
    district = await session.get(District, asking.params["district"])
    office = asking.office
    return Poster(
        title=text.paper_title.plain(),
        sentences=(text.paper_register.plain(), text.paper_ask.plain(), text.paper_mentor.plain()),
        address=f"{office.deep_link}{LINK}",
        scan=text.paper_scan.plain(),
        shown_address=office.deep_link.partition("?")[0].removeprefix("https://"),
        telegram=text.paper_telegram.plain(),
        office=office.name,
        contact=office.contact or "",
        district=text.paper_district.plain(district=district.name) if district else "",
        caption=text.told_caption.format(district=district.name if district else ""),
        name="-".join(["poster", *(district.name.lower().split() if district else ())]) + ".pdf",
    )


def draw(poster: Poster) -> Sequence[Made]:
    """The sheet as PDF."""
    from documents.poster_page import page_of

    return [Made(poster.name, "application/pdf", page_of(poster), poster.caption)]


POSTER = Maker(Act.MAKE_POSTER, gather, draw)
