"""Draws in a process of its own: it takes seconds, and people are answered meanwhile."""

from __future__ import annotations

import asyncio
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable, Sequence
from typing import Any

from bot.settings import ROOT
from documents.made import DrawingFault, Made

LONGEST_SECONDS = 120.0


async def drawn(
    draw: Callable[[Any], Sequence[Made]], gathered: Any, seconds: float = LONGEST_SECONDS
) -> Sequence[Made]:
    """What this draws of it. Raises DrawingFault, also when it takes too long.

    The process lives as long as its one drawing, and never longer than we wait: a bot that ends leaves none behind.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "documents", cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(seconds):
            answer, _ = await process.communicate(pickle.dumps((draw, gathered)))
    except TimeoutError:
        raise DrawingFault(f"TimeoutError at {draw.__qualname__}") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise DrawingFault(f"exit {process.returncode} at {draw.__qualname__}")
    made: Sequence[Made] | DrawingFault = pickle.loads(answer)  # noqa: S301  a process of ours wrote it
    if isinstance(made, DrawingFault):
        raise made
    return made
