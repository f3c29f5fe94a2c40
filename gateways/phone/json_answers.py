"""What all of /api and /control share: JSON in, JSON out, and the person an address names."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from gateways.phone.acts import ActRefused
from gateways.phone.people import Person
from gateways.phone.phone import Phone


class Json(Response):
    """An answer in JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


async def read_fields(request: Request) -> dict[str, Any]:
    """Returns the JSON object of a request ({} for an empty body); raises ActRefused."""
    try:
        fields = orjson.loads(await request.body() or b"{}")
    except orjson.JSONDecodeError:
        fields = None
    if not isinstance(fields, dict):
        raise ActRefused("Kirim sebuah objek JSON. / Send a JSON object.")
    return fields


def person_of(phone: Phone, request: Request) -> Person:
    """Returns the person whose key stands in the address; raises ActRefused 404."""
    person = phone.people.by_key.get(request.path_params["key"])
    if person is None:
        raise ActRefused("Orang ini tidak ada. / There is no such person.", 404)
    return person
