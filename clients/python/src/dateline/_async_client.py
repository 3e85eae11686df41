"""The asyncio client: the same methods as `Client`, to be awaited."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable
from types import TracebackType
from typing import Any, Union

import grpc
import grpc.aio

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

ArticleSource = Union[Iterable[ArticleLike], AsyncIterable[ArticleLike]]


class AsyncClient(Endpoint):
    """A connection to a Dateline server, for any number of tasks of one event loop.

    async with AsyncClient("localhost:50051") as client:
        document = await client.extract(text, published="2023-03-09")
    """

    def _open(self) -> None:
        # gRPC binds a channel to the running event loop, so it is made at the first call.
        self._channel: grpc.aio.Channel | None = None
        self._limits: info_pb2.Limits | None = None

    @property
    def _stub(self) -> Any:
        if self._channel is None:
            if self._credentials:
                self._channel = grpc.aio.secure_channel(self.address, self._credentials, options=self._options)
            else:
                self._channel = grpc.aio.insecure_channel(self.address, options=self._options)
            self._methods: Any = ExtractionServiceStub(self._channel)  # type: ignore[no-untyped-call]
        return self._methods

    async def close(self) -> None:
        """Close the connection; calls that run are cancelled."""
        if self._channel is not None:
            await self._channel.close()

    async def __aenter__(self) -> AsyncClient:
        """Give the client itself."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        await self.close()

    async def extract(
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
        """Read one article; arguments and errors are those of `Client.extract`."""
        article = _calls.article_of(text, id, title, published, country, url, publisher, language)
        request = _calls.extract_request(article, _calls.options_of(layers, offset_unit, tokens))
        response: service_pb2.ExtractResponse = await self._call(self._stub.Extract, request, timeout)
        return _calls.document(response, article)

    async def extract_batch(
        self,
        articles: Iterable[ArticleLike],
        *,
        layers: Layers = None,
        offset_unit: OffsetUnit | str | int = OffsetUnit.CODEPOINT,
        tokens: bool = False,
        timeout: float | None = None,
    ) -> list[Result]:
        """Read some articles; arguments and errors are those of `Client.extract_batch`."""
        options = _calls.options_of(layers, offset_unit, tokens)
        limits = await self._known_limits()
        results: list[Result] = []
        for batch in batches((prepare(article, limits) for article in articles), limits):
            response = await self._call(self._stub.ExtractBatch, _calls.batch_request(batch, options), timeout)
            results += _calls.batch_results(response, batch)
        return results

    def extract_stream(
        self,
        articles: ArticleSource,
        *,
        layers: Layers = None,
        offset_unit: OffsetUnit | str | int = OffsetUnit.CODEPOINT,
        tokens: bool = False,
        timeout: float | None = None,
        read_ahead: int = 64,
    ) -> AsyncGenerator[Result, None]:
        """Read any number of articles, from an iterable or an async one, and give their results in order, as they come.

        Arguments and errors are those of `Client.extract_stream`; the articles are read in a task of their own.
        """
        options = _calls.options_of(layers, offset_unit, tokens)
        return self._results(articles, options, float("inf") if timeout is None else timeout, read_ahead)

    async def info(self, *, timeout: float | None = None) -> ServerInfo:
        """Tell the server's versions, languages, layers, entity types, knowledge bases and limits."""
        info = ServerInfo(await self._call(self._stub.GetInfo, service_pb2.GetInfoRequest(), timeout))
        self._limits = info.limits
        return info

    async def _known_limits(self) -> info_pb2.Limits:
        return self._limits or (await self.info()).limits

    async def _call(self, method: Any, request: object, timeout: float | None) -> Any:
        attempts = self._attempts(timeout)
        while True:
            try:
                return await method(request, **self._arguments(attempts.remaining))
            except grpc.RpcError as error:
                await asyncio.sleep(attempts.pause_after(error))

    async def _results(
        self, articles: ArticleSource, options: ExtractOptions, timeout: float, read_ahead: int
    ) -> AsyncGenerator[Result, None]:
        feed = _Feed(Ledger(options, await self._known_limits(), read_ahead))
        attempts = self._attempts(timeout)
        reader = asyncio.create_task(feed.read(articles))
        try:
            while not feed.ledger.is_done:
                call = self._one_call(feed, attempts)
                try:
                    async for result in call:
                        yield result
                finally:
                    await call.aclose()
            feed.ledger.finish()
        finally:
            feed.ledger.closed = True
            reader.cancel()

    async def _one_call(self, feed: _Feed, attempts: Attempts) -> AsyncGenerator[Result, None]:
        """The results that come before a call ends; returns after a pause when there is to be another call."""
        call = self._stub.ExtractStream(feed.requests(), **self._arguments(attempts.remaining))
        try:
            while True:
                try:
                    response = await call.read()
                except grpc.RpcError as error:
                    if not feed.ledger.is_done:
                        await asyncio.sleep(attempts.pause_after(error))
                    return
                if response is grpc.aio.EOF:
                    feed.ledger.finish()
                    return
                attempts.progress()
                yield await feed.answer(response)
        finally:
            call.cancel()


class _Feed:
    """A ledger between the task that reads articles, gRPC's task that sends them, and the caller's."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._changed = asyncio.Condition()

    async def read(self, articles: ArticleSource) -> None:
        """Read the source to its end."""
        failure: BaseException | None = None
        try:
            async for article in _each(articles):
                async with self._changed:
                    await self._changed.wait_for(lambda: self.ledger.has_room)
                    self.ledger.add(article)
                    self._changed.notify_all()
        except Exception as error:  # noqa: BLE001 - it is raised where the results are taken.
            failure = error
        async with self._changed:
            self.ledger.end(failure)
            self._changed.notify_all()

    async def requests(self) -> AsyncIterator[service_pb2.ExtractStreamRequest]:
        """What a new call sends."""
        call = self.ledger.begin()
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda: self.ledger.is_ready(call))
                request = self.ledger.take(call)
            if request is None:
                return
            yield request

    async def answer(self, response: service_pb2.ExtractStreamResponse) -> Result:
        """Take an answer."""
        async with self._changed:
            result = self.ledger.answer(response)
            self._changed.notify_all()
        return result


async def _each(articles: ArticleSource) -> AsyncIterator[ArticleLike]:
    if isinstance(articles, AsyncIterable):
        async for article in articles:
            yield article
    else:
        for article in articles:
            yield article
            # Others get their turn between two articles.
            await asyncio.sleep(0)
