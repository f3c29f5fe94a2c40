"""Messages with parse_mode HTML: plain text and its entities, or the platform's complaint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gateways.botapi_links import checked_link, mentioned_user
from gateways.botapi_reader import Entity, FormattedTextReader

KIND_OF_TAG = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "tg-emoji": "custom_emoji",
}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
SPACE = re.compile(r"\s*")


@dataclass
class _Open:
    tag: str
    start: int  # in UTF-16 units
    text_start: int  # in pieces of plain text
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Returns the plain text and its entities (offsets in UTF-16 units); raises ApiError as the platform words it."""
    return _HtmlReader(source).read()


class _HtmlReader(FormattedTextReader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.open: list[_Open] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<":
                if self.source.startswith("</", self.at):
                    self._close()
                else:
                    self._open()
            elif char == "&":
                self._reference()
            else:
                self._run_of_text()
        if self.open:
            raise self._broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.plain), self.entities

    def _run_of_text(self) -> None:
        ends = [end for end in (self.source.find("<", self.at), self.source.find("&", self.at)) if end >= 0]
        end = min(ends, default=len(self.source))
        self._add(self.source[self.at : end])
        self.at = end

    def _reference(self) -> None:
        char, self.at = self._decoded(self.at)
        self._add(char)

    def _decoded(self, at: int) -> tuple[str, int]:
        """Returns the character that the reference at `at` stands for, or the sign & itself, and where to go on."""
        found = REFERENCE.match(self.source, at)
        if found is None:
            return "&", at + 1
        sixteen, ten, name = found.groups()
        if name:
            return NAMED[name], found.end()
        code = int(sixteen, 16) if sixteen else int(ten)
        if code == 0 or code >= 0x10FFFF:
            return "&", at + 1
        if 0xD800 <= code <= 0xDFFF:
            raise self._broken(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return chr(code), found.end()

    def _open(self) -> None:
        begin = self.at
        name = TAG_NAME.match(self.source, begin + 1)
        assert name is not None
        if name.end() == len(self.source):
            raise self._broken("Unclosed start tag", begin)
        tag = name.group().lower()
        if tag not in KIND_OF_TAG:
            raise self._broken(f'Unsupported start tag "{tag}"', begin)
        self.at = name.end()
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._broken('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, self.units, len(self.plain), attributes))

    def _skip_space(self) -> None:
        found = SPACE.match(self.source, self.at)
        assert found is not None
        self.at = found.end()

    def _char(self) -> str:
        return self.source[self.at : self.at + 1]

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Reads up to and over the tag's > and returns its attributes."""
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._char() == ">":
                self.at += 1
                return attributes
            found = ATTRIBUTE_NAME.match(self.source, self.at)
            assert found is not None
            name, self.at = found.group(), found.end()
            if not self._char():
                raise self._broken("Unclosed start tag", begin)
            if not name:
                raise self._broken(f'Empty attribute name in the tag "{tag}"', begin)
            self._skip_space()
            if self._char() == "=":
                self.at += 1
                attributes[name] = self._attribute_value(tag, begin)
            elif tag == "blockquote" and name == "expandable":
                attributes[name] = ""
            else:
                raise self._broken(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)

    def _attribute_value(self, tag: str, begin: int) -> str:
        self._skip_space()
        quote = self._char()
        if not quote:
            raise self._broken(f'Unclosed start tag "{tag}"', begin)
        if quote not in "'\"":
            token = NAME_TOKEN.match(self.source, self.at)
            assert token is not None
            if token.end() < len(self.source) and not re.match(r"[\s>]", self.source[token.end()]):
                raise self._broken("Unexpected end of name token", self.at)
            self.at = token.end()
            return token.group().lower()
        self.at += 1
        value: list[str] = []
        while self._char() != quote:
            if not self._char():
                raise self._broken("Unclosed start tag", begin)
            if self._char() == "&":
                char, self.at = self._decoded(self.at)
            else:
                char, self.at = self._char(), self.at + 1
            value.append(char)
        self.at += 1
        return "".join(value)

    def _close(self) -> None:
        begin = self.at
        if not self.open:
            raise self._broken("Unexpected end tag", begin)
        name = TAG_NAME.match(self.source, begin + 2)
        assert name is not None
        tag, self.at = name.group().lower(), name.end()
        self._skip_space()
        if self._char() != ">":
            raise self._broken("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            reason = f'Unmatched end tag at byte offset {len(self.source[:begin].encode())}, expected "</{opened.tag}>"'
            raise self._broken(f'{reason}, found "</{tag}>"')
        if self.units > opened.start:
            self._mark(opened)

    def _mark(self, opened: _Open) -> None:
        kind = KIND_OF_TAG[opened.tag]
        entity: Entity = {"offset": opened.start, "length": self.units - opened.start, "type": kind}
        if kind == "text_link":
            address = opened.attributes.get("href") or "".join(self.plain[opened.text_start :])
            if user := mentioned_user(address):
                entity |= {"type": "text_mention", "user": user}
            elif link := checked_link(address):
                entity["url"] = link
            else:
                return
        elif kind == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif kind == "custom_emoji":
            identifier = opened.attributes.get("emoji-id", "")
            if not identifier.isdigit():
                raise self._broken("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = identifier
        elif kind in ("code", "pre"):
            self._join_code_block(entity, opened.attributes.get("class", ""))
            return
        self.entities.append(entity)

    def _join_code_block(self, entity: Entity, style: str) -> None:
        """<pre><code class="language-x"> is one block with a language, not a code inside a block."""
        language = style.removeprefix("language-") if style.startswith("language-") else ""
        inner = self.entities[-1] if self.entities else None
        same_place = inner is not None and all(inner[key] == entity[key] for key in ("offset", "length"))
        if inner is None or not same_place or inner["type"] not in ("code", "pre"):
            if entity["type"] == "code" and language:
                entity["_language"] = language  # until an enclosing <pre> claims it
            self.entities.append(entity)
            return
        language = inner.pop("_language", "") or language
        inner["type"] = "pre"
        if language:
            inner["language"] = language
