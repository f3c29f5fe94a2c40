"""The words of a class's reminders."""

from __future__ import annotations

from sqlalchemy import select

from content import language
from handlers.workshops.reminded import notice
from models import Occasion, Workshop

from .conftest import OFFICE, School

WHAT = "<b>Kemasan &lt;rapat&gt; &amp; _cantik_*</b>\nSabtu, 28 November, 09.00-11.00 WITA\n"


async def told(
    school: School, occasion: Occasion, *, is_mentor: bool = False, is_late: bool = False
) -> tuple[str, list[str]]:
    async with school.office.database.session() as session:
        workshop = (await session.scalars(select(Workshop))).one()
        words, rows = notice(occasion, workshop, is_mentor, OFFICE, is_late=is_late)
    return words, [f"{each.text}={each.callback_data}" for row in rows for each in row]


async def test_reminders_say_when_where_and_a_way_out(school: School) -> None:
    workshop_id = await school.opened(title="Kemasan <rapat> & _cantik_*", place="https://meet.example/a?b=1&c=2")
    words, buttons = await told(school, Occasion.DAY_BEFORE)
    assert words.startswith(f"Pengingat kelas:\n\n{WHAT}Video: https://meet.example/a?b=1&amp;c=2\n")
    assert buttons == [f"Batal ikut=workshop:leave:{workshop_id}", f"Lihat kelas=workshop:view:{workshop_id}"]
    words, _ = await told(school, Occasion.HOUR_BEFORE)
    assert words.startswith(f"Sebentar lagi kelas dimulai:\n\n{WHAT}")


async def test_mentor_can_say_that_it_is_off(school: School) -> None:
    workshop_id = await school.opened()
    _, buttons = await told(school, Occasion.DAY_BEFORE, is_mentor=True)
    assert buttons == [f"Tidak bisa=workshop:off:{workshop_id}", f"Lihat kelas=workshop:view:{workshop_id}"]


async def test_late_one_says_so_in_each_language(school: School) -> None:
    await school.opened()
    words, _ = await told(school, Occasion.HOUR_BEFORE, is_late=True)
    assert words.startswith("Maaf, pengingat ini terlambat.\nSebentar lagi kelas dimulai:")
    language.set("en")
    words, _ = await told(school, Occasion.HOUR_BEFORE, is_late=True)
    assert words.startswith(
        "Sorry, this reminder is late.\nThe class begins soon:\n\n<b>Kemasan yang rapat</b>\nSaturday"
    )
