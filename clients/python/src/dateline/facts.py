"""The facts of a document, as views on its messages: entities and mentions, attributions, times, quantities, roles, places.

Kinds and types are short names such as "PERSON", and empty when the server does not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline._view import Fact, Span, Spanned, View, name_of, place, quoted, short
from dateline.v1 import attribution_pb2, document_pb2, entity_pb2, quantity_pb2, role_pb2, span_pb2, time_pb2

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sentence(Spanned[document_pb2.Sentence]):
    """A sentence; none crosses a paragraph."""

    __slots__ = ()


class Token(Spanned[document_pb2.Token]):
    """A word or a mark; none crosses a sentence."""

    __slots__ = ()


class Paragraph(Spanned[document_pb2.Paragraph]):
    """A title, a heading, a paragraph or a line of metadata."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """TITLE, HEADING, BODY or HEADER."""
        return name_of(document_pb2.ParagraphKind, self._message.kind)


class Mention(Spanned[entity_pb2.Mention]):
    """A place where the text speaks of an entity. `text[mention.start:mention.end] == mention.text`, unless it is in the title."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The characters of the span, as sent."""
        return self._message.text

    @property
    def kind(self) -> str:
        """NAME, NOMINAL (the minister) or PRONOUN (she)."""
        return name_of(entity_pb2.MentionKind, self._message.kind)

    @property
    def confidence(self) -> float:
        """The calibrated chance, from 0 to 1, that span and type are right."""
        return self._message.confidence

    def __repr__(self) -> str:
        """The place and the text of the mention."""
        return f"<Mention {place(self.span)} {short(self.text)!r}>"


class Place(View[entity_pb2.Place]):
    """A place on earth."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """Its usual English name."""
        return self._message.name

    @property
    def geonames_id(self) -> int:
        """Its id at geonames.org; 0 when it has none."""
        return self._message.geonames_id

    @property
    def latitude(self) -> float | None:
        """Degrees north; None when not known."""
        return self._message.latitude if self._message.HasField("latitude") else None

    @property
    def longitude(self) -> float | None:
        """Degrees east; None when not known."""
        return self._message.longitude if self._message.HasField("longitude") else None

    @property
    def country_code(self) -> str:
        """Its country, ISO 3166-1 alpha-2."""
        return self._message.country_code

    @property
    def admin1(self) -> str:
        """The state, province or region that it lies in."""
        return self._message.admin1

    @property
    def feature(self) -> str:
        """What it is, as a GeoNames feature code such as PPLC for a capital."""
        return self._message.feature

    @property
    def population(self) -> int:
        """How many people live there; 0 when not known."""
        return self._message.population

    @property
    def confidence(self) -> float:
        """The calibrated chance, from 0 to 1, that it is this place."""
        return self._message.confidence

    def __repr__(self) -> str:
        """Name and country."""
        return f"<Place {self.name!r} {self.country_code}>"


class Link(View[entity_pb2.Link]):
    """An entry of a knowledge base."""

    __slots__ = ()

    @property
    def knowledge_base(self) -> str:
        """The knowledge base."""
        return self._message.knowledge_base

    @property
    def id(self) -> str:
        """The entry's id there."""
        return self._message.id

    @property
    def confidence(self) -> float:
        """The calibrated chance, from 0 to 1, that it is this entry."""
        return self._message.confidence

    def __repr__(self) -> str:
        """Knowledge base and id."""
        return f"<Link {self.knowledge_base} {self.id}>"


