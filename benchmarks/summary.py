"""Several runs of a bot in a scenario, as a median with its spread; and what is compared with what."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.measure import Run
from benchmarks.plan import AT_ONCE, DELAYED, SCENARIOS

OURS, AIOGRAM = "ours", "aiogram"
PLAIN = ("ptb", "ptb-sniffio")


@dataclass(frozen=True)
class Spread:
    """Median, least and greatest of the repetitions."""

    median: float
    least: float
    greatest: float


class Summary:
    """Asks the runs that gave figures."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = list(runs)

    def of(self, bot: str, scenario: str) -> list[Run]:
        """The runs with figures, in their order."""
        return [run for run in self.runs if (run.bot, run.scenario) == (bot, scenario) and run.failed is None]

    def spread(self, bot: str, scenario: str, figure: str) -> Spread | None:
        """A figure named as in Run; None when no run gave it."""
        values = [float(getattr(run, figure)) for run in self.of(bot, scenario)]
        return Spread(statistics.median(values), min(values), max(values)) if values else None

    def median(self, bot: str, scenario: str, figure: str) -> float | None:
        """The middle value alone."""
        found = self.spread(bot, scenario, figure)
        return found.median if found else None

    def ratio(self, scenario: str, figure: str, other: str) -> float | None:
        """Our median divided by the other bot's."""
        return divided(self.median(OURS, scenario, figure), self.median(other, scenario, figure))


@dataclass(frozen=True)
class Target:
    """A line that a reader checks: what is asked, what was found (None: not measured), and whether it is met."""

    asked: str
    found: float | None
    met: bool | None
    stretch: bool = False


def targets(summary: Summary) -> list[Target]:
    """The promises about speed. Where two plain bots were measured, the faster one counts."""
    found = []
    for scenario in SCENARIOS:
        found.append(_at_most("CPU per update, ours / plain python-telegram-bot", summary, scenario.key, 1.0, PLAIN))
    for scenario in SCENARIOS:
        found.append(_at_most("p99, ours / plain python-telegram-bot", summary, scenario.key, 2.0, PLAIN, "p99_ms"))
    kept = divided(*(summary.median(OURS, scenario.key, "updates_per_s") for scenario in (DELAYED, AT_ONCE)))
    asked = "throughput of ours, 40-80 ms / at once: at least 0.9"
    found.append(Target(asked, kept, None if kept is None else kept >= 0.9))
    for scenario in SCENARIOS:
        line = _at_most("CPU per update, ours / aiogram", summary, scenario.key, 1.0, (AIOGRAM,))
        found.append(Target(line.asked, line.found, line.met, stretch=True))
    own = [run for scenario in SCENARIOS for run in summary.of(OURS, scenario.key)]
    bad = float(sum(run.broken + run.stuck + run.sent_twice for run in own)) if own else None
    asked = "registrations of ours broken or stuck, messages sent twice: 0"
    found.append(Target(asked, bad, None if bad is None else bad == 0))
    return found


def _at_most(
    asked: str, summary: Summary, scenario: str, limit: float, others: tuple[str, ...], figure: str = "cpu_s_per_1000"
) -> Target:
    ratios = [ratio for other in others if (ratio := summary.ratio(scenario, figure, other)) is not None]
    measured = max(ratios) if len(ratios) == len(others) else None
    return Target(f"{asked}, {scenario}: at most {limit:g}", measured, None if measured is None else measured <= limit)


def divided(above: float | None, below: float | None) -> float | None:
    """A quotient; None when a part is missing or nothing."""
    return above / below if above is not None and below else None
