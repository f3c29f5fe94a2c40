"""Who there is, and what stands in their chats: the page's reading side over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateways.phone.acts import ActRefused
from gateways.phone.json_answers import Json, person_of, read_fields
from gateways.phone.people import LONGEST_NAME, Person
from gateways.phone.phone import Phone
from gateways.phone.ranges import part_of

SHOWN_INLINE = ("image/", "audio/", "video/")
FILE_RULES = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def described(phone: Phone, person: Person) -> dict[str, Any]:
    """Returns a person as the page sees them."""
    names = {name: value for name, value in person.profile.items() if value}
    state = {"blocked": person.blocked, "started": person.started, "unread": phone.chats.unread(person)}
    return {"key": person.key, "id": person.id} | names | state


class PeopleApi:
    """Handlers of /api/people and of what is read about one person."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def routes(self) -> list[Route]:
        """Returns the routes."""
        return [
            Route("/api/people", self.all_people, methods=["GET"]),
            Route("/api/people", self.new_person, methods=["POST"]),
            Route("/api/people/{key}", self.one_person, methods=["GET"]),
            Route("/api/people/{key}/messages", self.messages, methods=["GET"]),
            Route("/api/people/{key}/files/{file_id}", self.file, methods=["GET"]),
        ]

    async def all_people(self, request: Request) -> Response:
        people = [described(self.phone, person) for person in self.phone.people.by_id.values()]
        return Json({"people": people, "bot": self.phone.profile.user(), "bot_online": self.phone.bot_online()})

    async def new_person(self, request: Request) -> Response:
        name = str((await read_fields(request)).get("first_name") or "").strip()
        if not 1 <= len(name) <= LONGEST_NAME:
            raise ActRefused(f"Isi nama, paling banyak {LONGEST_NAME} huruf. Contoh: Siti")
        return Json(described(self.phone, self.phone.people.add(name)), 201)

    async def one_person(self, request: Request) -> Response:
        return Json(described(self.phone, person_of(self.phone, request)))

    async def messages(self, request: Request) -> Response:
        person = person_of(self.phone, request)
        found = [kept.for_page() for kept in self.phone.chats.all_of(person.id)]
        return Json({"messages": found, "last_event": person.last_event})

    async def file(self, request: Request) -> Response:
        person, file_id = person_of(self.phone, request), request.path_params["file_id"]
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
