"""The peers' environments: made once from their lock files, and made anew when a lock changes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path


class EnvironmentFailed(Exception):
    """An environment could not be made; the message says why in one line."""


def python_of(lock: Path, out: Path) -> Path:
    """The interpreter of the environment with exactly the locked packages. Raises EnvironmentFailed."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:8]
    folder = out / f"env-{lock.stem}-{digest}"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    finished = folder / "finished"
    if finished.exists():
        return python
    print(f"Making the environment of {lock.stem} (once) ...", flush=True)
    _run([sys.executable, "-m", "venv", "--clear", str(folder)], "is the package python3-venv installed?")
    install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
    _run(install, "is the package index reachable?")
    finished.touch()
    return python


def _run(command: list[str], question: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no output"]
        raise EnvironmentFailed(f"{' '.join(command[1:4])} failed ({question}): {last[0]}")
