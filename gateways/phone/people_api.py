"""The page's side over HTTP: who there is, and what a person does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import orjson
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateways.botapi_parameters import LARGEST_BODY, Upload
from gateways.phone.acts import ActRefused, Acts
from gateways.phone.people import LONGEST_NAME, Person
from gateways.phone.phone import Phone
from gateways.phone.ranges import part_of

SHOWN_INLINE = ("image/", "audio/", "video/")
Act = Callable[[Request, Acts], Awaitable[dict[str, Any]]]
FILE_RULES = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class Json(Response):
    """An answer in JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


def described(phone: Phone, person: Person) -> dict[str, Any]:
    """Returns a person as the page sees them."""
    names = {name: value for name, value in person.profile.items() if value}
    state = {"blocked": person.blocked, "started": person.started, "unread": phone.chats.unread(person)}
    return {"key": person.key, "id": person.id} | names | state


async def read_fields(request: Request) -> dict[str, Any]:
    """Returns the JSON object of a request; raises ActRefused."""
    try:
        fields = orjson.loads(await request.body() or b"{}")
    except orjson.JSONDecodeError:
        fields = None
    if not isinstance(fields, dict):
        raise ActRefused("Kirim sebuah objek JSON. / Send a JSON object.")
    return fields


def number_in(fields: dict[str, Any], name: str) -> int | None:
    """Returns a whole number of a request, or None if it is not given; raises ActRefused."""
    value = fields.get(name)
    if value in (None, ""):
        return None
    try:
        return int(str(value))
    except ValueError:
        raise ActRefused(f"{name} harus berupa angka.") from None


def required_number(fields: dict[str, Any], name: str) -> int:
    """Returns a whole number that must be given; raises ActRefused."""
    value = number_in(fields, name)
    if value is None:
        raise ActRefused(f"{name} harus diisi.")
    return value


