"""On SQLite a second bot is refused, and the lock goes with the process that held it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.one_process import AlreadyRunning, ProcessLock
from bot.settings import ROOT

HOLD = """
import sys, time
from pathlib import Path
from bot.one_process import ProcessLock
lock = ProcessLock(Path(sys.argv[1])); lock.take()
print("held", flush=True); time.sleep(60)
"""


def test_lock_of_a_living_process_is_refused_and_of_a_killed_one_is_free(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "bot.lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning):
            ProcessLock(path).take()
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        lock = ProcessLock(path)
        lock.take()
        lock.release()


def test_released_lock_is_free(tmp_path: Path) -> None:
    first, second = ProcessLock(tmp_path / "x.lock"), ProcessLock(tmp_path / "x.lock")
    first.take()
    with pytest.raises(AlreadyRunning):
        second.take()
    first.release()
    second.take()
    second.release()
