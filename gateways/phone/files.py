"""Files that were sent: their bytes, ids and the Bot API objects that describe them."""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
from dataclasses import dataclass
from typing import Any

import orjson

from gateways.botapi_errors import bad_request
from gateways.botapi_parameters import Upload
from gateways.phone.images import picture_size
from gateways.phone.store import Store

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "sticker": "stickers", "document": "documents"}
ID_STARTS = {"photo": "AgAC", "voice": "AwAC", "video": "BAAC", "sticker": "CAAC", "document": "BQAC"}
PREVIEW = 320  # pixels of the smaller copy's longer side; a phone shows it first


@dataclass(frozen=True)
class File:
    """One kept file; `media` is the Message's field for its kind (a list of sizes for a photo)."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime: str
    size: int
    sha256: str
    media: Any


class Files:
    """Keeps bytes once (by their hash) and gives each sent file its own ids."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def keep(self, kind: str, upload: Upload, details: dict[str, Any]) -> Any:
        """Keeps an upload and returns the Message's field for it. Call inside a transaction; raises ApiError."""
        size = len(upload.content)
        if size == 0:
            raise bad_request("file must be non-empty")
        media: Any = self._photo_sizes(upload.content) if kind == "photo" else _described(kind, upload, details)
        for one in media if kind == "photo" else [media]:
            one["file_id"], one["file_unique_id"] = _new_ids(kind)
            one["file_size"] = size
        self._write(kind, upload, media)
        return media

    def _photo_sizes(self, content: bytes) -> list[dict[str, Any]]:
        if len(content) > LARGEST_PHOTO:
            raise bad_request(
                f"file of size {len(content)} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
            )
        found = picture_size(content)
        if found is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        width, height = found
        if width < 1 or height < 1 or width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        sizes = [(width, height)]
        longer = max(width, height)
        if longer > PREVIEW:
            sizes.insert(0, (max(width * PREVIEW // longer, 1), max(height * PREVIEW // longer, 1)))
        return [{"file_id": "", "file_unique_id": "", "width": w, "height": h} for w, h in sizes]

    def _write(self, kind: str, upload: Upload, media: Any) -> None:
        digest = hashlib.sha256(upload.content).hexdigest()
        self.store.run("INSERT OR IGNORE INTO contents VALUES (?, ?)", digest, upload.content)
        ending = mimetypes.guess_extension(upload.mime) or ".bin"
        if "." in upload.name:
            ending = "." + "".join(char for char in upload.name.rsplit(".", 1)[1] if char.isalnum())[:10].lower()
        details = orjson.dumps(media)
        for one in media if kind == "photo" else [media]:
            path = f"{FOLDERS[kind]}/file_{self.store.next_number('file')}{ending}"
            row = (one["file_id"], one["file_unique_id"], kind, path, upload.name, upload.mime)
            self.store.run(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row, len(upload.content), digest, details
            )

    def find(self, file_id: str) -> File | None:
        """Returns a file by its id."""
        return self._one("file_id", file_id)

    def at_path(self, path: str) -> File | None:
        """Returns a file by the path that getFile gave."""
        return self._one("path", path)

    def _one(self, column: str, value: str) -> File | None:
        found = self.store.row(f"SELECT * FROM files WHERE {column} = ?", value)  # noqa: S608 (two fixed names)
        return None if found is None else File(*(*found[:-1], orjson.loads(found[-1])))

    def content(self, file: File, start: int = 0, end: int | None = None) -> bytes:
        """Returns a file's bytes, from `start` up to (not with) `end`."""
        end = file.size if end is None else end
        query = "SELECT substr(bytes, ?, ?) FROM contents WHERE sha256 = ?"
        found = self.store.row(query, start + 1, end - start, file.sha256)
        assert found is not None, "a file's bytes are written with it"
        return bytes(found[0])

    def is_in_chat(self, file_id: str, chat_id: int) -> bool:
        """Tells whether a message of this chat carries (or carried) the file."""
        query = "SELECT 1 FROM file_uses WHERE chat_id = ? AND file_id = ?"
        return self.store.row(query, chat_id, file_id) is not None


def _new_ids(kind: str) -> tuple[str, str]:
    return ID_STARTS[kind] + secrets.token_urlsafe(36), "AQAD" + secrets.token_urlsafe(9)


def _described(kind: str, upload: Upload, details: dict[str, Any]) -> dict[str, Any]:
    media: dict[str, Any] = {"file_id": "", "file_unique_id": ""}
    if kind == "voice":
        media |= {"duration": int(details.get("duration") or 1), "mime_type": upload.mime}
    elif kind == "video":
        media |= {"width": int(details.get("width") or 640), "height": int(details.get("height") or 360)}
        media |= {"duration": int(details.get("duration") or 1), "mime_type": upload.mime, "file_name": upload.name}
    elif kind == "sticker":
        width, height = picture_size(upload.content) or (512, 512)
        media |= {"type": "regular", "width": width, "height": height, "is_animated": False, "is_video": False}
    else:
        media |= {"file_name": upload.name, "mime_type": upload.mime}
    return media
