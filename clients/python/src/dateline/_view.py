"""What all views on messages share: a view holds its message and its document, and copies nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from google.protobuf import json_format
from google.protobuf.message import Message

from dateline.v1 import span_pb2

if TYPE_CHECKING:
    from dateline.document import Document

MessageT = TypeVar("MessageT", bound=Message)
ViewT = TypeVar("ViewT", bound="View[Any]")


class View(Generic[MessageT]):
    """A view on a message of dateline.v1. Equal when the messages are, so views can be counted and put into sets."""

    __slots__ = ("_message",)

    def __init__(self, message: MessageT) -> None:
        self._message = message

    @property
    def message(self) -> MessageT:
        """The protobuf message itself."""
        return self._message

    def to_dict(self) -> dict[str, Any]:
        """The message as canonical proto3 JSON: lowerCamelCase names, enum names, zero values left out."""
        return json_format.MessageToDict(self._message)

    def to_json(self, *, indent: int | None = None) -> str:
        """The same as a text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def __eq__(self, other: object) -> bool:
        """Whether both are views on equal messages."""
        return isinstance(other, View) and bool(self._message == other._message)

    def __hash__(self) -> int:
        """Equal for equal messages."""
        return hash(self._message.SerializeToString(deterministic=True))


class Fact(View[MessageT]):
    """A view on a part of a document, which it needs for texts and for entities that it names by id."""

    __slots__ = ("_document",)

    def __init__(self, message: MessageT, document: Document) -> None:
        super().__init__(message)
        self._document = document


class Span(Fact[span_pb2.Span]):
    """A piece of the article: of its title or of its text."""

    __slots__ = ()

    @property
    def start(self) -> int:
        """Where it starts, in the document's offset unit."""
        return self._message.start

    @property
    def end(self) -> int:
        """Where it ends, one past its last unit."""
        return self._message.end

    @property
    def in_title(self) -> bool:
        """Whether the offsets are into the title; else they are into the text."""
        return self._message.in_title

    @property
    def text(self) -> str:
        """Its characters, cut from the article that was sent, whatever the offset unit."""
        return self._document._cut(self._message)

    def __len__(self) -> int:
        """How many units it has."""
        return self.end - self.start

    def __repr__(self) -> str:
        """The span with a part of its text."""
        return f"<Span {place(self)}{quoted(self._document, self._message)}>"


class Spanned(Fact[MessageT]):
    """A fact that stands at one piece of the article."""

    __slots__ = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self._message.span, self._document)  # type: ignore[attr-defined]

    @property
    def start(self) -> int:
        """Where it starts, in the document's offset unit."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where it ends, one past its last unit."""
        return self.span.end

    @property
    def in_title(self) -> bool:
        """Whether the offsets are into the title; else they are into the text."""
        return self.span.in_title

    @property
    def text(self) -> str:
        """Its characters, as sent."""
        return self.span.text

    def __repr__(self) -> str:
        """Its class and place, with a part of its text."""
        return f"<{type(self).__name__} {place(self.span)}{quoted(self._document, self.span.message)}>"


def place(span: Span) -> str:
    """Offsets for people."""
    return f"{'title ' if span.in_title else ''}{span.start}:{span.end}"


def quoted(document: Document, span: span_pb2.Span) -> str:
    """A blank and the start of a span's text in quotes; nothing when the document has no text."""
    if not document.has_text:
        return ""
    return " " + repr(short(document._cut(span)))


def short(text: str, most: int = 60) -> str:
    """The start of a text."""
    return text if len(text) <= most else text[: most - 1] + "…"


def name_of(kind: Any, number: int) -> str:
    """The short name of an enum value, such as PERSON: empty for UNSPECIFIED, its digits when this version does not know it."""
    if not number:
        return ""
    descriptor = kind.DESCRIPTOR
    value = descriptor.values_by_number.get(number)
    if value is None:
        return str(number)
    # Values carry the enum's own name as prefix, which the value 0 spells out.
    prefix = descriptor.values_by_number[0].name[: -len("UNSPECIFIED")]
    return str(value.name).removeprefix(prefix)
