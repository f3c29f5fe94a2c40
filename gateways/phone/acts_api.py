"""What a person does, over HTTP: POST /api/people/<key>/<act>."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateways.botapi_parameters import LARGEST_BODY, Upload
from gateways.phone.acts import ActRefused, Acts
from gateways.phone.json_answers import Json, person_of, read_fields
from gateways.phone.people import Person
from gateways.phone.phone import Phone
from gateways.phone.store import Store

LONGEST_NONCE = 64
NONCE_KEPT_SECONDS = 86_400


@dataclass(frozen=True)
class Given:
    """What a request brought: its fields, and the files of a form."""

    fields: dict[str, Any]
    uploads: list[Upload] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Returns a field as text; "" if it is not given."""
        return str(self.fields.get(name) or "")

    def number(self, name: str) -> int | None:
        """Returns a whole number, or None if it is not given; raises ActRefused."""
        value = self.fields.get(name)
        if value in (None, ""):
            return None
        try:
            return int(str(value))
        except ValueError:
            raise ActRefused(f"{name} harus berupa angka.") from None

    def required_number(self, name: str) -> int:
        """Returns a whole number that must be given; raises ActRefused."""
        value = self.number(name)
        if value is None:
            raise ActRefused(f"{name} harus diisi.")
        return value


def _text(acts: Acts, given: Given) -> dict[str, Any]:
    return _said(acts.text(given.text("text"), given.number("reply_to")))


def _files(acts: Acts, given: Given) -> dict[str, Any]:
    sent = acts.files(given.text("as"), given.uploads, given.text("caption"), given.number("reply_to"))
    return _said(sent[0]) | {"messages": [message | {"out": True} for message in sent]}


def _location(acts: Acts, given: Given) -> dict[str, Any]:
    try:
        place = float(given.fields["latitude"]), float(given.fields["longitude"])
    except (KeyError, TypeError, ValueError):
        raise ActRefused("Kirim latitude dan longitude sebagai angka.") from None
    return _said(acts.location(*place))


def _contact(acts: Acts, given: Given) -> dict[str, Any]:
    return _said(acts.contact(given.text("phone_number"), given.text("first_name"), bool(given.fields.get("own"))))


def _press(acts: Acts, given: Given) -> dict[str, Any]:
    message_id, data = given.required_number("message_id"), given.fields.get("data")
    if data is not None:
        return {"query_id": acts.press_data(message_id, str(data))}
    row, col = given.required_number("row"), given.required_number("col")
    return {"query_id": acts.press(message_id, row, col)}


def _edit(acts: Acts, given: Given) -> dict[str, Any]:
    return _said(acts.edit(given.required_number("message_id"), given.text("text")))


def _forward(acts: Acts, given: Given) -> dict[str, Any]:
    return _said(acts.forward(given.required_number("message_id")))


def _read(acts: Acts, given: Given) -> dict[str, Any]:
    acts.read(given.required_number("up_to"))
    return {}


def _block(acts: Acts, given: Given) -> dict[str, Any]:
    acts.block(bool(given.fields.get("blocked")))
    return {}


def _start(acts: Acts, given: Given) -> dict[str, Any]:
    return _said(acts.start(given.text("payload")))


def _said(message: dict[str, Any]) -> dict[str, Any]:
    return {"message": message | {"out": True}}


ACTS: dict[str, Callable[[Acts, Given], dict[str, Any]]] = {
    "text": _text,
    "file": _files,
    "location": _location,
    "contact": _contact,
    "press": _press,
    "edit": _edit,
    "forward": _forward,
    "read": _read,
    "block": _block,
    "start": _start,
}


class ActsApi:
    """Does each act once: an act with a nonce that was seen before gets the first one's answer."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def routes(self) -> list[Route]:
        """Returns the routes."""
        return [Route("/api/people/{key}/{act}", self.act, methods=["POST"])]

    async def act(self, request: Request) -> Response:
        person = person_of(self.phone, request)
        act = ACTS.get(request.path_params["act"])
        if act is None:
            raise ActRefused("Perbuatan ini tidak ada. / There is no such act.", 404)
        given = await read_given(request)
        nonce = given.text("nonce")
        if len(nonce) > LONGEST_NONCE:
            raise ActRefused(f"nonce terlalu panjang: paling banyak {LONGEST_NONCE} huruf.")
        with self.phone.store.transaction():
            if nonce and (known := _known_answer(self.phone.store, person, nonce)) is not None:
                return Response(known, media_type="application/json")
            answer = {"ok": True} | act(Acts(self.phone, person, nonce), given)
            # Whoever goes on from last_event sees just what came after this act.
            answer["last_event"] = person.last_event
            if nonce:
                _keep_answer(self.phone.store, person, nonce, orjson.dumps(answer))
        return Json(answer)


async def read_given(request: Request) -> Given:
    """Reads an act's JSON or form; raises ActRefused."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return Given(await read_fields(request))
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise ActRefused("File terlalu besar: paling banyak 50 MB.", 413)
    uploads: list[Upload] = []
    fields: dict[str, Any] = {}
    try:
        async with request.form(max_files=16) as form:
            for name, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    fields[name] = value
                elif name == "file":
                    mime = value.content_type or "application/octet-stream"
                    uploads.append(Upload(value.filename or "file", mime, await value.read()))
    except MultiPartException:
        raise ActRefused("Kirim paling banyak 10 file dalam satu formulir.") from None
    return Given(fields, uploads)


def _known_answer(store: Store, person: Person, nonce: str) -> bytes | None:
    found = store.row("SELECT answer FROM nonces WHERE chat_id = ? AND nonce = ?", person.id, nonce)
    return None if found is None else bytes(found[0])


def _keep_answer(store: Store, person: Person, nonce: str, answer: bytes) -> None:
    now = int(time.time())
    store.run("DELETE FROM nonces WHERE chat_id = ? AND kept_at < ?", person.id, now - NONCE_KEPT_SECONDS)
    store.run("INSERT INTO nonces VALUES (?, ?, ?, ?)", person.id, nonce, now, answer)