class PeopleApi:
    """Handlers of /api/people..."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def routes(self) -> list[Route]:
        """Returns the routes; every act of a person is a POST."""
        acts = {"text": self.text, "file": self.send_files, "location": self.location, "contact": self.contact}
        acts |= {"press": self.press, "edit": self.edit, "forward": self.forward, "read": self.read}
        acts |= {"block": self.block, "start": self.start}
        return [
            Route("/api/people", self.all_people, methods=["GET"]),
            Route("/api/people", self.new_person, methods=["POST"]),
            Route("/api/people/{key}", self.one_person, methods=["GET"]),
            Route("/api/people/{key}/messages", self.messages, methods=["GET"]),
            Route("/api/people/{key}/files/{file_id}", self.file, methods=["GET"]),
            *(Route(f"/api/people/{{key}}/{name}", _acting(self, act), methods=["POST"]) for name, act in acts.items()),
        ]

    def person_of(self, request: Request) -> Person:
        person = self.phone.people.by_key.get(request.path_params["key"])
        if person is None:
            raise ActRefused("Orang ini tidak ada. / There is no such person.", 404)
        return person

    async def all_people(self, request: Request) -> Response:
        people = [described(self.phone, person) for person in self.phone.people.by_id.values()]
        return Json({"people": people, "bot": self.phone.profile.user(), "bot_online": self.phone.bot_online()})

    async def new_person(self, request: Request) -> Response:
        name = str((await read_fields(request)).get("first_name") or "").strip()
        if not 1 <= len(name) <= LONGEST_NAME:
            raise ActRefused(f"Isi nama, paling banyak {LONGEST_NAME} huruf. Contoh: Siti")
        return Json(described(self.phone, self.phone.people.add(name)), 201)

    async def one_person(self, request: Request) -> Response:
        return Json(described(self.phone, self.person_of(request)))

    async def messages(self, request: Request) -> Response:
        person = self.person_of(request)
        found = [kept.for_page() for kept in self.phone.chats.all_of(person.id)]
        return Json({"messages": found, "last_event": person.last_event})

    async def file(self, request: Request) -> Response:
        person, file_id = self.person_of(request), request.path_params["file_id"]
        file = self.phone.files.find(file_id)
        if file is None or not self.phone.files.is_in_chat(file_id, person.id):
            raise ActRefused("File ini tidak ada di percakapan ini.", 404)
        shown = "inline" if file.mime.startswith(SHOWN_INLINE) else "attachment"
        headers = {
            "Content-Disposition": f"{shown}; filename*=utf-8''{quote(file.name)}",
            "Content-Security-Policy": FILE_RULES,
            "Cache-Control": "private, max-age=31536000, immutable",
        }

        def read(start: int, end: int) -> bytes:
            return self.phone.files.content(file, start, end)

        return part_of(request, file.size, file.sha256, read, file.mime, headers)

    async def text(self, request: Request, acts: Acts) -> dict[str, Any]:
        fields = await read_fields(request)
        message = acts.text(str(fields.get("text") or ""), number_in(fields, "reply_to"))
        return {"message": _own(message)}

    async def send_files(self, request: Request, acts: Acts) -> dict[str, Any]:
        if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
            raise ActRefused("File terlalu besar: paling banyak 50 MB.", 413)
        uploads: list[Upload] = []
        async with request.form(max_files=16) as form:
            for one in form.getlist("file"):
                if isinstance(one, UploadFile):
                    mime = one.content_type or "application/octet-stream"
                    uploads.append(Upload(one.filename or "file", mime, await one.read()))
            words = {name: str(form.get(name) or "") for name in ("as", "caption", "reply_to")}
        sent = acts.files(words["as"], uploads, words["caption"], number_in(words, "reply_to"))
        return {"message": _own(sent[0]), "messages": [_own(message) for message in sent]}

    async def location(self, request: Request, acts: Acts) -> dict[str, Any]:
        fields = await read_fields(request)
        try:
            place = float(fields["latitude"]), float(fields["longitude"])
        except (KeyError, TypeError, ValueError):
            raise ActRefused("Kirim latitude dan longitude sebagai angka.") from None
        return {"message": _own(acts.location(*place))}

    async def contact(self, request: Request, acts: Acts) -> dict[str, Any]:
        fields = await read_fields(request)
        names = str(fields.get("phone_number") or ""), str(fields.get("first_name") or "")
        return {"message": _own(acts.contact(*names, bool(fields.get("own"))))}

    async def press(self, request: Request, acts: Acts) -> dict[str, Any]:
        fields = await read_fields(request)
        data = fields.get("data")
        place = number_in(fields, "row"), number_in(fields, "col")
        row, col = (-1 if one is None else one for one in place)
        return {"query_id": acts.press(required_number(fields, "message_id"), data and str(data), row, col)}

    async def edit(self, request: Request, acts: Acts) -> dict[str, Any]:
        fields = await read_fields(request)
        return {"message": _own(acts.edit(required_number(fields, "message_id"), str(fields.get("text") or "")))}

    async def forward(self, request: Request, acts: Acts) -> dict[str, Any]:
        return {"message": _own(acts.forward(required_number(await read_fields(request), "message_id")))}

    async def read(self, request: Request, acts: Acts) -> dict[str, Any]:
        acts.read(required_number(await read_fields(request), "up_to"))
        return {}

    async def block(self, request: Request, acts: Acts) -> dict[str, Any]:
        acts.block(bool((await read_fields(request)).get("blocked")))
        return {}

    async def start(self, request: Request, acts: Acts) -> dict[str, Any]:
        return {"message": _own(acts.start(str((await read_fields(request)).get("payload") or "")))}


def _own(message: dict[str, Any]) -> dict[str, Any]:
    return message | {"out": True}


def _acting(api: PeopleApi, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        person = api.person_of(request)
        answer = await act(request, Acts(api.phone, person))
        # Whoever goes on from last_event sees just what came after this act.
        return Json({"ok": True} | answer | {"last_event": person.last_event})

    return handle
