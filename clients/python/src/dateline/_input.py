"""What callers write → request messages: articles, layers, offset units and dates, checked for what cannot be sent at all.

The server checks the rest, so that both say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import NamedTuple, Union

from dateline.errors import DatelineError, InvalidArgument, TooLarge, Violation
from dateline.v1 import article_pb2, info_pb2, options_pb2


class Layer(str, Enum):
    """A kind of fact that a document may hold. The server's `info().layers` tells which ones it has."""

    ENTITIES = "ENTITIES"
    """People, organizations, places and other named things, with every mention of each."""
    ATTRIBUTIONS = "ATTRIBUTIONS"
    """Who said what."""
    TIMES = "TIMES"
    """Dates, times of day, durations and repeated times."""
    QUANTITIES = "QUANTITIES"
    """Counts, sums of money, shares and measures."""
    PLACES = "PLACES"
    """Which place on earth an entity is, and the places the article is about."""
    ROLES = "ROLES"
    """Offices and titles that people hold."""
    EVENTS = "EVENTS"
    """What happened; of a later version."""


class OffsetUnit(str, Enum):
    """What offsets count."""

    CODEPOINT = "CODEPOINT"
    """Unicode code points, as Python's strings count: `text[mention.start:mention.end] == mention.text`."""
    UTF8 = "UTF8"
    """Bytes of UTF-8."""
    UTF16 = "UTF16"
    """UTF-16 code units, as the strings of JavaScript and Java count."""


Published = Union[str, dt.date, None]
"""When an article was published: an ISO 8601 text, a `date` or a `datetime`."""


@dataclass(frozen=True)
class Article:
    """A news article to read. Only the text is required."""

    text: str
    """Plain text, paragraphs parted by line breaks. It is never altered: offsets are into exactly this."""
    id: str = ""
    """Your name for it, echoed in the document; may be empty or repeated."""
    title: str = ""
    """The headline, read before the text; spans in it say so (`in_title`)."""
    published: Published = None
    """When it was published; relative dates ("last Friday") are read from there."""
    country: str = ""
    """The country of the publisher, ISO 3166-1 alpha-2 such as "US"."""
    url: str = ""
    """Where it stands on the web."""
    publisher: str = ""
    """Who published it."""
    language: str = ""
    """A BCP 47 tag such as "en"; detected when empty."""


ArticleLike = Union[str, Mapping[str, object], Article]
"""What stands for an article in batches and streams: its text, a mapping with the fields of `Article`, or an `Article`."""

_FIELDS = tuple(field.name for field in fields(Article))


class Prepared(NamedTuple):
    """An article on its way: its message, or why it cannot be sent and an empty message that holds its place."""

    message: article_pb2.Article
    text: str
    title: str
    error: DatelineError | None = None


def prepare(sent: ArticleLike, limits: info_pb2.Limits) -> Prepared:
    """Make the message of one article of a batch or a stream; what is wrong with the article itself becomes its error.

    Raises:
        TypeError: `sent` is no article at all, or has a field that articles do not have.

    """
    article = _article(sent)
    try:
        message = article_message(article)
        if limits.max_request_bytes and message.ByteSize() + _ENVELOPE > limits.max_request_bytes:
            raise TooLarge(
                f"article: larger than the {limits.max_request_bytes} bytes that the server takes in a request",
                reason="REQUEST_TOO_LARGE",
                code="RESOURCE_EXHAUSTED",
            )
    except (InvalidArgument, TooLarge) as error:
        error.article_id = article.id
        return Prepared(article_pb2.Article(), article.text, article.title, error)
    return Prepared(message, article.text, article.title)


# Room for options and for the lengths and tags around an article.
_ENVELOPE = 256


def batches(prepared: Iterable[Prepared], limits: info_pb2.Limits) -> Iterable[list[Prepared]]:
    """Cut articles into batches that the server takes."""
    batch: list[Prepared] = []
    size = _ENVELOPE
    for one in prepared:
        # A tag and a length of at most five bytes each stand before an article.
        more = one.message.ByteSize() + 10
        full = 0 < limits.max_batch_articles <= len(batch) or 0 < limits.max_request_bytes < size + more
        if batch and full:
            yield batch
            batch, size = [], _ENVELOPE
        batch.append(one)
        size += more
    if batch:
        yield batch


def _article(sent: ArticleLike) -> Article:
    if isinstance(sent, Article):
        return sent
    if isinstance(sent, str):
        return Article(sent)
    if not isinstance(sent, Mapping):
        raise TypeError(f"an article is a str, a dict or a dateline.Article, not {type(sent).__name__}")
    if unknown := [name for name in sent if name not in _FIELDS]:
        raise TypeError(f"an article has no field {unknown[0]!r}; it takes {', '.join(_FIELDS)}")
    # A null in JSON counts as absent; so does a text that is missing, which the server refuses in its place.
    given = {name: value for name, value in sent.items() if value is not None}
    return Article(**{"text": "", **given})  # type: ignore[arg-type]


def article_message(article: Article) -> article_pb2.Article:
    """Make the message of an article.

    Raises:
        InvalidArgument: a field holds a lone surrogate.
        TypeError: a field is no string, or `published` no date.

    """
    values = {name: getattr(article, name) for name in _FIELDS}
    values["published"] = _published(article.published)
    for name, value in values.items():
        if not isinstance(value, str):
            raise TypeError(f"article.{name} takes a str, not {type(value).__name__}")
        _refuse_surrogates(name, value)
    return article_pb2.Article(**values)


def _published(published: Published) -> str:
    if published is None or isinstance(published, str):
        return published or ""
    # A datetime is a date too.
    if isinstance(published, dt.date):
        return published.isoformat()
    raise TypeError(f"article.published takes a str, date or datetime, not {type(published).__name__}")


def _refuse_surrogates(name: str, value: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise invalid(
            f"article.{name}",
            f"a lone surrogate U+{ord(value[error.start]):04X} at {error.start}, which is no character; "
            "repair it, for example with .encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')",
        ) from None


def options_message(
    layers: Iterable[Layer | str | int] | str, offset_unit: OffsetUnit | str | int, tokens: bool
) -> options_pb2.ExtractOptions:
    """Make the options of a call.

    Raises:
        InvalidArgument: a layer or an offset unit that this version does not know.

    """
    asked = [layers] if isinstance(layers, (str, int)) else layers
    numbers = [_number(options_pb2.Layer, "LAYER_", f"layers[{i}]", layer) for i, layer in enumerate(asked)]
    unit = _number(options_pb2.OffsetUnit, "OFFSET_UNIT_", "offset_unit", offset_unit)
    return options_pb2.ExtractOptions(layers=numbers, offset_unit=unit, include_tokens=tokens)  # type: ignore[arg-type]


def _number(kind: object, prefix: str, field: str, value: str | int) -> int:
    """The number of an enum value by its short name ("entities"), its full one ("LAYER_ENTITIES") or itself."""
    if isinstance(value, int):
        return value
    names: dict[str, int] = dict(kind.items())  # type: ignore[attr-defined]
    name = (value.value if isinstance(value, Enum) else value).upper()
    number = names.get(name if name.startswith(prefix) else prefix + name)
    if not number:
        known = ", ".join(name[len(prefix) :].lower() for name, number in names.items() if number)
        raise invalid(f"options.{field}", f"unknown: {value!r}; takes {known}")
    return number


def invalid(field: str, description: str) -> InvalidArgument:
    """The error for a field, as a server would word it."""
    violation = Violation(field, description)
    return InvalidArgument(f"{field}: {description}", reason="INVALID_REQUEST", code="INVALID_ARGUMENT", violations=[violation])
