"""One request by hand: the list, the card, the mentors who fit, and asking one of them."""

from __future__ import annotations

from datetime import timedelta

import content.texts
from models import Expertise, MessageKind, OfferState, RequestState, Spoken
from models import Offer as OfferRow
from tests.conversations.walks import texts

from .conftest import Time
from .office import MONDAY, MatchingOffice

text = content.texts.load("matching_desk")
refusals = content.texts.load("refusals")


async def test_mentor_is_chosen_and_asked(desk_on_both: MatchingOffice) -> None:
    desk = desk_on_both
    budi = await desk.mentor("Budi", rating_count=5, rating_sum=25)
    await desk.mentor("Cici")
    await desk.mentor("Dodi", topic=Expertise.LABEL)
    siti = await desk.producer()
    number = await desk.request(siti)
    await desk.ani.says("/jodohkan")
    await desk.ani.presses("Satu per satu")
    await desk.ani.presses(f"No. {number}")
    (found,) = await desk.ani.presses("Cari mentor")
    assert found.keys == (("1. Budi",), ("2. Cici",), ("Daftar permintaan",))
    assert found.text.splitlines()[2:4] == [
        "<b>1. Budi</b>: ahli kemasan, bisa Rabu pagi, dari Busang, dinilai 5,0",
        "Rabu, 25 November, 10.00 WITA",
    ]
    assert texts(await desk.ani.presses("1. Budi")) == [
        text.told_offered.format(number=number, name="Budi", hour="Rabu, 25 November, 10.00 WITA")
    ]
    assert await desk.offers() == [(number, budi)]
    assert len(siti.hears()) == 1


async def test_second_press_finds_the_request_with_a_mentor(desk: MatchingOffice, time: Time) -> None:
    budi = await desk.mentor("Budi")
    number = await desk.request(await desk.producer())
    press = f"matching_desk:offer:{number}.{budi}"
    await desk.ani.presses(press)
    time.passes(minutes=1)
    assert texts(await desk.ani.presses(press)) == [refusals.refused_request_done]
    assert await desk.offers() == [(number, budi)]


async def test_mentor_who_does_not_fit_is_refused(desk: MatchingOffice) -> None:
    dodi = await desk.mentor("Dodi", topic=Expertise.LABEL)
    number = await desk.request(await desk.producer())
    for mentor in (dodi, 1, 999999):
        assert texts(await desk.ani.presses(f"matching_desk:offer:{number}.{mentor}")) == [refusals.refused_no_mentor]
    assert await desk.offers() == []


async def test_nobody_fits_is_said(desk: MatchingOffice) -> None:
    number = await desk.request(await desk.producer())
    assert texts(await desk.ani.presses(f"matching_desk:suggest:{number}")) == [
        text.told_no_suggestion.format(number=number)
    ]


async def test_card_tells_what_is_known(desk: MatchingOffice) -> None:
    cici = await desk.mentor("Cici")
    number = await desk.request(
        await desk.producer(), words="Keripik <melempem> & pahit", language=Spoken.JAVANESE, state=RequestState.STAFF
    )
    async with desk.office.database.session() as session:
        asked = OfferRow(request_id=number, mentor_id=cici, state=OfferState.DECLINED, starts_at=MONDAY,
                         offered_at=MONDAY - timedelta(days=1), answered_at=MONDAY)  # fmt: skip
        session.add(asked)
    (card,) = await desk.ani.presses(f"matching_desk:view:{number}")
    assert card.text == (
        f"<b>Permintaan no. {number}</b>\n"
        "<b>Dapur Siti</b> (keripik pisang) di Busang\n"
        "<i>Keripik &lt;melempem&gt; &amp; pahit</i>\n"
        "Bidang: kemasan, lewat chat\n"
        "Lebih suka bahasa Jawa\n"
        "Waktunya: kapan saja\n"
        "Menunggu sejak Jumat, 20 November 10.00 (3 hari)\n"
        "Sudah ditanya: Cici\n"
        "Tiga mentor belum bisa, jadi kantor yang mencarikan."
    )


async def test_photo_of_the_trouble_is_sent(desk: MatchingOffice) -> None:
    number = await desk.request(
        await desk.producer(), words=None, file_kind=MessageKind.PHOTO, file_id="p", unique_id="u"
    )
    await desk.ani.presses(f"matching_desk:view:{number}")
    (photo,) = await desk.ani.presses("Lihat kirimannya")
    assert (photo.method, photo.raw["photo"], photo.text) == ("sendPhoto", "p", text.told_file.format(number=number))


async def test_file_that_is_gone_is_said(desk: MatchingOffice) -> None:
    number = await desk.request(await desk.producer())
    assert texts(await desk.ani.presses(f"matching_desk:file:{number}")) == [refusals.refused_no_request]


async def test_list_has_pages(desk: MatchingOffice) -> None:
    siti = await desk.producer()
    numbers = [await desk.request(siti, opened_at=MONDAY - timedelta(days=9 - day)) for day in range(8)]
    (first,) = await desk.ani.presses("matching_desk:list:0")
    assert [label for row in first.keys[:2] for label in row] == [f"No. {number}" for number in numbers[:6]]
    (second,) = await desk.ani.presses("Berikutnya »")
    assert second.keys == (tuple(f"No. {number}" for number in numbers[6:]), ("« Sebelumnya",), ("Kembali",))
    assert await desk.ani.presses("matching_desk:list:999") == [second]


async def test_only_staff_share_out(desk: MatchingOffice) -> None:
    budi = await desk.mentor("Budi")
    siti = await desk.producer()
    number = await desk.request(siti)
    for press in (f"offer:{number}.{budi}", f"view:{number}", f"suggest:{number}", "reckon:0", "home:0", "list:0"):
        assert texts(await siti.presses(f"matching_desk:{press}")) == [refusals.refused_not_allowed]
    assert texts(await siti.says("/jodohkan")) == [refusals.refused_not_allowed]
    assert (await desk.offers(), await desk.reckons()) == ([], [])
