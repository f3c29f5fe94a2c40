"""How long a process stood ready to work while others had the processor: no fault of its own."""

from __future__ import annotations

from pathlib import Path

_NANOSECONDS = 1e9


def waits(pid: int) -> dict[str, float]:
    """{thread: seconds in the queue for a processor}, as Linux counts them; empty where it does not."""
    found = {}
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            found[task.parent.name] = int(task.read_text().split()[1]) / _NANOSECONDS
        except (OSError, ValueError, IndexError):  # the thread is gone, or nothing is counted
            continue
    return found


def longest_wait(pid: int, before: dict[str, float]) -> float:
    """The seconds that the thread which waited most has waited since."""
    return max((seconds - before.get(thread, 0.0) for thread, seconds in waits(pid).items()), default=0.0)
