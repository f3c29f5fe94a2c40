"""Pictures: small, as wide as a phone shows them, nothing cut off, and the same in words."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from content.text_faults import visible
from documents.pictures import gained, mentoring, places, talks
from documents.pictures.drawing import MOST_BYTES, WIDTH, png
from documents.pictures.maker import CHARTS, charts, draw
from models import Cluster
from tests.documents.figures import LONG_NAME, both

MOST_CAPTION = 1024


@pytest.mark.parametrize("times", [0, 1, 9999])
def test_pictures_are_small_and_nothing_is_cut_off(times: int) -> None:
    for made in draw(charts(both(times), shows_names=True)):
        picture = Image.open(BytesIO(made.content))
        assert (made.mime, picture.format, picture.mode, picture.width) == ("image/png", "PNG", "P", WIDTH)
        assert len(made.content) <= MOST_BYTES
        gray = picture.convert("L")
        edges = [
            (0, 0, 3, picture.height),
            (WIDTH - 3, 0, WIDTH, picture.height),
            (0, picture.height - 3, WIDTH, picture.height),
        ]
        assert [gray.crop(edge).getextrema() for edge in edges] == [(255, 255)] * 3, made.name
        assert len(visible(made.words)) <= MOST_CAPTION


def test_bars_differ_in_grey() -> None:
    """Printed without colour the two kinds of bars are told apart."""
    gray = Image.open(BytesIO(png(talks.asked(both(5))))).convert("L")
    counts = sorted(((count, shade) for count, shade in gray.getcolors() or []), reverse=True)
    paper, first, second = (shade for _, shade in counts[:3])
    assert paper == 255
    assert abs(first - second) > 80


def test_districts_with_most_come_first_and_all_are_there() -> None:
    chart = places.districts(both(3))
    assert len(chart.bars) == 18
    assert [(bar.label, bar.values, bar.notes) for bar in chart.bars[:2]] == [
        ("Teluk Pandan", (34, 17), ("51 (+17)",)), ("Telen", (32, 16), ("48 (+16)",)),
    ]  # fmt: skip
    assert visible(chart.words) == (
        "Usaha terdaftar per kecamatan, triwulan 3 tahun 2026. Terdaftar 360 usaha, 27 di antaranya baru "
        "(naik 18, sebelumnya 9). Terbanyak: Teluk Pandan, 51.\nKecamatan yang belum punya usaha terdaftar: 1."
    )


def test_clusters_and_what_is_in_none() -> None:
    labels = [bar.label for bar in places.clusters(both(1)).bars]
    assert (len(labels), labels[0], labels[-1]) == (len(Cluster) + 1, "Pisang", "Lainnya")


def test_questions_beside_the_period_before() -> None:
    chart = talks.asked(both(2))
    assert [bar.values for bar in chart.bars] == [(14, 7), (28, 14), (42, 21), (56, 28)]
    assert visible(chart.words) == (
        "Pertanyaan dan jawabannya, triwulan 3 tahun 2026. 140 pertanyaan (naik 70, sebelumnya 70). "
        "Jawaban yang membantu: 78% dari 80 yang dinilai; sebelumnya: 78% dari 40 yang dinilai."
    )


def test_waits_fall_into_steps_and_add_up() -> None:
    chart = talks.waiting(both(40))
    now = [bar.values[0] for bar in chart.bars]
    assert now == [3, 6, 8, 16, 7, 2000 - 40]
    assert [bar.label for bar in chart.bars][-2:] == ["lebih dari 16 jam", "belum dijawab"]


def test_mentors_who_are_many_are_summed_up() -> None:
    chart = mentoring.mentors(both(20))
    assert len(chart.bars) == mentoring.MOST_MENTORS + 1
    assert (chart.bars[-1].label, chart.bars[-1].values) == (
        "6 mentor lain",
        (6 * 180, sum(at % 3 for at in range(14, 20)) * 20),
    )


def test_who_may_not_see_sessions_sees_no_names() -> None:
    made = {chart.name: chart for chart in charts(both(2), shows_names=False)}["mentors"]
    assert [bar.label for bar in made.bars] == ["Mentor 1", "Mentor 2"]
    named = {chart.name: chart for chart in charts(both(2), shows_names=True)}["mentors"]
    assert [bar.label for bar in named.bars] == ["Rina", LONG_NAME]


def test_permits_and_announcements() -> None:
    assert [bar.values for bar in gained.permits(both(3)).bars] == [(0, 0), (3, 1), (6, 2), (9, 3), (12, 4), (15, 5)]
    chart = gained.announcements(both(12))
    assert [bar.values for bar in chart.bars] == [(960, 480)] * gained.MOST_ANNOUNCEMENTS
    assert "12 pengumuman, 11.520 kali diterima Telegram (naik 11.440, sebelumnya 80)" in visible(chart.words)


def test_each_picture_has_its_name() -> None:
    assert [chart.name for chart in charts(both(0), shows_names=True)] == list(CHARTS)
    assert [chart.is_empty for chart in charts(both(0, 0), shows_names=True)] == [True] * len(CHARTS)
