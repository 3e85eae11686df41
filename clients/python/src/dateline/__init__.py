"""Client for Dateline, the service that turns a news article into typed facts.

from dateline import Client

with Client("localhost:50051") as client:
document = client.extract(text, published="2023-03-09")
for entity in document.entities:
print(entity.type, entity.name, [text[mention.start : mention.end] for mention in entity.mentions])
"""

from dateline._async_client import AsyncClient
from dateline._client import Client
from dateline._input import Article, Layer, OffsetUnit
from dateline._version import VERSION as __version__
from dateline._view import Span
from dateline.document import Dateline, Document, InputWarning, Published, Result, Timings, Versions
from dateline.errors import (
    Cancelled,
    DatelineError,
    DeadlineExceeded,
    InternalError,
    InvalidArgument,
    Overloaded,
    PermissionDenied,
    TooLarge,
    Unauthenticated,
    Unavailable,
    Unimplemented,
    Violation,
)
from dateline.facts import (
    Attribution,
    Entity,
    FocusPlace,
    Link,
    Mention,
    Paragraph,
    Place,
    Quantity,
    Role,
    Sentence,
    Time,
    Token,
)
from dateline.info import ServerInfo

__all__ = [
    "Article",
    "AsyncClient",
    "Attribution",
    "Cancelled",
    "Client",
    "Dateline",
    "DatelineError",
    "DeadlineExceeded",
    "Document",
    "Entity",
    "FocusPlace",
    "InputWarning",
    "InternalError",
    "InvalidArgument",
    "Layer",
    "Link",
    "Mention",
    "OffsetUnit",
    "Overloaded",
    "Paragraph",
    "PermissionDenied",
    "Place",
    "Published",
    "Quantity",
    "Result",
    "Role",
    "Sentence",
    "ServerInfo",
    "Span",
    "Time",
    "Timings",
    "Token",
    "TooLarge",
    "Unauthenticated",
    "Unavailable",
    "Unimplemented",
    "Versions",
    "Violation",
    "__version__",
]
