"""The parameters of a Bot API call, in every form in which clients send them."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

import orjson

from benchmarks.load.http_request import Request

NESTED = {"reply_markup", "allowed_updates", "media", "message_ids", "reply_parameters", "commands", "entities"}


class Upload(str):
    """The name of an uploaded file; its bytes are not kept."""


def parameters(request: Request) -> dict[str, Any]:
    """Query and body as one dict; nested JSON is decoded. Raises ValueError on a body that is none of the forms."""
    _, _, query = request.target.partition("?")
    found: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    if request.body:
        kind = request.content_type
        if kind.startswith("application/json"):
            found.update(orjson.loads(request.body))
        elif kind.startswith("multipart/form-data"):
            found.update(_multipart(request))
        else:
            found.update(parse_qsl(request.body.decode(), keep_blank_values=True))
    for name in NESTED & found.keys():
        if isinstance(found[name], str):
            found[name] = orjson.loads(found[name] or "null")
    return found


def _multipart(request: Request) -> dict[str, Any]:
    head = f"Content-Type: {request.content_type}\r\n\r\n".encode()
    found: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + request.body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        filename = part.get_filename()
        found[str(name)] = Upload(filename) if filename is not None else _text(part.get_payload(decode=True))
    return found


def _text(content: object) -> str:
    return content.decode() if isinstance(content, bytes) else str(content)
