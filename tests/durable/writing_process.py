"""One of several processes that write into one SQLite file; prints how often it wrote."""

from __future__ import annotations

import asyncio
import sys
import time

from durable import values
from durable.database import Database


async def write_for(url: str, name: str, seconds: float) -> int:
    database, written = Database(url), 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        async with database.write() as connection:
            # A reader that turns writer is what fails at once when the transaction did not begin as a writer.
            found = int(await values.read(connection, name) or 0)
            await values.write(connection, name, str(found + 1))
        written += 1
    await database.close()
    return written


if __name__ == "__main__":
    print(asyncio.run(write_for(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
