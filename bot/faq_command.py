"""`python -m bot faq ...`: the answers, for people at a keyboard. A further sub-command is one row of SUBCOMMANDS."""

from __future__ import annotations

import argparse
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


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER, help="instead of content/faq")


SUBCOMMANDS: dict[str, Subcommand] = {
    "check": Subcommand(_check, "says what is wrong in the files of answers; exit code 1 if anything is", _folder),
    "export": Subcommand(_export, "writes the answers that people get now back into files", _folder),
}
