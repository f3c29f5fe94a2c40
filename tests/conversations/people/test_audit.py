"""/audit: every act has words; they are listed and narrowed, for administrators."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sqlalchemy import select

import content.texts
from bot.settings import ROOT
from models import JobKind, OfficeJob, RoleKind
from services.audit_listing import KINDS
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer
from tests.conversations.people.conftest import SITI, ids
from tests.conversations.walks import does, texts
from tests.driver import Person

text = content.texts.load("audit_desk")
words = content.texts.load("audit")
refusals = content.texts.load("refusals")
MADE = {
    "f'mentor_{_PAST[event]}'": ("mentor_approved", "mentor_declined", "mentor_suspended", "mentor_restored"),
    "f'announcement_{event.value}'": ("announcement_pause", "announcement_go_on", "announcement_cancel"),
}
"""The acts whose names are put together when they happen."""


def recorded() -> Iterator[tuple[str, str]]:
    """(act, kind of thing) of every call that keeps an act."""
    for folder in ("services", "handlers", "bot", "documents"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            code = file.read_text(encoding="utf-8")
            if "audit.record(" not in code:
                continue
            tree = ast.parse(code)
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record":
                    about = call.args[3]
                    assert isinstance(about, ast.Constant), file
                    yield from ((act, str(about.value)) for act in _acts(call.args[2], tree))


def _acts(act: ast.expr, tree: ast.Module) -> list[str]:
    if isinstance(act, ast.Constant):
        return [str(act.value)]
    if isinstance(act, ast.JoinedStr):
        return list(MADE[ast.unparse(act)])
    assert isinstance(act, ast.Name)
    values = [
        each.value for each in ast.walk(tree) if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == act.id
    ]
    return [str(each.value) for value in values for each in ast.walk(value)
            if isinstance(each, ast.Constant) and "_" in str(each.value)]  # fmt: skip


def told(begins: str) -> set[str]:
    """Everything that has words under this beginning."""
    keys = words.keys()
    return {key.removeprefix(begins) for key in keys if key.startswith(begins)}


def test_every_act_of_the_code_has_words_and_a_kind_and_no_words_are_left_over() -> None:
    found = list(recorded())
    acts = {act for act, _ in found}
    assert len(acts) > 50
    assert acts == told("act_")
    assert {about for _, about in found} == told("about_")
    kinds = [begins for kind in KINDS.values() for begins in kind]
    assert [act for act in sorted(acts) if sum(act.startswith(begins) for begins in kinds) != 1] == []


def test_every_document_has_a_detail() -> None:
    assert [kind for kind in JobKind if f"detail_{kind.value}" not in words] == []


async def test_acts_are_listed_and_narrowed(office: CheckedOffice, budi: Person) -> None:
    ani, siti = office.person(1, "Ani"), (await ids(office))[SITI]
    await ani.presses(f"people:card:{siti}.who.0")
    (listed,) = await budi.says("/audit")
    assert listed.text.startswith("<b>Catatan tindakan</b> (7 hari terakhir): 6\n• ")
    assert f"<b>Ani</b> melihat kartu: Siti Aminah (no. {siti})" in listed.text.split("\n")
    assert "<b>Sistem</b> memberi tugas: Ani (no. 1) (petugas)" in listed.text.split("\n")
    (rights,) = await does(budi, "!Jenis", "!Tugas dan undangan")
    assert rights.text.startswith("<b>Catatan tindakan</b> (7 hari terakhir, Tugas dan undangan): 2\n")
    await does(budi, "/audit", "!Oleh siapa")
    (of_ani,) = await budi.presses("Ani (1)")
    assert of_ani.text.startswith("<b>Catatan tindakan</b> (7 hari terakhir, oleh Ani): 1\n")
    (ever,) = await does(budi, "!Berapa hari", "!Sejak awal")
    assert ever.text.startswith("<b>Catatan tindakan</b> (sejak awal, oleh Ani): 1\n")
    await budi.presses("Minta tabel Excel")
    async with office.database.session() as session:
        (job,) = await session.scalars(select(OfficeJob))
    assert (job.kind, job.params) == (JobKind.AUDIT, '{"by":1,"days":0}')


async def test_nonsense_shows_the_last_week_and_only_administrators_see_anything(office: CheckedOffice) -> None:
    budi = office.person(2, "Budi")
    (plain,) = await budi.says("/audit")
    for what in ("9.9.9.9", "x", "", "1", "0.0.3.0"):
        (shown,) = await budi.presses(f"audit:list:{what}")
        assert shown.text == plain.text
    reader = await an_officer(office, 5, "Citra", RoleKind.PEMBACA)
    for person in (office.person(1), reader, office.person(SITI)):
        assert texts(await person.says("/audit")) == [refusals.refused_not_allowed]
        for step in ("list", "kind", "person", "days", "table"):
            assert texts(await person.presses(f"audit:{step}:0.0.7.0")) == [refusals.refused_not_allowed]
