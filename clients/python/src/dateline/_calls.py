"""What the blocking and the asyncio client share, which is everything but the call itself.

In: what callers write. Out: requests, the settings of the channel, when to try again, results.
"""

from __future__ import annotations

import random
import time
import warnings
from collections.abc import Iterable, Sequence
from typing import Any, Union

import grpc

from dateline import errors
from dateline._input import Article, Layer, OffsetUnit, Prepared, Published, article_message, invalid, options_message
from dateline._version import VERSION
from dateline.document import Document, Result, timings
from dateline.v1 import extraction_service_pb2 as service_pb2
from dateline.v1 import options_pb2

Layers = Union[Iterable[Union[Layer, str, int]], str, None]
"""Layers by name ("entities"), as `Layer` or by number; none means all that the server has."""

DEFAULT_PORT = 50051
_LOOPBACK = ("localhost", "127.", "[::1]", "unix:")
# Pauses between attempts, in seconds: the first one, doubled each time up to the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0


class Endpoint:
    """How a client reaches its server; the base of both clients."""

    def __init__(
        self,
        address: str = "localhost:50051",
        *,
        api_key: str | None = None,
        timeout: float | None = 30.0,
        retries: int = 4,
        secure: bool | grpc.ChannelCredentials = False,
        gzip: bool = False,
        max_response_bytes: int = 16 << 20,
        channel_options: Sequence[tuple[str, Any]] = (),
    ) -> None:
        """Set up a client; nothing is sent before the first call.

        Args:
            address: host:port of the server; the port is 50051 when left out. gRPC's `unix:/path` works too.
            api_key: the key, for servers that ask for one.
            timeout: seconds until a call fails with `DeadlineExceeded`, retries included; None for no end.
            retries: how often a call is tried again when the server cannot be reached or is full.
            secure: True for TLS with the system's certificates, or `grpc.ssl_channel_credentials(…)` for others.
            gzip: whether requests are compressed; worth it on slow networks only.
            max_response_bytes: the largest answer to take.
            channel_options: further options of gRPC's channel.

        Raises:
            InvalidArgument: `address` or `api_key` cannot be used.

        """
        self.address = _checked_address(address)
        self.timeout = timeout
        self.retries = retries
        self._credentials = grpc.ssl_channel_credentials() if secure is True else secure or None
        self._compression = grpc.Compression.Gzip if gzip else grpc.Compression.NoCompression
        self._api_key = _checked_key(api_key)
        self._max_response_bytes = max_response_bytes
        self._channel_options = tuple(channel_options)
        if api_key and not self._credentials and not self._is_local:
            warnings.warn(f"the API key goes to {self.address} unencrypted; use secure=True", stacklevel=2)
        self._open()

    def _open(self) -> None:
        """Make what the client keeps from the start."""

    @property
    def _is_local(self) -> bool:
        return self.address.startswith(_LOOPBACK)

    @property
    def _options(self) -> list[tuple[str, Any]]:
        """Options of the channel."""
        return [
            ("grpc.primary_user_agent", f"dateline-python/{VERSION}"),
            ("grpc.max_receive_message_length", self._max_response_bytes),
            ("grpc.max_send_message_length", -1),
            ("grpc.keepalive_time_ms", 30_000),
            ("grpc.keepalive_timeout_ms", 10_000),
            # gRPC's own pauses between connection attempts would outlast our retries.
            ("grpc.initial_reconnect_backoff_ms", 100),
            ("grpc.max_reconnect_backoff_ms", 2_000),
            # A proxy from the environment cannot reach this machine's own ports.
            ("grpc.enable_http_proxy", 0 if self._is_local else 1),
            *self._channel_options,
        ]

    @property
    def _metadata(self) -> list[tuple[str, str]]:
        """Headers of every call."""
        return [("authorization", f"Bearer {self._api_key}")] if self._api_key else []

    def _arguments(self, timeout: float | None) -> dict[str, Any]:
        """The arguments of one gRPC call that may take so many seconds."""
        return {"timeout": timeout, "metadata": self._metadata, "compression": self._compression}

    def __repr__(self) -> str:
        """The class and the address."""
        return f"<{type(self).__name__} {self.address}>"

    def _attempts(self, timeout: float | None) -> Attempts:
        """The attempts of a call; `timeout` None means the client's own, infinity none at all."""
        return Attempts(self, self.timeout if timeout is None else timeout)