class Entity(Fact[entity_pb2.Entity]):
    """A named thing of the article, with every place where the text speaks of it."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """Its name within the document: e1, e2 and so on."""
        return self._message.id

    @property
    def type(self) -> str:
        """PERSON, ORGANIZATION, LOCATION, FACILITY, NORP (nationalities and groups), PRODUCT, EVENT or MISC."""
        return name_of(entity_pb2.EntityType, self._message.type)

    @property
    def name(self) -> str:
        """The fullest name that the article gives it."""
        return self._message.name

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names in the article, in the order of their first mention."""
        return tuple(self._message.aliases)

    @property
    def salience(self) -> float:
        """How central it is to the article, from 0 to 1; those of a document sum to 1."""
        return self._message.salience

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the text speaks of it, in text order, title first."""
        return tuple(Mention(mention, self._document) for mention in self._message.mentions)

    @property
    def place(self) -> Place | None:
        """Which place on earth it is; None when it is none, it is not known, or places were not asked for."""
        return Place(self._message.place) if self._message.HasField("place") else None

    @property
    def links(self) -> tuple[Link, ...]:
        """Entries for it in the server's knowledge bases."""
        return tuple(Link(link) for link in self._message.links)

    def __repr__(self) -> str:
        """Id, type, name and the number of mentions."""
        count = len(self._message.mentions)
        return f"<Entity {self.id} {self.type} {short(self.name)!r}, {count} mention{'' if count == 1 else 's'}>"


class Attribution(Fact[attribution_pb2.Attribution]):
    """Someone said, wrote or thought something."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """DIRECT (word for word), INDIRECT or MIXED."""
        return name_of(attribution_pb2.AttributionKind, self._message.kind)

    @property
    def content(self) -> tuple[Span, ...]:
        """What was said; several pieces when other words stand between them."""
        return self._spans(self._message.content)

    @property
    def cue(self) -> tuple[Span, ...]:
        """The words that tell of the saying, such as "said"; none when only quotation marks do."""
        return self._spans(self._message.cue)

    @property
    def source(self) -> tuple[Span, ...]:
        """Who is said to have said it, as the text names them there."""
        return self._spans(self._message.source)

    @property
    def speaker_ids(self) -> tuple[str, ...]:
        """The ids of the entities that spoke; none when not known."""
        return tuple(self._message.speaker_ids)

    @property
    def speakers(self) -> tuple[Entity, ...]:
        """The entities that spoke, found through pronouns and descriptions too; none when not known."""
        return tuple(self._document.entity(entity_id) for entity_id in self._message.speaker_ids)

    @property
    def negated(self) -> bool:
        """Whether the text says that it was not said."""
        return self._message.negated

    @property
    def confidence(self) -> float:
        """The calibrated chance, from 0 to 1, that the attribution is right."""
        return self._message.confidence

    def _spans(self, spans: Iterable[span_pb2.Span]) -> tuple[Span, ...]:
        return tuple(Span(span, self._document) for span in spans)

    def __repr__(self) -> str:
        """Kind, speakers and the start of the content."""
        speakers = ", ".join(map(self._document._name, self.speaker_ids)) or "unknown"
        content = "".join(quoted(self._document, span) for span in self._message.content[:1])
        return f"<Attribution {self.kind} by {speakers}{content}>"


class Time(Fact[time_pb2.Time]):
    """An expression of time. Its place in the text is `span`; `begin` and `end` are the ends of the interval that it means."""

    __slots__ = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self._message.span, self._document)

    @property
    def text(self) -> str:
        """Its characters, as sent."""
        return self.span.text

    @property
    def type(self) -> str:
        """DATE, TIME, DURATION or SET."""
        return name_of(time_pb2.TimeType, self._message.type)

    @property
    def value(self) -> str:
        """The value as TIMEX3 writes it, such as 2023-03-09, 2023-W10, P3M or, without an anchor, XXXX-03."""
        return self._message.value

    @property
    def mod(self) -> str:
        """TIMEX3's mod, such as APPROX; empty when there is none."""
        return self._message.mod

    @property
    def quant(self) -> str:
        """TIMEX3's quant, such as EVERY; empty when there is none."""
        return self._message.quant

    @property
    def freq(self) -> str:
        """TIMEX3's freq, such as 2X; empty when there is none."""
        return self._message.freq

    @property
    def begin(self) -> str:
        """Where the interval of the value begins, ISO 8601; empty when it has none."""
        return self._message.begin

    @property
    def end(self) -> str:
        """The first moment after the interval, ISO 8601; empty when it has none."""
        return self._message.end

    def __repr__(self) -> str:
        """Type, value and text."""
        return f"<Time {self.type} {self.value}{quoted(self._document, self._message.span)}>"


