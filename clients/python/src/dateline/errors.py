"""Everything that can go wrong, as exceptions: statuses of calls and errors of single articles become a `DatelineError`.

Every class says which fix is likely. Those that have a builtin counterpart are one too: `InvalidArgument` is a `ValueError`,
`DeadlineExceeded` a `TimeoutError` and `Unavailable` a `ConnectionError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import grpc
from google.protobuf.message import DecodeError
from google.rpc import error_details_pb2, status_pb2

from dateline.v1 import error_pb2

__all__ = [
    "Cancelled",
    "DatelineError",
    "DeadlineExceeded",
    "InternalError",
    "InvalidArgument",
    "Overloaded",
    "PermissionDenied",
    "TooLarge",
    "Unauthenticated",
    "Unavailable",
    "Unimplemented",
    "Violation",
]

# Trailers of gRPC: the details of a status (google.rpc.Status), and how long its retry policy is to wait (gRFC A6).
_DETAILS = "grpc-status-details-bin"
_PUSHBACK = "grpc-retry-pushback-ms"

# What grpc.aio reports, as INTERNAL, in the place of a stream's status when the stream ended while a message was written.
_WRITE_MET_END = "Internal error from Core"


class Violation(NamedTuple):
    """A field of a request that is wrong."""

    field: str
    """Its path, such as `article.published`."""
    description: str
    """What is wrong with it and what it takes."""


class DatelineError(Exception):
    """A call or an article was refused, or there was no answer. Base of all exceptions of this package."""

    def __init__(
        self,
        message: str,
        *,
        reason: str = "",
        code: str = "UNKNOWN",
        violations: Iterable[Violation] = (),
        article_id: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        """What went wrong, for people."""
        self.reason = reason
        """What went wrong, for programs, such as INVALID_REQUEST or QUEUE_FULL; empty when the server did not say."""
        self.code = code
        """The name of the gRPC status code, such as INVALID_ARGUMENT."""
        self.violations = tuple(violations)
        """The fields that are wrong; none unless the code is INVALID_ARGUMENT."""
        self.article_id = article_id
        """The id of the article that was refused, when it was one of a batch or a stream."""
        self.retry_after = retry_after
        """Seconds after which the server asks to be tried again; None when it does not ask."""

    def __str__(self) -> str:
        """The message, with the fields that it does not name itself."""
        more = [f"{field}: {text}" for field, text in self.violations if text not in self.message]
        return "; ".join([self.message, *more])


class InvalidArgument(DatelineError, ValueError):
    """The request is wrong; `violations` names the fields and what they take."""


class TooLarge(DatelineError, ValueError):
    """A message is over a limit; `Client.info().limits` tells the server's. Send fewer or shorter articles at a time."""


class Unauthenticated(DatelineError):
    """The server takes only callers with a key: `Client(…, api_key="…")`."""


class PermissionDenied(DatelineError):
    """The key is known, and may not do this."""


class Overloaded(DatelineError):
    """The server is full and stayed so over all retries; `retry_after` is when it asks to be tried again."""


class DeadlineExceeded(DatelineError, TimeoutError):
    """There was no answer within the timeout: give more with `timeout=`, in seconds."""


class Unavailable(DatelineError, ConnectionError):
    """The server could not be reached or went away, over all retries."""


class Cancelled(DatelineError):
    """The call was cancelled."""


class Unimplemented(DatelineError):
    """What answers there is no Dateline server, or one that lacks this method."""


class InternalError(DatelineError):
    """The server failed."""


_CLASSES: Mapping[str, type[DatelineError]] = {
    "INVALID_ARGUMENT": InvalidArgument,
    "OUT_OF_RANGE": TooLarge,
    "UNAUTHENTICATED": Unauthenticated,
    "PERMISSION_DENIED": PermissionDenied,
    "DEADLINE_EXCEEDED": DeadlineExceeded,
    "UNAVAILABLE": Unavailable,
    "CANCELLED": Cancelled,
    "UNIMPLEMENTED": Unimplemented,
    "INTERNAL": InternalError,
    "UNKNOWN": InternalError,
    "DATA_LOSS": InternalError,
}
_CODES: Mapping[int, str] = {code.value[0]: code.name for code in grpc.StatusCode}


