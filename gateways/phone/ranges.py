"""Answering a part of a file.

Players ask for parts when somebody moves along a film, and Safari before it plays at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class RangeRefused(Exception):
    """The file has nothing at that place."""


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """Returns the first byte and the one after the last of a Range header; None means the whole file.

    Raises RangeRefused. What is no single range of bytes is ignored, as the standard allows.
    """
    found = ONE_RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise RangeRefused
    return start, end


def part_of(
    request: Request, size: int, tag: str, read: Callable[[int, int], bytes], mime: str, headers: dict[str, str]
) -> Response:
    """Returns the file, or the part of it that the request asks for; `read(start, end)` gives its bytes.

    `tag` names the content: a part of another content (If-Range) becomes the whole file.
    """
    headers = headers | {"Accept-Ranges": "bytes", "ETag": f'"{tag}"'}
    asked = request.headers.get("range", "")
    if request.headers.get("if-range", headers["ETag"]) != headers["ETag"]:
        asked = ""
    try:
        place = read_range(asked, size)
    except RangeRefused:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    if place is None:
        return Response(read(0, size), media_type=mime, headers=headers)
    start, end = place
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(read(start, end), 206, media_type=mime, headers=headers)
