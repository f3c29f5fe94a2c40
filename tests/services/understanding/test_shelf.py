"""The index on disk: used again, thrown away when half written, built anew when an answer changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from content.answers.document import FaqDocument
from services.understanding import shelf
from services.understanding.index import Index, stamp_of


@pytest.fixture
def few(documents: Mapping[str, FaqDocument]) -> Mapping[str, FaqDocument]:
    """A handful of answers, quickly learnt."""
    return {key: documents[key] for key in ("pirt-apa", "halal-logo", "kemasan-keripik", "merek-daftar")}


def test_index_is_kept_and_used_again(
    few: Mapping[str, FaqDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = shelf.index_for(few, tmp_path)
    monkeypatch.setattr(shelf, "build", lambda documents: pytest.fail("it was built again"))
    again = shelf.index_for(few, tmp_path)
    assert (again.stamp, again.topics) == (built.stamp, tuple(sorted(few)))
    assert again.scores("logo halal").tolist() == built.scores("logo halal").tolist()
    assert [path.name for path in tmp_path.iterdir()] == [f"{built.stamp}.pickle"]


@pytest.mark.parametrize("rest", [b"", b"half of an ind", b"\x80\x05K\x01."])
def test_file_that_is_no_index_is_built_anew(few: Mapping[str, FaqDocument], tmp_path: Path, rest: bytes) -> None:
    path = tmp_path / f"{stamp_of(few)}.pickle"
    path.write_bytes(rest)
    assert shelf.index_for(few, tmp_path).topics == tuple(sorted(few))
    assert path.stat().st_size > 10_000


def test_folder_that_cannot_be_written_does_no_harm(few: Mapping[str, FaqDocument], tmp_path: Path) -> None:
    file_in_the_way = tmp_path / "file"
    file_in_the_way.write_text("no folder")
    assert isinstance(shelf.index_for(few, file_in_the_way), Index)


def test_stamp_follows_what_is_learnt_and_nothing_else(few: Mapping[str, FaqDocument]) -> None:
    one = few["pirt-apa"]
    reworded = {**few, "pirt-apa": replace(one, bodies={"id": "Kata lain."})}
    asked = {**few, "pirt-apa": replace(one, ask={**one.ask, "petugas": ("kertas izin dapur itu apa",)})}
    assert stamp_of(reworded) == stamp_of(few) == stamp_of(dict(reversed(few.items())))
    assert len({stamp_of(few), stamp_of(asked), stamp_of({key: few[key] for key in ("pirt-apa",)})}) == 3


def test_old_indexes_are_forgotten(few: Mapping[str, FaqDocument], tmp_path: Path) -> None:
    one = few["pirt-apa"]
    for number in range(5):
        shelf.index_for({**few, "pirt-apa": replace(one, ask={**one.ask, "petugas": (f"cara {number}",)})}, tmp_path)
    assert len(list(tmp_path.glob("*.pickle"))) == 3


def test_index_that_is_in_use_is_not_forgotten(few: Mapping[str, FaqDocument], tmp_path: Path) -> None:
    one, used = few["pirt-apa"], shelf.index_for(few, tmp_path)
    for number in range(5):
        shelf.index_for({**few, "pirt-apa": replace(one, ask={**one.ask, "petugas": (f"cara {number}",)})}, tmp_path)
        kept = shelf.kept_index(few, tmp_path)
        assert kept is not None
        assert kept.stamp == used.stamp
