"""What one call of the benchmark does: which scenarios, how many people, for how long."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scenario:
    """`delay` is the round trip to the API in seconds, drawn evenly between both numbers for each call."""

    key: str
    title: str
    delay: tuple[float, float]


AT_ONCE = Scenario("at once", "The API answers at once", (0.0, 0.0))
DELAYED = Scenario("40-80 ms", "The API answers after 40 to 80 ms", (0.040, 0.080))
SCENARIOS = (AT_ONCE, DELAYED)


@dataclass(frozen=True)
class Plan:
    """Numbers of people and repetitions, times in seconds.

    The warm-up lasts `warm_up` seconds, and longer, up to `longest_warm_up`, until as many replies were given as
    there are people: a bot that does one thing at a time is in its steady state only then.
    """

    people: int = 200
    repetitions: int = 3
    warm_up: float = 3.0
    longest_warm_up: float = 25.0
    window: float = 12.0
    start_timeout: float = 60.0
    reply_timeout: float = 120.0


FULL = Plan()
QUICK = Plan(people=40, repetitions=1, warm_up=1.2, longest_warm_up=4.0, window=2.0)
