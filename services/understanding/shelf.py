"""Indexes kept on disk by what they are made of, so that a start, or a second process, need not learn again."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
from collections.abc import Callable, Mapping
from pathlib import Path

from content.answers.document import FaqDocument
from services.understanding.index import Index, build, stamp_of
from services.understanding.words import known_stems

logger = logging.getLogger(__name__)

_MOST_KEPT = 3


def index_for(
    documents: Mapping[str, FaqDocument], folder: Path, hand_out: Callable[[Index], None] | None = None
) -> Index:
    """The index over these answers, from the shelf or built and put there; takes a second or two.

    A built one is handed out before it is written: somebody waits for it.
    """
    if (kept := kept_index(documents, folder)) is not None:
        return kept
    index = build(documents)
    if hand_out is not None:
        hand_out(index)
    path = folder / f"{index.stamp}.pickle"
    with contextlib.suppress(OSError):  # a full or read-only disk: the index serves from memory all the same
        _write(index, path)
        _forget_old(folder)
    return index


def kept_index(documents: Mapping[str, FaqDocument], folder: Path) -> Index | None:
    """The index over these answers from the shelf, or None."""
    stamp = stamp_of(documents)
    return _read(folder / f"{stamp}.pickle", stamp)


def _read(path: Path, stamp: str) -> Index | None:
    if not path.is_file():
        return None
    try:
        found = pickle.loads(path.read_bytes())  # noqa: S301 - a file of ours, beside the database
    except Exception as error:
        # Half written by a process that was killed, or by another version of the library: built anew.
        logger.warning("index_not_read", extra={"error": type(error).__name__})
        return None
    if not isinstance(found, Index) or found.stamp != stamp:
        return None
    known_stems.update(found.stems)
    with contextlib.suppress(OSError):
        os.utime(path)  # in use: others are forgotten before it
    return found


def _write(index: Index, path: Path) -> None:
    """In one step: another process sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.half")
    half.write_bytes(pickle.dumps(index, protocol=5))
    half.replace(path)


def _forget_old(folder: Path) -> None:
    by_age = sorted(folder.glob("*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[_MOST_KEPT:]:
        path.unlink(missing_ok=True)
