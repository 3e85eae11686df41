"""A small server in this process that speaks dateline.v1: it takes capitalised words for people, and fails when told to."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from concurrent import futures

import grpc
from google.protobuf.any_pb2 import Any
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2, status_pb2

from dateline.v1 import (
    document_pb2,
    entity_pb2,
    error_pb2,
    extraction_service_pb2,
    extraction_service_pb2_grpc,
    info_pb2,
    options_pb2,
    span_pb2,
)

UNITS = {
    options_pb2.OFFSET_UNIT_CODEPOINT: len,
    options_pb2.OFFSET_UNIT_UTF8: lambda text: len(text.encode()),
    options_pb2.OFFSET_UNIT_UTF16: lambda text: len(text.encode("utf-16-le")) // 2,
}


class Refusal(Exception):
    """A status with details, as the real server gives them."""

    def __init__(self, code, message, *, reason="", violations=(), retry=None, pushback=None):
        super().__init__(message)
        self.code, self.message, self.reason, self.violations = code, message, reason, tuple(violations)
        self.retry, self.pushback = retry, pushback

    def trailers(self):
        details = []
        if self.reason:
            details.append(error_details_pb2.ErrorInfo(reason=self.reason, domain="dateline"))
        if self.violations:
            details.append(
                error_details_pb2.BadRequest(field_violations=[{"field": field, "description": text} for field, text in self.violations])
            )
        if self.retry is not None:
            delay = Duration()
            delay.FromNanoseconds(int(self.retry * 1e9))
            details.append(error_details_pb2.RetryInfo(retry_delay=delay))
        status = status_pb2.Status(code=self.code.value[0], message=self.message)
        for detail in details:
            packed = Any()
            packed.Pack(detail)
            status.details.append(packed)
        trailers = [("grpc-status-details-bin", status.SerializeToString())] if details else []
        return tuple(trailers + ([("grpc-retry-pushback-ms", self.pushback)] if self.pushback is not None else []))

    def abort(self, context):
        context.set_trailing_metadata(self.trailers())
        context.abort(self.code, self.message)


def invalid(field, text):
    return Refusal(grpc.StatusCode.INVALID_ARGUMENT, f"{field}: {text}", reason="INVALID_REQUEST", violations=[(field, text)])


def full(retry=0.05, pushback=None):
    return Refusal(grpc.StatusCode.RESOURCE_EXHAUSTED, "the server is full", reason="QUEUE_FULL", retry=retry, pushback=pushback)


def draining():
    return Refusal(grpc.StatusCode.UNAVAILABLE, "the server is shutting down; connect again", reason="DRAINING")


def check(article):
    if not article.text.strip():
        raise invalid("article.text", "blank; takes the article's plain text")
    if article.published == "yesterday":
        raise invalid("article.published", "takes an ISO 8601 date or date-time such as 2023-03-09")


def read(article, options):
    """A document: one entity for each capitalised word, one sentence for each line."""
    check(article)
    unit = options.offset_unit or options_pb2.OFFSET_UNIT_CODEPOINT
    measure = UNITS[unit]
    document = document_pb2.Document(article_id=article.id, language="en", offset_unit=unit)
    document.layers.append(options_pb2.LAYER_ENTITIES)
    document.versions.server = "fake"

    def span(source, match, in_title):
        return span_pb2.Span(start=measure(source[: match.start()]), end=measure(source[: match.end()]), in_title=in_title)

    entities = {}
    for source, in_title in ((article.title, True), (article.text, False)):
        for match in re.finditer(r"[^\r\n]+", source):
            document.sentences.add(span=span(source, match, in_title))
            kind = document_pb2.PARAGRAPH_KIND_TITLE if in_title else document_pb2.PARAGRAPH_KIND_BODY
            document.paragraphs.add(span=span(source, match, in_title), kind=kind)
        for match in re.finditer(r"\w+|[^\w\s]", source):
            if options.include_tokens:
                document.tokens.add(span=span(source, match, in_title))
            word = match.group()
            if word[0].isupper() or not word[0].isascii():
                if word not in entities:
                    entities[word] = document.entities.add(id=f"e{len(entities) + 1}", type=entity_pb2.ENTITY_TYPE_PERSON, name=word)
                entities[word].mentions.add(
                    span=span(source, match, in_title), text=word, kind=entity_pb2.MENTION_KIND_NAME, confidence=0.9
                )
    return document


def outcome(article, options):
    try:
        result = extraction_service_pb2.ExtractResult(document=read(article, options))
        result.timings.total.FromMilliseconds(5)
        return result
    except Refusal as refusal:
        error = error_pb2.ArticleError(code=refusal.code.value[0], reason=refusal.reason, message=refusal.message, article_id=article.id)
        for field, text in refusal.violations:
            error.violations.add(field=field, description=text)
        return extraction_service_pb2.ExtractResult(error=error)


class FakeServer(extraction_service_pb2_grpc.ExtractionServiceServicer):
    """Answers as the contract says; `failures` are given first, one a call, and `end_after` ends streams early."""

    def __init__(self):
        self.failures: list[Refusal] = []
        self.end_after: list[int] = []
        """For each stream in turn, after how many answers it ends with UNAVAILABLE; later ones go on to the end."""
        self.limits = info_pb2.Limits(max_batch_articles=3, max_request_bytes=4000)
        self.calls: list[str] = []
        self.requests: list[object] = []
        self.metadata: dict[str, str] = {}
        self.taken = 0
        self.delay = 0.0
        self.key = ""
        self.lock = threading.Lock()

    def _enter(self, name, request, context):
        with self.lock:
            self.calls.append(name)
            self.requests.append(request)
            self.metadata = dict(context.invocation_metadata())
            failure = self.failures.pop(0) if self.failures and name != "GetInfo" else None
        if self.key and self.metadata.get("authorization") != f"Bearer {self.key}":
            failure = Refusal(grpc.StatusCode.UNAUTHENTICATED, "takes a key in authorization: Bearer", reason="NO_KEY")
        if failure:
            failure.abort(context)
        time.sleep(self.delay)

    def Extract(self, request, context):
        self._enter("Extract", request, context)
        try:
            response = extraction_service_pb2.ExtractResponse(document=read(request.article, request.options))
        except Refusal as refusal:
            refusal.abort(context)
        response.timings.total.FromMilliseconds(5)
        return response

    def ExtractBatch(self, request, context):
        self._enter("ExtractBatch", request, context)
        return extraction_service_pb2.ExtractBatchResponse(results=[outcome(article, request.options) for article in request.articles])

    def ExtractStream(self, request_iterator: Iterator, context):
        self._enter("ExtractStream", None, context)
        with self.lock:
            end_after = self.end_after.pop(0) if self.end_after else None
        options = options_pb2.ExtractOptions()
        index = 0
        if end_after == 0:
            draining().abort(context)
        for request in request_iterator:
            if request.HasField("config"):
                options = request.config.options
                continue
            self.taken += 1
            yield extraction_service_pb2.ExtractStreamResponse(index=index, result=outcome(request.article, options))
            index += 1
            if index == end_after:
                draining().abort(context)

    def GetInfo(self, request, context):
        self._enter("GetInfo", request, context)
        return extraction_service_pb2.GetInfoResponse(
            versions=document_pb2.Versions(server="fake", model="none", data="none"),
            languages=["en"],
            layers=[options_pb2.LAYER_ENTITIES],
            entity_types=[entity_pb2.ENTITY_TYPE_PERSON],
            limits=self.limits,
        )


def serve(servicer, address="127.0.0.1:0"):
    """Start a server for a servicer; gives it and its port."""
    # One server must not take another's port: that would hide that nobody is there.
    server = grpc.server(futures.ThreadPoolExecutor(8), options=[("grpc.so_reuseport", 0)])
    extraction_service_pb2_grpc.add_ExtractionServiceServicer_to_server(servicer, server)
    port = server.add_insecure_port(address)
    server.start()
    return server, port
