"""Messages with parse_mode MarkdownV2: plain text and its entities, or the platform's complaint."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gateways.botapi_errors import ApiError
from gateways.botapi_links import checked_link, mentioned_user
from gateways.botapi_reader import Entity, FormattedTextReader

RESERVED = set("_*[]()~`>#+-=|{}.!")
# What opens an entity, longest sign first; the same sign closes it, except for links and emoji.
SIGNS = (
    ("```", "pre"),
    ("`", "code"),
    ("__", "underline"),
    ("_", "italic"),
    ("*", "bold"),
    ("~", "strikethrough"),
    ("||", "spoiler"),
    ("![", "custom_emoji"),
    ("[", "text_link"),
)
CLOSING = {kind: sign for sign, kind in SIGNS} | {"custom_emoji": "]", "text_link": "]"}
# The names that the platform's own complaints use.
CALLED = {
    "pre": "Pre",
    "code": "Code",
    "underline": "Underline",
    "italic": "Italic",
    "bold": "Bold",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "custom_emoji": "CustomEmoji",
    "text_link": "TextUrl",
    "blockquote": "BlockQuote",
}
LANGUAGE = re.compile(r"([^\s`]+)(?=\s)")
EMOJI = re.compile(r"tg://emoji\?id=(\d+)")


@dataclass
class _Open:
    kind: str
    start: int  # in UTF-16 units
    at: int  # in characters of the source
    text_start: int  # in pieces of plain text
    language: str = ""


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Returns the plain text and its entities (offsets in UTF-16 units); raises ApiError as the platform words it."""
    return _MarkdownReader(source).read()


class _MarkdownReader(FormattedTextReader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.open: list[_Open] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            inside_code = bool(self.open) and self.open[-1].kind in ("code", "pre")
            if not inside_code and self._at_line_start() and self._quote_line():
                continue
            if char == "\\" and self.at + 1 < len(self.source) and ord(self.source[self.at + 1]) <= 126:
                self._add(self.source[self.at + 1])
                self.at += 2
            elif (char not in RESERVED) if not inside_code else char != "`":
                self._add(char)
                self.at += 1
            elif not (self._close() or (not inside_code and self._begin())):
                if inside_code:
                    self._add(char)
                    self.at += 1
                else:
                    raise self._broken(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        if self.open and self.open[-1].kind == "blockquote":
            self._finish(self.open.pop())
        if self.open:
            raise self._unfinished(self.open[-1])
        return "".join(self.plain), self.entities

    def _unfinished(self, opened: _Open) -> ApiError:
        return self._broken(f"Can't find end of {CALLED[opened.kind]} entity", opened.at)

    def _at_line_start(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def _quote_line(self) -> bool:
        """Handles the first sign of a line: > goes on with or opens a quotation, anything else ends it."""
        quoted = any(opened.kind == "blockquote" for opened in self.open)
        marked = self.source[self.at] == ">"
        if marked:
            if not quoted:
                self.open.append(_Open("blockquote", self.units, self.at, len(self.plain)))
            self.at += 1
        elif quoted:
            if self.open[-1].kind != "blockquote":
                raise self._unfinished(self.open[-1])
            self._finish(self.open.pop())
        return marked

    def _begin(self) -> bool:
        for sign, kind in SIGNS:
            if not self.source.startswith(sign, self.at):
                continue
            opened = _Open(kind, self.units, self.at, len(self.plain))
            self.at += len(sign)
            if kind == "pre":
                if found := LANGUAGE.match(self.source, self.at):
                    opened.language, self.at = found[1], found.end()
                if self.source.startswith("\n", self.at):
                    self.at += 1
            self.open.append(opened)
            return True
        return False

    def _close(self) -> bool:
        if not self.open or self.open[-1].kind == "blockquote":
            return False
        opened = self.open[-1]
        sign = CLOSING[opened.kind]
        if not self.source.startswith(sign, self.at):
            return False
        if opened.kind == "italic" and self.source.startswith("__", self.at):
            return False
        self.open.pop()
        self.at += len(sign)
        address = self._address() if opened.kind in ("text_link", "custom_emoji") else None
        self._finish(opened, address)
        return True

    def _address(self) -> str | None:
        """Reads "(address)" after a link's text; None if there is none."""
        if not self.source.startswith("(", self.at):
            return None
        begin = self.at = self.at + 1
        address: list[str] = []
        while self.source[self.at : self.at + 1] != ")":
            if self.at >= len(self.source):
                raise self._broken("Can't find end of a URL", begin)
            if self.source[self.at] == "\\" and self.at + 1 < len(self.source):
                self.at += 1
            address.append(self.source[self.at])
            self.at += 1
        self.at += 1
        return "".join(address)

    def _finish(self, opened: _Open, address: str | None = None) -> None:
        entity: Entity = {"offset": opened.start, "length": self.units - opened.start, "type": opened.kind}
        if opened.kind == "custom_emoji":
            found = EMOJI.fullmatch(address or "")
            if found is None:
                raise self._broken("Custom emoji entity must contain a tg://emoji URL")
            entity["custom_emoji_id"] = found[1]
        elif opened.kind == "text_link":
            address = address or "".join(self.plain[opened.text_start :])
            if user := mentioned_user(address):
                entity |= {"type": "text_mention", "user": user}
            elif link := checked_link(address):
                entity["url"] = link
            else:
                return
        elif opened.language:
            entity["language"] = opened.language
        if entity["length"] > 0:
            self.entities.append(entity)