class Quantity(Spanned[quantity_pb2.Quantity]):
    """A number of the text and what it measures."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """CARDINAL, ORDINAL, MONEY, PERCENT, RATIO or MEASURE."""
        return name_of(quantity_pb2.QuantityKind, self._message.kind)

    @property
    def value(self) -> float | None:
        """The number; None when the expression has none, as in "dozens"."""
        return self._message.value if self._message.HasField("value") else None

    @property
    def upper(self) -> float | None:
        """The upper end of a range, whose lower end is the value; None for others."""
        return self._message.upper if self._message.HasField("upper") else None

    @property
    def denominator(self) -> float | None:
        """What a ratio's value is out of; None for others."""
        return self._message.denominator if self._message.HasField("denominator") else None

    @property
    def unit(self) -> str:
        """A UCUM code, or an ISO 4217 code for money; empty when there is none."""
        return self._message.unit

    @property
    def modifier(self) -> str:
        """APPROXIMATE, MORE_THAN, LESS_THAN, AT_LEAST or AT_MOST; empty when the value is meant as it stands."""
        return name_of(quantity_pb2.QuantityModifier, self._message.modifier)

    @property
    def of(self) -> Span | None:
        """What is counted, such as "soldiers"; None when the text does not say."""
        return Span(self._message.of, self._document) if self._message.HasField("of") else None

    def __repr__(self) -> str:
        """Kind, value, unit and text."""
        parts = [self.kind, self.modifier, "" if self.value is None else f"{self.value:.12g}", self.unit]
        return f"<Quantity {' '.join(filter(None, parts))}{quoted(self._document, self._message.span)}>"


class Role(Fact[role_pb2.Role]):
    """An office or a title that a person holds or held."""

    __slots__ = ()

    @property
    def person_id(self) -> str:
        """The id of the person's entity."""
        return self._message.person_id

    @property
    def person(self) -> Entity:
        """The person."""
        return self._document.entity(self.person_id)

    @property
    def title(self) -> Span:
        """The title, with its complement unless that is the organization."""
        return Span(self._message.title, self._document)

    @property
    def organization_id(self) -> str:
        """The id of the entity that the role is at; empty when not known."""
        return self._message.organization_id

    @property
    def organization(self) -> Entity | None:
        """The organization or place that the role is at; None when not known."""
        return self._document.entity(self.organization_id) if self.organization_id else None

    @property
    def status(self) -> str:
        """CURRENT, FORMER or ACTING."""
        return name_of(role_pb2.RoleStatus, self._message.status)

    @property
    def confidence(self) -> float:
        """The calibrated chance, from 0 to 1, that the role is right."""
        return self._message.confidence

    def __repr__(self) -> str:
        """Person, title, organization and status."""
        name = self._document._name
        words = " ".join(filter(None, [self.status, name(self.person_id)]))
        at = f" at {name(self.organization_id)}" if self.organization_id else ""
        return f"<Role {words}{quoted(self._document, self._message.title) if self.title else ''}{at}>"


class FocusPlace(Fact[entity_pb2.FocusPlace]):
    """A place that the article is about."""

    __slots__ = ()

    @property
    def entity_id(self) -> str:
        """The id of its entity."""
        return self._message.entity_id

    @property
    def entity(self) -> Entity:
        """Its entity."""
        return self._document.entity(self.entity_id)

    @property
    def score(self) -> float:
        """How much the article is about it, from 0 to 1."""
        return self._message.score

    def __repr__(self) -> str:
        """Name and score."""
        return f"<FocusPlace {self._document._name(self.entity_id)!r} {self.score:g}>"
