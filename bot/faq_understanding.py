"""`python -m bot faq eval | ask | crossval | calibrate`: how well questions are understood, and why.

The answers are those of the database when there is one, else those of content/faq/.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.settings import Settings
from bot.understanding import SHELF
from content.answers import seed
from content.answers.document import FaqDocument
from content.yaml_files import CONTENT
from durable.database import Database
from services.faq import known
from services.understanding import calibration, evaluation, shelf
from services.understanding.confidence import SIGNS, Calibration
from services.understanding.confidence import calibration as calibration_in_force
from services.understanding.outcome import Understood
from services.understanding.understander import Understander

_LEAST_REFUSED, _LEAST_RIGHT = 0.96, 0.95
"""What calibration asks of the content's own held-out questions: more than the targets (0.92 each), because real
people ask in ways that nobody has thought of."""


async def answers_known(settings: Settings) -> Mapping[str, FaqDocument]:
    """The answers in force; where there is no database yet, those it would begin with."""
    if _has_no_file(settings.database_url):
        return seed.load()
    database = Database(settings.database_url)
    try:
        async with database.read() as connection:
            found = await known.documents_to_know(connection)
    except DBAPIError:
        found = {}  # no database yet, or one from before the FAQ
    finally:
        await database.close()
    return found or seed.load()


def _has_no_file(database_url: str) -> bool:
    """Whether this is SQLite and nothing was ever kept there: to look would make an empty file."""
    kind, _, path = database_url.partition(":///")
    return kind == "sqlite" and not Path(path).is_file()


async def _understander(settings: Settings) -> Understander:
    documents = await answers_known(settings)
    return Understander(shelf.index_for(documents, SHELF), documents)


async def evaluate(settings: Settings, file: Path) -> int:
    """Prints the figures of a list of questions as JSON; 1 when the list is not as it must be (ContentError)."""
    questions = evaluation.read_questions(file)
    understander = await _understander(settings)
    if unknown := evaluation.unknown_topics(questions, understander.documents):
        print(f"No answer has these topics, so their questions count as wrong: {', '.join(unknown)}", file=sys.stderr)
    _print(evaluation.evaluate(understander, questions))
    return 0


async def ask(settings: Settings, words: str, last_topic: str | None) -> int:
    """Prints what the bot would do with a message, and the scores behind it."""
    understander = await _understander(settings)
    understood = understander.understand(words, last_topic)
    _print({**_told(understood), "signs": _signs(understander, words), "limits": _limits(calibration_in_force())})
    return 0


def _told(understood: Understood) -> dict[str, object]:
    topics = [{"topic": one.key, "confidence": round(one.confidence, 4)} for one in understood.candidates]
    return {"does": understood.way.value, "what": understood.what.lstrip("_"), "topics": topics}


def _signs(understander: Understander, words: str) -> dict[str, float]:
    return {name: round(float(sign), 4) for name, sign in zip(SIGNS, understander.ranked(words).signs, strict=True)}


def _limits(limits: Calibration) -> dict[str, float]:
    return {"sure_from": limits.sure_from, "unsure_from": limits.unsure_from}


def cross_validate() -> int:
    """Prints the figures over the content's own questions, each way of asking held out once."""
    rows = calibration.held_out(seed.load(), _progress)
    _print(evaluation.cross_validated(rows, calibration_in_force()))
    return 0


def calibrate() -> int:
    """Finds the numbers of the confidence anew and writes them to content/understanding/calibration.yaml."""
    rows = calibration.held_out(seed.load(), _progress)
    found = calibration.calibrated(rows, _LEAST_REFUSED, _LEAST_RIGHT)
    (CONTENT / "understanding" / "calibration.yaml").write_text(written(found), encoding="utf-8")
    _print(evaluation.cross_validated(rows, found))
    return 0


def written(found: Calibration) -> str:
    """The file of the numbers."""
    weights = "\n".join(f"  {sign}: {weight:.4f}" for sign, weight in zip(SIGNS, found.weights, strict=True))
    return (
        "# How sure the bot may be. Written by `python -m bot faq calibrate` from the content's own questions, each\n"
        "# way of asking held out once; to be written anew when many questions were added. What the signs are\n"
        "# stands in services/understanding/confidence.py.\n"
        f"weights:\n{weights}\nbias: {found.bias:.4f}\n"
        "# From this chance on an answer is given at once, and from this one on three topics are asked for.\n"
        f"sure_from: {found.sure_from:.3f}\nunsure_from: {found.unsure_from:.3f}\n"
    )


def _progress(step: str) -> None:
    print(f"held out: {step}", file=sys.stderr, flush=True)


def _print(figures: Mapping[str, object]) -> None:
    print(json.dumps(figures, indent=2, ensure_ascii=False))
