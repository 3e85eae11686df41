from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class KnowledgeBase(_message.Message):
    __slots__ = ("name", "version")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: str
    def __init__(self, name: _Optional[str] = ..., version: _Optional[str] = ...) -> None: ...

class Limits(_message.Message):
    __slots__ = ("max_article_bytes", "max_batch_articles", "max_request_bytes", "max_response_bytes", "max_queued_articles", "max_concurrent_streams_per_connection", "max_stream_articles_in_flight", "max_header_bytes", "max_call_duration", "max_connection_age")
    MAX_ARTICLE_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_BATCH_ARTICLES_FIELD_NUMBER: _ClassVar[int]
    MAX_REQUEST_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_RESPONSE_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_QUEUED_ARTICLES_FIELD_NUMBER: _ClassVar[int]
    MAX_CONCURRENT_STREAMS_PER_CONNECTION_FIELD_NUMBER: _ClassVar[int]
    MAX_STREAM_ARTICLES_IN_FLIGHT_FIELD_NUMBER: _ClassVar[int]
    MAX_HEADER_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_CALL_DURATION_FIELD_NUMBER: _ClassVar[int]
    MAX_CONNECTION_AGE_FIELD_NUMBER: _ClassVar[int]
    max_article_bytes: int
    max_batch_articles: int
    max_request_bytes: int
    max_response_bytes: int
    max_queued_articles: int
    max_concurrent_streams_per_connection: int
    max_stream_articles_in_flight: int
    max_header_bytes: int
    max_call_duration: _duration_pb2.Duration
    max_connection_age: _duration_pb2.Duration
    def __init__(self, max_article_bytes: _Optional[int] = ..., max_batch_articles: _Optional[int] = ..., max_request_bytes: _Optional[int] = ..., max_response_bytes: _Optional[int] = ..., max_queued_articles: _Optional[int] = ..., max_concurrent_streams_per_connection: _Optional[int] = ..., max_stream_articles_in_flight: _Optional[int] = ..., max_header_bytes: _Optional[int] = ..., max_call_duration: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ..., max_connection_age: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ...) -> None: ...
