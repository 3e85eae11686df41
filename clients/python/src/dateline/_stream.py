"""The state of a stream of articles, which no thread and no event loop is part of.

Articles are read ahead of their answers up to a limit. One stays here until it is answered, so that a new call can go on where
the last one ended.
"""

from __future__ import annotations

from collections import deque

from dateline import errors
from dateline._calls import result
from dateline._input import ArticleLike, Prepared, prepare
from dateline.document import Result
from dateline.v1 import extraction_service_pb2 as service_pb2
from dateline.v1 import info_pb2, options_pb2


class Ledger:
    """What was read, sent and answered. Only one caller at a time may use it."""

    def __init__(self, options: options_pb2.ExtractOptions, limits: info_pb2.Limits, read_ahead: int) -> None:
        self._config = service_pb2.ExtractStreamRequest(config=service_pb2.StreamConfig(options=options))
        self._limits = limits
        self._read_ahead = max(1, read_ahead)
        self._unanswered: deque[Prepared] = deque()
        # Of this call: its number, whether its settings were sent, how many of `_unanswered` were, how many answers came.
        self._call = 0
        self._configured = False
        self._sent = 0
        self._answered = 0
        self._source_ended = False
        self._source_error: BaseException | None = None
        self.closed = False

    @property
    def has_room(self) -> bool:
        """Whether another article may be read, or nobody wants it any more."""
        return self.closed or len(self._unanswered) < self._read_ahead

    def add(self, article: ArticleLike) -> None:
        """Take an article that was read from the source.

        Raises:
            TypeError: it is no article.

        """
        self._unanswered.append(prepare(article, self._limits))

    def end(self, error: BaseException | None = None) -> None:
        """The source has no more articles, or failed; what was read before is still answered."""
        self._source_ended = True
        self._source_error = error

    def begin(self) -> int:
        """Begin a new call: all that is unanswered will be sent again."""
        self._call += 1
        self._configured = False
        self._sent = self._answered = 0
        return self._call

    def is_ready(self, call: int) -> bool:
        """Whether `take` knows what this call sends next, or that it sends no more."""
        stale = self.closed or call != self._call
        return stale or not self._configured or self._sent < len(self._unanswered) or self._source_ended

    def take(self, call: int) -> service_pb2.ExtractStreamRequest | None:
        """What this call sends next; None when it has nothing more to send."""
        if self.closed or call != self._call:
            return None
        if not self._configured:
            self._configured = True
            return self._config
        if self._sent == len(self._unanswered):
            return None
        self._sent += 1
        return service_pb2.ExtractStreamRequest(article=self._unanswered[self._sent - 1].message)

    def answer(self, response: service_pb2.ExtractStreamResponse) -> Result:
        """Take the answer to the first unanswered article.

        Raises:
            InternalError: it answers another one.

        """
        if response.index != self._answered or not self._sent:
            raise errors.InternalError(
                f"the server answered article {response.index} of the stream where {self._answered} was next", code="INTERNAL"
            )
        self._answered += 1
        self._sent -= 1
        return result(response.result, self._unanswered.popleft())

    @property
    def is_done(self) -> bool:
        """Whether every article of the source was answered."""
        return self._source_ended and not self._unanswered

    def finish(self) -> None:
        """The call ended without an error.

        Raises:
            InternalError: not every article was answered.
            BaseException: what the source failed with.

        """
        if not self.is_done:
            raise errors.InternalError("the server ended the stream before it answered every article", code="INTERNAL")
        if self._source_error is not None:
            raise self._source_error
