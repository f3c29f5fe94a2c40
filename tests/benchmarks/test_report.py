"""Medians, targets and the page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.contenders import CONTENDERS, ROOT
from benchmarks.environments import EnvironmentFailed, python_of
from benchmarks.measure import Run, percentile
from benchmarks.plan import SCENARIOS
from benchmarks.report import report
from benchmarks.summary import Spread, Summary, targets


def runs(**cpu: float) -> list[Run]:
    """Three runs of each bot in each scenario; cpu: seconds per 1,000 updates of each bot."""
    return [
        Run(
            bot.key, scenario.key, repetition, cpu_s_per_1000=cpu[bot.key.replace("-", "_")], p99_ms=100.0,
            updates_per_s=100.0 * repetition,
        )
        for scenario in SCENARIOS
        for repetition in (1, 2, 3)
        for bot in CONTENDERS
    ]  # fmt: skip


def verdicts(measured: list[Run]) -> list[bool | None]:
    return [target.met for target in targets(Summary(measured))]


def test_percentiles_are_measured_values() -> None:
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, share) for share in (0.50, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]
    assert percentile([7.0], 0.5) == 7


def test_the_median_stands_beside_least_and_greatest() -> None:
    summary = Summary(runs(ptb=2, ptb_sniffio=1.5, aiogram=1, ours=0.9))
    assert summary.spread("ours", "at once", "updates_per_s") == Spread(200, 100, 300)
    assert summary.ratio("at once", "cpu_s_per_1000", "ptb") == pytest.approx(0.45)


def test_targets_are_judged_against_the_faster_plain_bot() -> None:
    assert verdicts(runs(ptb=2, ptb_sniffio=1.5, aiogram=1, ours=0.9)) == [True] * 8
    assert verdicts(runs(ptb=2, ptb_sniffio=1.5, aiogram=1, ours=1.6)) == [False] * 2 + [True] * 3 + [False] * 2 + [
        True
    ]


def test_a_target_without_figures_is_not_met() -> None:
    measured = runs(ptb=2, ptb_sniffio=1.5, aiogram=1, ours=0.9)
    for run in measured:
        if run.bot == "ours":
            run.failed = "it did not start"
    assert verdicts(measured) == [None] * 8
    assert verdicts([run for run in measured if run.bot != "ours"]) == [None] * 8


def test_a_broken_registration_of_ours_is_held_against_it() -> None:
    measured = runs(ptb=2, ptb_sniffio=1.5, aiogram=1, ours=0.9)
    measured[-1].stuck = 1
    assert verdicts(measured) == [True] * 7 + [False]


def test_the_report_names_what_went_wrong() -> None:
    measured = runs(ptb=2, ptb_sniffio=1.5, aiogram=1, ours=1.6)
    measured[0].failed = "it did not start"
    measured[1].server_share = 0.7
    text = report(Summary(measured), {"measured": "today"})
    assert text.startswith("measured: today\n")
    assert "NO FIGURES for ptb, at once, repetition 1: it did not start" in text
    assert "the load server used 70% of its core" in text
    assert "  NOT MET       CPU per update, ours / plain python-telegram-bot, at once: at most 1; found 1.07" in text
    assert "  not reached   CPU per update, ours / aiogram, at once: at most 1 (stretch); found 1.60" in text


def test_kept_results_give_the_same_report(tmp_path: Path) -> None:
    summary = Summary(runs(ptb=2, ptb_sniffio=1.5, aiogram=1, ours=0.9))
    results.save(tmp_path / "r.json", {"measured": "today"}, summary)
    head, loaded = results.load(tmp_path / "r.json")
    assert report(loaded, head) == report(summary, {"measured": "today"})


def test_the_report_replaces_the_figures_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{results.BEGIN}\nold\n{results.END}\nafter\n")
    results.write_into_page("new\n", page)
    results.write_into_page("newer\n", page)
    assert page.read_text() == f"before\n{results.BEGIN}\n```text\nnewer\n```\n{results.END}\nafter\n"
    with pytest.raises(results.ResultsUnreadable):
        results.write_into_page("new\n", tmp_path / "missing.md")


def test_the_documentation_has_the_place_for_the_figures() -> None:
    content = results.PAGE.read_text(encoding="utf-8")
    assert (content.count(results.BEGIN), content.count(results.END)) == (1, 1)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--only", "ptb,nobody"], "--only: nobody is unknown; choose of ptb, ptb-sniffio, aiogram, ours"),
        (["--people", "0"], "--people must be more than 0"),
    ],
)
def test_a_wrong_option_gets_one_line(options: list[str], told: str) -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks", *options], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"benchmarks: {told}\n")


def test_a_results_file_that_is_none_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(results.ResultsUnreadable, match="is no results file of this benchmark"):
        results.load(tmp_path / "missing.json")


def test_an_environment_is_made_only_from_hashes(tmp_path: Path) -> None:
    lock = tmp_path / "unsafe.txt"
    lock.write_text("sniffio==1.3.1\n")
    with pytest.raises(EnvironmentFailed, match="pip install"):
        python_of(lock, tmp_path)
    assert not list(tmp_path.glob("*/finished"))
