"""The figures as text, for a terminal and for the documentation."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.contenders import CONTENDERS
from benchmarks.plan import SCENARIOS
from benchmarks.summary import OURS, Summary, Target, targets

COLUMNS = (
    ("registrations/s", "registrations_per_s", 1),
    ("updates/s", "updates_per_s", 0),
    ("p50 ms", "p50_ms", 0),
    ("p95 ms", "p95_ms", 0),
    ("p99 ms", "p99_ms", 0),
    ("CPU s/1000", "cpu_s_per_1000", 2),
    ("peak MiB", "peak_mib", 0),
)
BUSY_SERVER = 0.6


def report(summary: Summary, head: Mapping[str, object]) -> str:
    """The whole report. `head` is printed first, as `name: value` lines."""
    lines = [f"{name}: {value}" for name, value in head.items()]
    for scenario in SCENARIOS:
        lines += ["", scenario.title, *_table(summary, scenario.key), *_ratios(summary, scenario.key)]
    lines += ["", *_remarks(summary), "Targets", *(_line(target) for target in targets(summary))]
    return "\n".join(lines) + "\n"


def _table(summary: Summary, scenario: str) -> list[str]:
    rows = [["", *(name for name, _, _ in COLUMNS), "broken", "stuck", "twice", "bot core", "server core"]]
    for contender in CONTENDERS:
        runs = summary.of(contender.key, scenario)
        if not runs:
            continue
        row = [contender.title]
        for _, figure, digits in COLUMNS:
            spread = summary.spread(contender.key, scenario, figure)
            assert spread is not None
            about = figure == "registrations_per_s" and any(run.registrations_estimated for run in runs)
            row.append(
                f"{'~' if about else ''}{spread.median:.{digits}f}"
                + (f" ({spread.least:.{digits}f}..{spread.greatest:.{digits}f})" if len(runs) > 1 else "")
            )
        row += [str(sum(getattr(run, figure) for run in runs)) for figure in ("broken", "stuck", "sent_twice")]
        row += [f"{max(run.bot_share for run in runs):.0%}", f"{max(run.server_share for run in runs):.0%}"]
        rows.append(row)
    return _aligned(rows) if len(rows) > 1 else ["no figures"]


def _ratios(summary: Summary, scenario: str) -> list[str]:
    lines = []
    for other in CONTENDERS:
        ratios = [(name, summary.ratio(scenario, figure, other.key)) for name, figure, _ in COLUMNS]
        if other.key != OURS and all(ratio is not None for _, ratio in ratios):
            lines.append(f"ours / {other.title}: " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios))
    return lines


def _remarks(summary: Summary) -> list[str]:
    lines = []
    for run in summary.runs:
        where = f"{run.bot}, {run.scenario}, repetition {run.repetition}"
        if run.failed:
            lines.append(f"NO FIGURES for {where}: {run.failed}")
            continue
        if run.first_break:
            lines.append(f"{where}: {run.broken} broken; the first at {run.first_break}")
        if run.refused_calls:
            lines.append(f"{where}: calls that were refused: {run.refused_calls}")
        if run.server_share > BUSY_SERVER:
            lines.append(f"{where}: the load server used {run.server_share:.0%} of its core and may be the limit")
    if any(run.registrations_estimated for run in summary.runs if not run.failed):
        lines.append("~ reckoned from updates/s: too few whole registrations ended in the window to count them")
    return [*lines, ""] if lines else []


def _line(target: Target) -> str:
    if target.met is None:
        return f"  not measured  {target.asked}"
    verdict = ("met" if target.met else "not reached") if target.stretch else ("MET" if target.met else "NOT MET")
    stretch = " (stretch)" if target.stretch else ""
    return f"  {verdict:12}  {target.asked}{stretch}; found {target.found:.2f}"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for name, *figures in rows:
        cells = [figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True)]
        lines.append("  ".join([name.ljust(widths[0]), *cells]))
    return lines
