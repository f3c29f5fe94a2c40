"""Temporary files of tests lie in memory where the machine lends some: a database is many small files.

A tenth of a second per PostgreSQL database went into the file system of a disk.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
BYTES_NEEDED = 2 * 1024**3


def keep_files_in_memory() -> None:
    """For this process and all that it starts, unless somebody has said where they shall lie."""
    if "TMPDIR" not in os.environ and _is_fit(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _is_fit(folder: Path) -> bool:
    """Containers may lend very little, or no right to run the programs that some tests put there."""
    if not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < BYTES_NEEDED:
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC
