"""What was found in one article, and what became of an article in a batch or a stream."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from google.protobuf import json_format

from dateline import errors
from dateline._view import Fact, Span, View, name_of, short
from dateline.facts import (
    Attribution,
    Entity,
    FocusPlace,
    Paragraph,
    Quantity,
    Role,
    Sentence,
    Time,
    Token,
)
from dateline.v1 import document_pb2, entity_pb2, extraction_service_pb2, options_pb2, span_pb2


class Timings(NamedTuple):
    """Where the server's time for one article went, in seconds."""

    queue: float
    """Waiting for a free worker."""
    encode: float
    """Running the model."""
    extract: float
    """Everything else."""
    total: float
    """From the article's arrival to its answer."""


class Published(View[document_pb2.Published]):
    """The date of publication, which relative dates are read from."""

    __slots__ = ()

    @property
    def value(self) -> str:
        """An ISO 8601 date or date-time."""
        return self._message.value

    @property
    def source(self) -> str:
        """Where it was read: REQUEST, HEADER or DATELINE."""
        return name_of(document_pb2.PublishedSource, self._message.source)

    def __repr__(self) -> str:
        """Date and source."""
        return f"<Published {self.value} {self.source}>"


class Dateline(Fact[document_pb2.Dateline]):
    """The line that opens a news text, such as "KYIV, March 9 (Reuters)"."""

    __slots__ = ()

    @property
    def place(self) -> Span | None:
        """The place; None when the line has none."""
        return self._span("place")

    @property
    def date(self) -> Span | None:
        """The date; None when the line has none."""
        return self._span("date")

    @property
    def agency(self) -> Span | None:
        """The agency; None when the line has none."""
        return self._span("agency")

    def _span(self, name: str) -> Span | None:
        return Span(getattr(self._message, name), self._document) if self._message.HasField(name) else None

    def __repr__(self) -> str:
        """The pieces."""
        return f"<Dateline place={self.place} date={self.date} agency={self.agency}>"


class Versions(View[document_pb2.Versions]):
    """What made a document."""

    __slots__ = ()

    @property
    def server(self) -> str:
        """Version of the server."""
        return self._message.server

    @property
    def model(self) -> str:
        """Name and version of the model."""
        return self._message.model

    @property
    def data(self) -> str:
        """Version of the word lists and the gazetteer."""
        return self._message.data

    def __repr__(self) -> str:
        """All three."""
        return f"<Versions server={self.server!r} model={self.model!r} data={self.data!r}>"


class InputWarning(Fact[document_pb2.Warning]):
    """Something that the reader of a document should know about the input."""

    __slots__ = ()

    @property
    def code(self) -> str:
        """What it is about, such as LANGUAGE_NOT_SUPPORTED or HTML_INPUT."""
        return self._message.code

    @property
    def text(self) -> str:
        """The same for people."""
        return self._message.message

    @property
    def span(self) -> Span | None:
        """The piece it is about; None when it is about the whole article."""
        return Span(self._message.span, self._document) if self._message.HasField("span") else None

    def __repr__(self) -> str:
        """Code and text."""
        return f"<Warning {self.code}: {self.text}>"


class Document(View[document_pb2.Document]):
    """What was found in one article: a view on the message `dateline.v1.Document` and the text that was sent."""

    def __init__(
        self,
        message: document_pb2.Document,
        *,
        text: str | None = None,
        title: str = "",
        timings: Timings | None = None,
    ) -> None:
        """View a message. Without the article's text, facts have offsets but no characters of their own."""
        super().__init__(message)
        self._text = text
        self.title = title
        """The article's title, as sent."""
        self.timings = timings
        """Where the server's time went; None for a document that was stored."""

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any], *, text: str | None = None, title: str = "") -> Document:
        """Read what `to_dict` or the command line gave; fields of later versions are passed over.

        Raises:
            ValueError: `stored` is no document.

        """
        try:
            message = json_format.ParseDict(dict(stored), document_pb2.Document(), ignore_unknown_fields=True)
        except json_format.ParseError as error:
            raise ValueError(f"no document of dateline.v1: {error}") from error
        return cls(message, text=text, title=title)

    @classmethod
    def from_json(cls, stored: str, *, text: str | None = None, title: str = "") -> Document:
        """Read what `to_json` or a line of the command line's JSONL gave.

        Raises:
            ValueError: `stored` is no document.

        """
        return cls.from_dict(json.loads(stored), text=text, title=title)

    @property
    def has_text(self) -> bool:
        """Whether the article's text is known; a stored document has none unless it was read with `text=`."""
        return self._text is not None

    @property
    def text(self) -> str:
        """The article's text, exactly as sent.

        Raises:
            ValueError: the document was stored, and read without its text.

        """
        if self._text is None:
            raise ValueError("this document does not know its text: give it with Document.from_json(…, text=…)")
        return self._text

    @property
    def article_id(self) -> str:
        """The article's id, as sent."""
        return self._message.article_id

    @property
    def language(self) -> str:
        """The article's language as a BCP 47 tag, as sent or else as detected; empty when neither says."""
        return self._message.language

    @property
    def offset_unit(self) -> str:
        """What offsets count: CODEPOINT, UTF8 or UTF16."""
        return name_of(options_pb2.OffsetUnit, self._message.offset_unit)

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that this document holds, found or not, such as ENTITIES."""
        return tuple(name_of(options_pb2.Layer, layer) for layer in self._message.layers)

    @property
    def versions(self) -> Versions:
        """What made this document."""
        return Versions(self._message.versions)

    @property
    def published(self) -> Published | None:
        """When the article was published; None when not known."""
        return Published(self._message.published) if self._message.HasField("published") else None

    @property
    def dateline(self) -> Dateline | None:
        """The line of place, date and agency that opens the text; None when there is none."""
        return Dateline(self._message.dateline, self) if self._message.HasField("dateline") else None

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Title, headings, body and header lines, in text order, title first."""
        return tuple(Paragraph(paragraph, self) for paragraph in self._message.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """In text order, title first."""
        return tuple(Sentence(sentence, self) for sentence in self._message.sentences)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and marks in text order, title first; only when asked for with `tokens=True`."""
        return tuple(Token(token, self) for token in self._message.tokens)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """People, organizations, places and other named things, most salient first."""
        return tuple(Entity(entity, self) for entity in self._message.entities)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what, in text order."""
        return tuple(Attribution(attribution, self) for attribution in self._message.attributions)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Dates, times of day, durations and repeated times, in text order."""
        return tuple(Time(time, self) for time in self._message.times)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Counts, sums of money, shares and measures, in text order."""
        return tuple(Quantity(quantity, self) for quantity in self._message.quantities)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Offices and titles that people hold, in text order."""
        return tuple(Role(role, self) for role in self._message.roles)

    @cached_property
    def places_in_focus(self) -> tuple[FocusPlace, ...]:
        """The places that the article is about, strongest first."""
        return tuple(FocusPlace(focus, self) for focus in self._message.places_in_focus)

    @cached_property
    def warnings(self) -> tuple[InputWarning, ...]:
        """What the reader of this document should know about the input."""
        # The generated .pyi takes the message Warning for Python's own.
        return tuple(InputWarning(warning, self) for warning in self._message.warnings)  # type: ignore[arg-type]

    def by_type(self, entity_type: str) -> tuple[Entity, ...]:
        """The entities of a type, most salient first: `document.by_type("PERSON")`.

        Raises:
            ValueError: there is no such type.

        """
        name = entity_type.upper()
        if f"ENTITY_TYPE_{name}" not in entity_pb2.EntityType.DESCRIPTOR.values_by_name:
            known = [name_of(entity_pb2.EntityType, number) for number in entity_pb2.EntityType.values()]
            raise ValueError(f"no entity type {entity_type!r}; takes {', '.join(filter(None, known))}")
        return tuple(entity for entity in self.entities if entity.type == name)

    def entity(self, entity_id: str) -> Entity:
        """The entity with an id such as "e1".

        Raises:
            KeyError: the document has no such entity.

        """
        return self._entities_by_id[entity_id]

    @cached_property
    def _entities_by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    def _name(self, entity_id: str) -> str:
        """An entity's name for people, its id when the document does not have it."""
        entity = self._entities_by_id.get(entity_id)
        return entity.name if entity else entity_id

    def _cut(self, span: span_pb2.Span) -> str:
        """The characters of a span, in whatever unit the document counts."""
        if self._encoding is None:
            return (self.title if span.in_title else self.text)[span.start : span.end]
        width = 2 if self._message.offset_unit == options_pb2.OFFSET_UNIT_UTF16 else 1
        piece = self._encoded[span.in_title][span.start * width : span.end * width]
        return piece.decode(self._encoding)

    @property
    def _encoding(self) -> str | None:
        """The encoding whose units offsets count; None when they count code points."""
        return {options_pb2.OFFSET_UNIT_UTF8: "utf-8", options_pb2.OFFSET_UNIT_UTF16: "utf-16-le"}.get(self._message.offset_unit)

    @cached_property
    def _encoded(self) -> tuple[bytes, bytes]:
        """Text and title in that encoding."""
        encoding = self._encoding or "utf-8"
        return self.text.encode(encoding), self.title.encode(encoding)

    def __repr__(self) -> str:
        """The start of the text and what was found."""
        name = self.article_id or (short(self._text.strip(), 40) if self._text else "")
        counts = {
            "sentences": len(self._message.sentences),
            "entities": len(self._message.entities),
            "attributions": len(self._message.attributions),
            "times": len(self._message.times),
            "quantities": len(self._message.quantities),
            "roles": len(self._message.roles),
            "warnings": len(self._message.warnings),
        }
        found = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
        return f"<Document {name!r}: {found or 'nothing found'}>"


class Result:
    """What became of one article of a batch or a stream: a document or an error."""

    __slots__ = ("document", "error")

    def __init__(self, document: Document | None, error: errors.DatelineError | None) -> None:
        self.document = document
        """The facts; None when the article was refused."""
        self.error = error
        """Why there are none; None when there are."""

    @property
    def ok(self) -> bool:
        """Whether there is a document."""
        return self.error is None

    @property
    def article_id(self) -> str:
        """The article's id, as sent."""
        if self.document is not None:
            return self.document.article_id
        return self.error.article_id if self.error else ""

    def unwrap(self) -> Document:
        """The document, or else raise the error."""
        if self.document is None:
            raise self.error or errors.InternalError("the server's answer is empty")
        return self.document

    def __repr__(self) -> str:
        """The document or the error."""
        return f"<Result {self.document if self.ok else self.error!r}>"


def timings(message: extraction_service_pb2.Timings) -> Timings:
    """Read the timings of an answer."""
    parts = (message.queue, message.encode, message.extract, message.total)
    return Timings(*(part.ToTimedelta().total_seconds() for part in parts))
