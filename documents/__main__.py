"""The process that draws: takes from its input what to draw, gives what was drawn.

It draws once and ends, and with it goes the memory that the drawing libraries take.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback

from documents.made import DrawingFault


def main() -> None:
    """One drawing; a fault is given back without its words, which may hold names."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints would spoil the answer
    if hasattr(os, "nice"):
        os.nice(10)  # people who chat go first
    draw, gathered = pickle.load(sys.stdin.buffer)  # noqa: S301  the bot itself wrote it
    try:
        made = draw(gathered)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        made = DrawingFault(f"{type(error).__name__} at {os.path.basename(last.filename)}:{last.lineno}")
    with answer:
        pickle.dump(made, answer)


if __name__ == "__main__":
    main()
