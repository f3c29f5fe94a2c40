"""What somebody has gathered to ask staff: words, files, and what they are about. Kept in the chat's draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from durable.context import BotContext
from models import MessageKind, Question
from services.tickets import Said, check_question


class Draft:
    """A view of `context.draft`, which it changes in place."""

    def __init__(self, context: BotContext) -> None:
        self._kept: dict[str, Any] = context.draft

    def begin(self, question: Question | None = None, ticket_id: int | None = None) -> None:
        """Starts anew: with a question that the bot was asked, or for a ticket that is there already."""
        self._kept.clear()
        if question is not None:
            self._kept |= {"question": question.id, "words": [question.words] if question.words else []}
        if ticket_id is not None:
            self._kept["ticket"] = ticket_id

    def add(self, said: Said) -> None:
        """One more message. Raises QuestionRefused when it gets too much."""
        if said.kind is MessageKind.TEXT:
            self._kept.setdefault("words", []).append(said.words)
        else:
            file = [said.kind.value, said.words, said.file_id, said.unique_id]
            self._kept.setdefault("files", []).append(file)
        self.is_adding = False
        check_question(self.words, self.files)

    @property
    def words(self) -> str | None:
        """All that was written, in lines."""
        return "\n".join(self._kept.get("words", ())) or None

    @property
    def files(self) -> Sequence[Said]:
        """The files in the order in which they came."""
        return [Said(MessageKind(kind), *rest) for kind, *rest in self._kept.get("files", ())]

    @property
    def all_words(self) -> str:
        """What was written, under files too."""
        return "\n".join(filter(None, [self.words, *(file.words for file in self.files)]))

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.files)

    @property
    def lacks_words(self) -> bool:
        """Whether there are only files that say nothing by themselves: a voice note does, a photo does not."""
        is_spoken = any(file.kind is MessageKind.VOICE for file in self.files)
        return not (self.all_words or is_spoken or self.ticket_id)

    @property
    def question_id(self) -> int | None:
        found: int | None = self._kept.get("question")
        return found

    @property
    def ticket_id(self) -> int | None:
        found: int | None = self._kept.get("ticket")
        return found

    @property
    def is_adding(self) -> bool:
        """Whether more is wanted before it is sent."""
        return bool(self._kept.get("adding"))

    @is_adding.setter
    def is_adding(self, value: bool) -> None:
        self._kept["adding"] = value

    @property
    def shown_in(self) -> int | None:
        """The message that shows the draft as it is, to be renewed when the rest of an album comes."""
        found: int | None = self._kept.get("shown_in")
        return found

    @shown_in.setter
    def shown_in(self, message_id: int) -> None:
        self._kept["shown_in"] = message_id
