"""A call made ready to post: real ids in place of promised ones, files by name or by bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

from durable import dispatch
from durable.bot_api import Answer
from durable.database import Database
from durable.tables import OutboxState
from durable.work import Call


@dataclass(slots=True)
class Letter:
    """The body and files of one call; `problem` tells why it cannot be posted (now, or ever)."""

    body: bytes = b"{}"
    parts: dict[str, tuple[str, bytes, str]] | None = None
    uploads: list[str] = field(default_factory=list)
    known_files: list[str] = field(default_factory=list)
    problem: str | None = None

    def messages_of(self, answer: Answer) -> list[int]:
        """The messages the call became, in their order: several for an album, none for what is no message."""
        results = answer.result if isinstance(answer.result, list) else [answer.result]
        found = [result.get("message_id") for result in results if isinstance(result, dict)]
        return [each for each in found if isinstance(each, int)]

    async def remember_files(self, database: Database, bot: int, answer: Answer) -> None:
        """Keeps the file_id of what was just uploaded (a single file; albums upload again)."""
        file_id = _file_id(answer.result)
        if file_id is not None and len(self.uploads) == 1:
            async with database.write() as connection:
                await dispatch.remember_upload(connection, bot, self.uploads[0], file_id)

    async def forget_files(self, database: Database, bot: int) -> None:
        """The platform does not know its own file_id any more."""
        async with database.write() as connection:
            for sha256 in self.known_files:
                await dispatch.forget_upload(connection, bot, sha256)


def weight(call: Call) -> int:
    """What a call counts in the pace: each picture of an album is a message."""
    return len(orjson.loads(call.params)["media"]) if call.method == "sendMediaGroup" else 1


async def prepare(database: Database, call: Call) -> Letter:
    """Makes the letter of a call; most need nothing and are posted as they were stored."""
    if call.target_id is None and call.reply_target_id is None and call.files is None:
        return Letter(call.params.encode())
    params: dict[str, Any] = orjson.loads(call.params)
    letter = Letter()
    async with database.read() as connection:
        if call.target_id is not None:
            state, message_id = await dispatch.real_message(connection, call.target_id)
            if message_id is None:
                letter.problem = "target_waits" if state == OutboxState.PENDING else "target_never_arrived"
                return letter
            params["message_id"] = message_id
        if call.reply_target_id is not None:
            _, message_id = await dispatch.real_message(connection, call.reply_target_id)
            # A reply whose message did not arrive goes out all the same, only without the quote.
            params.pop("reply_parameters", None)
            if message_id is not None:
                params["reply_parameters"] = {"message_id": message_id, "allow_sending_without_reply": True}
        for part, sha256 in (orjson.loads(call.files) if call.files else {}).items():
            file_id, content = await dispatch.upload(connection, call.bot, sha256)
            if file_id is not None:
                _put_file_id(params, part, file_id)
                letter.known_files.append(sha256)
            else:
                letter.parts = {**(letter.parts or {}), part: content}
                letter.uploads.append(sha256)
    letter.body = orjson.dumps(params)
    return letter


def _put_file_id(params: dict[str, Any], part: str, file_id: str) -> None:
    place = f"attach://{part}"
    for name, value in params.items():
        if value == place:
            params[name] = file_id
            return
        media = value if isinstance(value, list) else [value]
        for item in media:
            if isinstance(item, dict) and item.get("media") == place:
                item["media"] = file_id
                return
    params[part] = file_id


def _file_id(result: Any) -> str | None:
    if not isinstance(result, dict):
        return None
    if result.get("photo"):
        return str(result["photo"][-1]["file_id"])
    for kind in ("document", "voice", "video", "audio", "animation", "sticker"):
        if isinstance(result.get(kind), dict):
            return str(result[kind]["file_id"])
    return None
