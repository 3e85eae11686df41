"""The blocking client."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterable, Iterator
from types import TracebackType
from typing import Any

import grpc

from dateline import _calls
from dateline._calls import Attempts, Endpoint, Layers
from dateline._input import ArticleLike, OffsetUnit, Published, batches, prepare
from dateline._stream import Ledger
from dateline.document import Document, Result
from dateline.info import ServerInfo
from dateline.v1 import extraction_service_pb2 as service_pb2
from dateline.v1 import info_pb2
from dateline.v1.extraction_service_pb2_grpc import ExtractionServiceStub
from dateline.v1.options_pb2 import ExtractOptions


class Client(Endpoint):
    """A connection to a Dateline server, for any number of threads.

    It connects at the first call and again after failures. Use it with `with`, or call `close` in the end:

        with Client("localhost:50051") as client:
            document = client.extract(text, published="2023-03-09")
    """

    def _open(self) -> None:
        if self._credentials:
            self._channel = grpc.secure_channel(self.address, self._credentials, options=self._options)
        else:
            self._channel = grpc.insecure_channel(self.address, options=self._options)
        self._stub: Any = ExtractionServiceStub(self._channel)  # type: ignore[no-untyped-call]
        self._limits: info_pb2.Limits | None = None

    def close(self) -> None:
        """Close the connection; calls that run are cancelled."""
        self._channel.close()

    def __enter__(self) -> Client:
        """Give the client itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        self.close()

    def extract(
        self,
        text: str,
        *,
        id: str = "",
        title: str = "",
        published: Published = None,
        country: str = "",
        url: str = "",
        publisher: str = "",
        language: str = "",
        layers: Layers = None,
        offset_unit: OffsetUnit | str | int = OffsetUnit.CODEPOINT,
        tokens: bool = False,
        timeout: float | None = None,
    ) -> Document:
        """Read one article.

        Args:
            text: the plain text, paragraphs parted by line breaks; never altered, offsets are into exactly this.
            id: your name for the article, echoed in the document.
            title: the headline.
            published: when it was published; relative dates ("last Friday") are read from there.
            country: the country of the publisher, ISO 3166-1 alpha-2 such as "US".
            url: where it stands on the web.
            publisher: who published it.
            language: a BCP 47 tag such as "en"; detected when empty.
            layers: the kinds of facts to return, such as ["entities", "times"]; all that the server has when left out.
            offset_unit: what offsets count; code points, as Python does, when left out.
            tokens: whether the document lists its words too.
            timeout: seconds until the call fails, retries included; the client's own when left out, `math.inf` for no end.

        Raises:
            DatelineError: the article was refused, or there was no answer. Its subclass and `reason` tell more.

        """
        article = _calls.article_of(text, id, title, published, country, url, publisher, language)
        request = _calls.extract_request(article, _calls.options_of(layers, offset_unit, tokens))
        response: service_pb2.ExtractResponse = self._call(self._stub.Extract, request, timeout)
        return _calls.document(response, article)

    def extract_batch(
        self,
        articles: Iterable[ArticleLike],
        *,
        layers: Layers = None,
        offset_unit: OffsetUnit | str | int = OffsetUnit.CODEPOINT,
        tokens: bool = False,
        timeout: float | None = None,
    ) -> list[Result]:
        """Read some articles, each a text, a dict with the fields of `Article`, or an `Article`.

        The result at an index is that of the article at the index; a bad article has an error there, and the rest goes on. More
        articles than the server takes at a time are sent in several calls. For many articles use `extract_stream`.

        Args:
            articles: the articles.
            layers: as for `extract`.
            offset_unit: as for `extract`.
            tokens: as for `extract`.
            timeout: seconds for each call to the server.

        Raises:
            DatelineError: a call as a whole was refused, or there was no answer.
            TypeError: something is no article.

        """
        options = _calls.options_of(layers, offset_unit, tokens)
        limits = self._known_limits()
        results: list[Result] = []
        for batch in batches((prepare(article, limits) for article in articles), limits):
            response = self._call(self._stub.ExtractBatch, _calls.batch_request(batch, options), timeout)
            results += _calls.batch_results(response, batch)
        return results

    def extract_stream(
        self,
        articles: Iterable[ArticleLike],
        *,
        layers: Layers = None,
        offset_unit: OffsetUnit | str | int = OffsetUnit.CODEPOINT,
        tokens: bool = False,
        timeout: float | None = None,
        read_ahead: int = 64,
    ) -> Generator[Result, None, None]:
        """Read any number of articles and give their results in order, as they come.

        The articles are read in a thread of their own, at most `read_ahead` before their results are taken. When the server
        goes away, the stream goes on from the first unanswered article, on a new connection. `close` ends it early.

        Args:
            articles: the articles, as for `extract_batch`; an endless iterable is fine.
            layers: as for `extract`.
            offset_unit: as for `extract`.
            tokens: as for `extract`.
            timeout: seconds for the whole stream; no end when left out.
            read_ahead: how many articles may be read and not yet answered.

        Raises:
            DatelineError: the stream was refused, or the server stayed away.
            TypeError: something is no article; the results of the articles before it come first.

        """
        options = _calls.options_of(layers, offset_unit, tokens)
        return self._results(articles, options, float("inf") if timeout is None else timeout, read_ahead)

    def info(self, *, timeout: float | None = None) -> ServerInfo:
        """Tell the server's versions, languages, layers, entity types, knowledge bases and limits.

        Raises:
            DatelineError: there was no answer.

        """
        info = ServerInfo(self._call(self._stub.GetInfo, service_pb2.GetInfoRequest(), timeout))
        self._limits = info.limits
        return info

    def _known_limits(self) -> info_pb2.Limits:
        return self._limits or self.info().limits

    def _call(self, method: Any, request: object, timeout: float | None) -> Any:
        attempts = self._attempts(timeout)
        while True:
            try:
                return method(request, **self._arguments(attempts.remaining))
            except grpc.RpcError as error:
                time.sleep(attempts.pause_after(error))

    def _results(
        self, articles: Iterable[ArticleLike], options: ExtractOptions, timeout: float, read_ahead: int
    ) -> Generator[Result, None, None]:
        feed = _Feed(Ledger(options, self._known_limits(), read_ahead))
        attempts = self._attempts(timeout)
        threading.Thread(target=feed.read, args=(articles,), name="dateline-articles", daemon=True).start()
        try:
            while not feed.is_done:
                yield from self._one_call(feed, attempts)
            feed.finish()
        finally:
            feed.close()

    def _one_call(self, feed: _Feed, attempts: Attempts) -> Iterator[Result]:
        """The results that come before a call ends; returns after a pause when there is to be another call."""
        call = self._stub.ExtractStream(feed.requests(), **self._arguments(attempts.remaining))
        try:
            while True:
                try:
                    response = next(call, None)
                except grpc.RpcError as error:
                    if not feed.is_done:
                        time.sleep(attempts.pause_after(error))
                    return
                if response is None:
                    feed.finish()
                    return
                attempts.progress()
                yield feed.answer(response)
        finally:
            call.cancel()


