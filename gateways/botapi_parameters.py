"""The parameters of a Bot API call, however they were sent: query string, form, multipart or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Receive, Scope

from gateways.botapi_errors import bad_request, too_large

LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """One file that came with a call."""

    name: str
    mime: str
    content: bytes


class Parameters:
    """Reads typed values; a nested object may come as itself or as a string of JSON."""

    def __init__(self, values: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def has(self, name: str) -> bool:
        """Tells whether the caller gave the parameter at all."""
        return self.values.get(name) not in (None, "") or name in self.uploads

    def text(self, name: str) -> str:
        """Returns a string; numbers become strings, nothing becomes ""."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        return orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """Returns a whole number; what is none counts as not given, as on the platform."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def number(self, name: str) -> float | None:
        """Returns a number, or None if it is missing or none."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def boolean(self, name: str) -> bool:
        """Returns True for true, yes and 1."""
        return self.text(name).lower() in ("true", "yes", "1")

    def nested(self, name: str, what: str) -> Any:
        """Returns the object or list of a parameter, or None if it was not given.

        Raises ApiError "can't parse <what> JSON object" for a string that is no JSON.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(f"can't parse {what} JSON object") from None


async def read_body(receive: Receive, limit: int = LARGEST_BODY) -> bytes:
    """Collects a request's body; raises ApiError 413 as soon as it grows over `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise too_large()
        if not message.get("more_body"):
            return b"".join(parts)


async def read_parameters(scope: Scope, receive: Receive) -> Parameters:
    """Reads query string and body of one call into Parameters."""
    values: dict[str, Any] = {}
    if query := scope["query_string"]:
        values.update(parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True))
    headers = dict(scope["headers"])
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > LARGEST_BODY:
        raise too_large()
    if kind == b"multipart/form-data":
        return await _read_multipart(scope, receive, values)
    body = await read_body(receive)
    if body and kind == b"application/json":
        values.update(_json_object(body))
    elif body and kind == b"application/x-www-form-urlencoded":
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Parameters(values)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("object expected")
    return found


async def _read_multipart(scope: Scope, receive: Receive, values: dict[str, Any]) -> Parameters:
    uploads: dict[str, Upload] = {}
    try:
        form = await Request(scope, receive).form(max_files=64, max_fields=256)
    except MultiPartException as error:
        raise bad_request(f"can't parse multipart body: {error.message}") from None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            mime = value.content_type or "application/octet-stream"
            uploads[name] = Upload(name=value.filename or name, mime=mime, content=content)
        else:
            values[name] = value
    return Parameters(values, uploads)
