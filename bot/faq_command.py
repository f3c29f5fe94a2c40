"""`python -m bot faq ...`: the answers, for people at a keyboard. A further sub-command is one row of SUBCOMMANDS."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bot.settings import Settings
from content.answers.seed import FOLDER


class Subcommand(NamedTuple):
    """`run` gives the exit code; `arguments` adds what may be typed behind the name."""

    run: Callable[[Settings, argparse.Namespace], int]
    words: str
    arguments: Callable[[argparse.ArgumentParser], object]


def add_to(parser: argparse.ArgumentParser) -> None:
    """The sub-commands and their words."""
    choices = parser.add_subparsers(dest="subcommand", required=True)
    for name, one in SUBCOMMANDS.items():
        one.arguments(choices.add_parser(name, help=one.words, description=one.words))


def run(settings: Settings, asked: argparse.Namespace) -> int:
    """Runs one sub-command; returns its exit code."""
    return SUBCOMMANDS[asked.subcommand].run(settings, asked)


def _check(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.faq_export import check

    return check(settings, asked.folder)


def _export(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.faq_export import export

    return export(settings, asked.folder)


def _eval(settings: Settings, asked: argparse.Namespace) -> int:
    from bot import faq_understanding

    return asyncio.run(faq_understanding.evaluate(settings, asked.file))


def _ask(settings: Settings, asked: argparse.Namespace) -> int:
    from bot import faq_understanding

    return asyncio.run(faq_understanding.ask(settings, asked.words, asked.after))


def _crossval(settings: Settings, asked: argparse.Namespace) -> int:
    from bot import faq_understanding

    return faq_understanding.cross_validate()


def _calibrate(settings: Settings, asked: argparse.Namespace) -> int:
    from bot import faq_understanding

    return faq_understanding.calibrate()


def _stats(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.faq_stats import show

    return show(settings, asked.days)


def _nothing(parser: argparse.ArgumentParser) -> None:
    """No further words."""


def _question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", help="a message as people type it, in quotes")
    parser.add_argument("--after", metavar="TOPIC", help="the topic that was told just before, for a follow-up")


def _questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a YAML list of {q, topic, also?, kind}; topic oos: not to be answered")


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--days", type=int, choices=range(1, 3651), default=30, metavar="N", help="the last N days, at most 3650"
    )


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER, help="instead of content/faq")


SUBCOMMANDS: dict[str, Subcommand] = {
    "check": Subcommand(_check, "says what is wrong in the files of answers; exit code 1 if anything is", _folder),
    "ask": Subcommand(_ask, "says what the bot would do with a message, and the scores behind it", _question),
    "eval": Subcommand(_eval, "prints how well the questions of a file are understood, as JSON", _questions),
    "crossval": Subcommand(_crossval, "prints the same for the content's own questions, held out in turn", _nothing),
    "calibrate": Subcommand(_calibrate, "finds anew how sure the bot may be", _nothing),
    "stats": Subcommand(_stats, "prints what was asked and answered in the last days, as JSON", _days),
    "export": Subcommand(_export, "writes the answers that people get now back into files", _folder),
}
