"""The machine's cores: the load server gets the first, the bot the second."""

from __future__ import annotations

import platform
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Cores:
    """Which core each side runs on; None where processes cannot be pinned or there is only one core."""

    server: int | None
    bot: int | None
    told: str


def share_out() -> Cores:
    """Chooses the cores among those that this process may use."""
    if not hasattr(psutil.Process, "cpu_affinity"):
        return Cores(None, None, "not pinned: this system cannot bind a process to a core")
    usable = psutil.Process().cpu_affinity() or []
    if len(usable) < 2:
        return Cores(None, None, "only one core: load server and bot share it, so the figures are too low for all")
    return Cores(usable[0], usable[1], f"load server on core {usable[0]}, bot on core {usable[1]}")


def pin(pid: int, core: int | None) -> None:
    """Binds a process, and what it starts from now on, to a core."""
    if core is not None:
        psutil.Process(pid).cpu_affinity([core])


def described() -> dict[str, str | int]:
    """What a reader of the figures wants to know of the machine."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": psutil.cpu_count() or 1,
        "memory_mib": round(psutil.virtual_memory().total / 2**20),
    }