def of_article(error: error_pb2.ArticleError) -> DatelineError:
    """The exception for one article of a batch or a stream."""
    code = _CODES.get(error.code, str(error.code))
    violations = [Violation(violation.field, violation.description) for violation in error.violations]
    return _class(code, error.reason, None)(
        error.message, reason=error.reason, code=code, violations=violations, article_id=error.article_id
    )


def of_call(error: Any, address: str, timeout: float | None) -> DatelineError:
    """The exception for a failed call: a `grpc.RpcError` of the blocking or the asyncio kind."""
    code: str = error.code().name
    said: str = error.details() or ""
    # grpc.aio's Metadata gives pairs, but has keys too, so that dict() would take it wrong.
    trailers = dict(list(error.trailing_metadata() or ()))
    reason, violations, retry_after = _details(trailers)
    if said == _WRITE_MET_END:
        code = "UNAVAILABLE"
    kind = _class(code, reason, retry_after)
    message = said if reason else _explain(kind, said, address, timeout)
    return kind(message, reason=reason, code=code, violations=violations, retry_after=retry_after)


def _class(code: str, reason: str, retry_after: float | None) -> type[DatelineError]:
    if code != "RESOURCE_EXHAUSTED":
        return _CLASSES.get(code, DatelineError)
    # gRPC has one code for "come back later" and for "this message is too large", which no retry helps.
    return Overloaded if reason == "QUEUE_FULL" or retry_after is not None else TooLarge


def _details(trailers: Mapping[str, str | bytes]) -> tuple[str, list[Violation], float | None]:
    """Reason, violations and the pause that is asked for, from the trailers of a status."""
    reason, violations = "", list[Violation]()
    retry_after = _pushback(trailers.get(_PUSHBACK))
    status = status_pb2.Status()
    try:
        details = trailers.get(_DETAILS, b"")
        status.ParseFromString(details if isinstance(details, bytes) else details.encode("latin-1"))
    except (DecodeError, UnicodeEncodeError):
        return reason, violations, retry_after
    info, bad, retry = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest(), error_details_pb2.RetryInfo()
    for detail in status.details:
        if detail.Unpack(info):
            reason = info.reason
        elif detail.Unpack(bad):
            violations = [Violation(violation.field, violation.description) for violation in bad.field_violations]
        elif detail.Unpack(retry) and retry_after is None:
            retry_after = retry.retry_delay.ToTimedelta().total_seconds()
    return reason, violations, retry_after


def _pushback(trailer: str | bytes | None) -> float | None:
    """Seconds of a `grpc-retry-pushback-ms`; None when there is none or it asks not to be tried again (a negative number)."""
    try:
        seconds = int(trailer or "") / 1000
    except ValueError:
        return None
    return seconds if seconds >= 0 else None


def _explain(kind: type[DatelineError], said: str, address: str, timeout: float | None) -> str:
    """Words for a status that no Dateline server wrote."""
    if kind is Unavailable:
        return (
            f"no answer from a Dateline server at {address} ({said}); start one with `dateline serve --listen {address}`, "
            "or give Client the address of one that runs, with secure=True when it speaks TLS"
        )
    if kind is DeadlineExceeded:
        waited = f" within {timeout:g} s" if timeout is not None else ""
        return f"no answer from {address}{waited}; give more time with timeout=, in seconds"
    if kind is TooLarge and "eceived message larger" in said:
        return f"the answer is larger than this client takes ({said}); raise Client(max_response_bytes=…)"
    if kind is Unimplemented:
        return f"{address} answers, but is no Dateline server or lacks this method ({said})"
    if kind is Unauthenticated:
        return f"{said or 'not authenticated'}; give a key with Client(api_key=…)"
    return said or f"the call to {address} failed"
