"""`python -m bot faq ...`: every fault at once, and the answers of the database as files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.migrate import migrate
from content.answers.document import FaqDocument
from content.answers.seed import load
from content.answers.writing import written
from durable import clock
from durable.database import Database
from models import RoleKind
from services import people, roles
from services.faq import known, proposals, pulling
from services.faq.seed import Seeded, take_over
from services.second_person import Place
from tests.faq_answers import an_answer, put_files
from tests.processes.typed import type_command

PIRT, HALAL, OLD = an_answer(), an_answer("halal-biaya"), an_answer("lama", review_by=date(2026, 11, 22))
NEW = replace(PIRT, bodies={"id": "Kata petugas."})


async def an_office(url: str, *answers: FaqDocument) -> None:
    """A database that knows these answers; those of P-IRT are words of staff, those of halal are pulled."""
    database = Database(url)
    await migrate(database, clock.now())
    async with database.session() as session:
        await take_over(session, {answer.id: answer for answer in answers}, clock.now())
        ani, budi = [await people.ensure_person(session, "telegram", chat, clock.now()) for chat in (1, 2)]
        for person in (ani, budi):
            await roles.give(session, person, RoleKind.PETUGAS, None, clock.now())
        answer, pulled = await known.answer_for(session, PIRT.id), await known.answer_for(session, HALAL.id)
        assert answer is not None
        assert pulled is not None
        topic = await proposals.locked_topic(session, answer.topic_id)
        version = await proposals.propose(session, topic, NEW, ani, clock.now())
        place = Place(1, "telegram", clock.now().tzinfo)  # type: ignore[arg-type]
        await proposals.approve(session, version.id, budi, place, clock.now())
        await pulling.pull(session, pulled.topic_id, ani, clock.now())
    await database.close()


async def seeded(url: str, folder: Path) -> Seeded:
    """What taking these files over would change."""
    database = Database(url)
    async with database.session() as session:
        found = await take_over(session, load(folder), clock.now())
    await database.close()
    return found


def test_check_names_every_fault_of_every_file(sqlite_url: str, tmp_path: Path) -> None:
    folder = put_files(tmp_path / "faq", PIRT, OLD, an_answer("sesat", related=("tidak-ada",)))
    (folder / "rusak.md").write_text("---\nid: rusak\nid: dua\n---\nYa")
    (folder / "html.md").write_text(written(an_answer("html")).replace("P-IRT berlaku", "P-IRT <b>berlaku</b> &"))
    (folder / "salah-nama.md").write_text(written(HALAL))
    typed = type_command("faq", "check", str(folder), DATABASE_URL=sqlite_url)
    assert (typed.code, typed.complained) == (1, [])
    assert typed.said == [
        "html.md, line 18: id: HTML is not allowed in an answer: write plain words",
        "rusak.md, line 3: the key 'id' stands there twice",
        "salah-nama.md, line 2: id: 'halal-biaya' must be the name of the file",
        "sesat.md, line 6: related: there is no other answer 'tidak-ada'",
        "lama.md: was to be reviewed by 2026-11-22",
        "2 good answers, 4 faults.",
    ]
    assert not (tmp_path / "test.db").exists()  # looking makes no database


async def test_check_tells_where_staff_say_something_else(sqlite_url: str, tmp_path: Path) -> None:
    await an_office(sqlite_url, PIRT, HALAL)
    folder = put_files(tmp_path / "faq", PIRT, HALAL)
    typed = type_command("faq", "check", str(folder), DATABASE_URL=sqlite_url)
    assert (typed.code, typed.said) == (
        0,
        [
            "pirt-masa-berlaku.md: the words of staff stand in its place; `faq export` writes them here",
            "2 good answers, 0 faults.",
        ],
    )


async def test_export_writes_what_changed_and_taking_it_over_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    await an_office(sqlite_url, PIRT, HALAL, OLD)
    folder = put_files(tmp_path / "faq", PIRT)
    (folder / "lama.md").write_text(written(OLD).replace("category: pirt", "category:   pirt  # as somebody wrote it"))
    typed = type_command("faq", "export", str(folder), DATABASE_URL=sqlite_url)
    assert (typed.code, typed.complained) == (0, [])
    assert typed.said == [
        f"3 answers in {folder}, 2 changed, 1 pulled (drafts).", "  halal-biaya.md", "  pirt-masa-berlaku.md",
    ]  # fmt: skip
    assert load(folder) == {"halal-biaya": replace(HALAL, status="draft"), "lama": OLD, PIRT.id: NEW}
    assert "as somebody wrote it" in (folder / "lama.md").read_text()
    assert await seeded(sqlite_url, folder) == Seeded()
    again = type_command("faq", "export", str(folder), DATABASE_URL=sqlite_url)
    assert again.said == [f"3 answers in {folder}, 0 changed, 1 pulled (drafts)."]
    checked = type_command("faq", "check", str(folder), DATABASE_URL=sqlite_url)
    assert checked.said[-1] == "3 good answers, 0 faults."


def test_export_of_nothing_is_told(sqlite_url: str, tmp_path: Path) -> None:
    typed = type_command("faq", "export", str(tmp_path / "faq"), DATABASE_URL=sqlite_url)
    assert (typed.code, typed.said, typed.complained) == (
        1, [], ["The database knows no answers yet: start the bot once."],
    )  # fmt: skip
    assert not (tmp_path / "faq").exists()


async def test_folder_that_cannot_be_written_is_told(sqlite_url: str, tmp_path: Path) -> None:
    await an_office(sqlite_url, PIRT, HALAL)
    (tmp_path / "file").touch()
    typed = type_command("faq", "export", str(tmp_path / "file" / "faq"), DATABASE_URL=sqlite_url)
    assert typed.code == 1
    assert typed.complained == [f"{tmp_path}/file/faq cannot be written (Not a directory): name another folder."]


def test_help_of_faq_names_its_commands() -> None:
    typed = type_command("faq", "--help")
    assert typed.code == 0
    assert "{check,ask,eval,crossval,calibrate,stats,export" in " ".join(typed.said)
