"""Makes the sheets, all or those that are named: `python -m tools.sheets --only kader`.

OFFICE_NAME and OFFICE_CONTACT stand on them.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot import settings
from bot.settings import ROOT
from tools.browser import BrowserMissing
from tools.sheets.demo import demo, to_a_morning
from tools.sheets.page import page_of
from tools.sheets.scenes import kader, mentor, staff

SCENES = {"staff": staff.play, "mentor": mentor.play, "kader": kader.play}
FILES = {"staff": "petugas.pdf", "mentor": "mentor.pdf", "kader": "kader.pdf"}
FOLDER = ROOT / "docs" / "sheets"


async def make(wanted: Sequence[str]) -> None:
    """Plays in one demo, one after the other, and writes the sheets."""
    chosen = settings.load()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with demo(Path(folder)) as stage:
            office = await stage.known("kantor")
            await office.starts()
            await office.reads("Mau mulai sekarang?")
            await to_a_morning(office)
            for who in wanted:
                pictures = await SCENES[who](stage, office)
                sheet = page_of(who, pictures, chosen.office_name, chosen.office_contact or "")
                (FOLDER / FILES[who]).write_bytes(sheet)
                print(f"{FOLDER / FILES[who]}: {len(sheet) // 1024} KB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.sheets", description="Makes the training sheets.")
    parser.add_argument("--only", nargs="+", choices=SCENES, default=list(SCENES), help="not all of them")
    asked = parser.parse_args()
    try:
        asyncio.run(make(asked.only))
    except BrowserMissing as missing:
        sys.exit(str(missing))
