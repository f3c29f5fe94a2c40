"""What tests have drawn in the drawing process; it imports nothing large."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from documents.made import Made


def two_files(gathered: str) -> Sequence[Made]:
    print("a library that chatters")
    return [
        Made("gambar.png", "image/png", b"picture of " + gathered.encode(), f"<b>{gathered}</b>"),
        Made("daftar.xlsx", "application/xlsx", b"table", "Daftar"),
    ]


def fails(gathered: str) -> Sequence[Made]:
    raise ValueError(f"a name that belongs into no log: {gathered}")


def dies(_: str) -> Sequence[Made]:
    os._exit(3)


def sleeps(_: str) -> Sequence[Made]:
    time.sleep(60)
    return []