class _Feed:
    """A ledger between three threads: the one that reads articles, gRPC's that sends them, and the caller's."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._changed = threading.Condition()

    def read(self, articles: Iterable[ArticleLike]) -> None:
        """Read the source to its end."""
        failure: BaseException | None = None
        try:
            for article in articles:
                with self._changed:
                    self._changed.wait_for(lambda: self._ledger.has_room)
                    if self._ledger.closed:
                        return
                    self._ledger.add(article)
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001 - it is raised where the results are taken.
            failure = error
        with self._changed:
            self._ledger.end(failure)
            self._changed.notify_all()

    def requests(self) -> Iterator[service_pb2.ExtractStreamRequest]:
        """What a new call sends."""
        with self._changed:
            call = self._ledger.begin()
            self._changed.notify_all()
        return self._requests(call)

    def _requests(self, call: int) -> Iterator[service_pb2.ExtractStreamRequest]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ledger.is_ready(call))
                request = self._ledger.take(call)
            if request is None:
                return
            yield request

    def answer(self, response: service_pb2.ExtractStreamResponse) -> Result:
        """Take an answer."""
        with self._changed:
            result = self._ledger.answer(response)
            self._changed.notify_all()
        return result

    @property
    def is_done(self) -> bool:
        """Whether every article was read and answered."""
        with self._changed:
            return self._ledger.is_done

    def finish(self) -> None:
        """A call ended without an error."""
        with self._changed:
            self._ledger.finish()

    def close(self) -> None:
        """Nobody wants more: both other threads end."""
        with self._changed:
            self._ledger.closed = True
            self._changed.notify_all()