class Attempts:
    """When a call is tried again: how often, after what pause, and not beyond its deadline."""

    def __init__(self, endpoint: Endpoint, timeout: float | None) -> None:
        self._endpoint = endpoint
        self._timeout = None if timeout is None or timeout == float("inf") else timeout
        self._deadline = None if self._timeout is None else time.monotonic() + self._timeout
        self._failed = 0

    @property
    def remaining(self) -> float | None:
        """Seconds left to the call; None when there is no deadline."""
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    def progress(self) -> None:
        """An answer came: earlier failures no longer count."""
        self._failed = 0

    def pause_after(self, error: grpc.RpcError) -> float:
        """The seconds to wait before the next attempt.

        Raises:
            DatelineError: there is to be no next attempt.

        """
        refused = errors.of_call(error, self._endpoint.address, self._timeout)
        pause = self._pause(refused)
        remaining = self.remaining
        if pause is None or (remaining is not None and pause >= remaining):
            raise refused from error
        self._failed += 1
        return pause

    def _pause(self, refused: errors.DatelineError) -> float | None:
        if not isinstance(refused, (errors.Unavailable, errors.Overloaded)) or self._failed >= self._endpoint.retries:
            return None
        # Not all who were refused at once should come back at once.
        spread = 1 + random.random() / 4  # noqa: S311
        if refused.retry_after is not None:
            return refused.retry_after * spread
        return float(min(_FIRST_PAUSE * 2**self._failed, _LONGEST_PAUSE) * spread)


def extract_request(article: Article, options: options_pb2.ExtractOptions) -> service_pb2.ExtractRequest:
    """The request for one article."""
    return service_pb2.ExtractRequest(article=article_message(article), options=options)


def document(response: service_pb2.ExtractResponse, article: Article) -> Document:
    """The document of an answer."""
    return Document(response.document, text=article.text, title=article.title, timings=timings(response.timings))


def batch_request(batch: Iterable[Prepared], options: options_pb2.ExtractOptions) -> service_pb2.ExtractBatchRequest:
    """The request for a batch."""
    return service_pb2.ExtractBatchRequest(articles=[one.message for one in batch], options=options)


def batch_results(response: service_pb2.ExtractBatchResponse, batch: Sequence[Prepared]) -> list[Result]:
    """The results of a batch, in its order.

    Raises:
        InternalError: there are not as many as there were articles.

    """
    if len(response.results) != len(batch):
        raise errors.InternalError(f"the server answered {len(response.results)} of {len(batch)} articles", code="INTERNAL")
    return [result(answer, one) for answer, one in zip(response.results, batch)]


def result(answer: service_pb2.ExtractResult, sent: Prepared) -> Result:
    """What became of one article."""
    if sent.error:
        return Result(None, sent.error)
    if answer.HasField("document"):
        view = Document(answer.document, text=sent.text, title=sent.title, timings=timings(answer.timings))
        return Result(view, None)
    return Result(None, errors.of_article(answer.error))


def article_of(text: str, id: str, title: str, published: Published, country: str, url: str, publisher: str, language: str) -> Article:
    """The article of a call's arguments."""
    return Article(text, id, title, published, country, url, publisher, language)


def options_of(layers: Layers, offset_unit: OffsetUnit | str | int, tokens: bool) -> options_pb2.ExtractOptions:
    """The options of a call's arguments."""
    return options_message(() if layers is None else layers, offset_unit, tokens)


def _checked_address(address: str) -> str:
    if address.startswith(("http://", "https://")):
        raise invalid("address", f"{address!r} is a web address; takes host:port such as localhost:50051, TLS by secure=True")
    if not address.strip():
        raise invalid("address", "empty; takes host:port such as localhost:50051")
    # gRPC would take 443.
    has_port = ":" in address.rsplit("]", 1)[-1]
    return address if has_port else f"{address}:{DEFAULT_PORT}"


def _checked_key(api_key: str | None) -> str | None:
    # The key itself is not for error messages.
    if api_key is not None and not (api_key.isascii() and api_key.isprintable() and api_key == api_key.strip() != ""):
        raise invalid("api_key", "takes visible ASCII characters, without blanks around them")
    return api_key
