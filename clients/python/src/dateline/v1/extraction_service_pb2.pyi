from dateline.v1 import article_pb2 as _article_pb2
from dateline.v1 import document_pb2 as _document_pb2
from dateline.v1 import entity_pb2 as _entity_pb2
from dateline.v1 import error_pb2 as _error_pb2
from dateline.v1 import info_pb2 as _info_pb2
from dateline.v1 import options_pb2 as _options_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExtractRequest(_message.Message):
    __slots__ = ("article", "options")
    ARTICLE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    article: _article_pb2.Article
    options: _options_pb2.ExtractOptions
    def __init__(self, article: _Optional[_Union[_article_pb2.Article, _Mapping]] = ..., options: _Optional[_Union[_options_pb2.ExtractOptions, _Mapping]] = ...) -> None: ...

class ExtractResponse(_message.Message):
    __slots__ = ("document", "timings")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    document: _document_pb2.Document
    timings: Timings
    def __init__(self, document: _Optional[_Union[_document_pb2.Document, _Mapping]] = ..., timings: _Optional[_Union[Timings, _Mapping]] = ...) -> None: ...

class ExtractBatchRequest(_message.Message):
    __slots__ = ("articles", "options")
    ARTICLES_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    articles: _containers.RepeatedCompositeFieldContainer[_article_pb2.Article]
    options: _options_pb2.ExtractOptions
    def __init__(self, articles: _Optional[_Iterable[_Union[_article_pb2.Article, _Mapping]]] = ..., options: _Optional[_Union[_options_pb2.ExtractOptions, _Mapping]] = ...) -> None: ...

class ExtractBatchResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[ExtractResult]
    def __init__(self, results: _Optional[_Iterable[_Union[ExtractResult, _Mapping]]] = ...) -> None: ...

class ExtractStreamRequest(_message.Message):
    __slots__ = ("config", "article")
    CONFIG_FIELD_NUMBER: _ClassVar[int]
    ARTICLE_FIELD_NUMBER: _ClassVar[int]
    config: StreamConfig
    article: _article_pb2.Article
    def __init__(self, config: _Optional[_Union[StreamConfig, _Mapping]] = ..., article: _Optional[_Union[_article_pb2.Article, _Mapping]] = ...) -> None: ...

class ExtractStreamResponse(_message.Message):
    __slots__ = ("index", "result")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    index: int
    result: ExtractResult
    def __init__(self, index: _Optional[int] = ..., result: _Optional[_Union[ExtractResult, _Mapping]] = ...) -> None: ...

class GetInfoRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetInfoResponse(_message.Message):
    __slots__ = ("versions", "languages", "layers", "entity_types", "knowledge_bases", "limits")
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    LANGUAGES_FIELD_NUMBER: _ClassVar[int]
    LAYERS_FIELD_NUMBER: _ClassVar[int]
    ENTITY_TYPES_FIELD_NUMBER: _ClassVar[int]
    KNOWLEDGE_BASES_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    versions: _document_pb2.Versions
    languages: _containers.RepeatedScalarFieldContainer[str]
    layers: _containers.RepeatedScalarFieldContainer[_options_pb2.Layer]
    entity_types: _containers.RepeatedScalarFieldContainer[_entity_pb2.EntityType]
    knowledge_bases: _containers.RepeatedCompositeFieldContainer[_info_pb2.KnowledgeBase]
    limits: _info_pb2.Limits
    def __init__(self, versions: _Optional[_Union[_document_pb2.Versions, _Mapping]] = ..., languages: _Optional[_Iterable[str]] = ..., layers: _Optional[_Iterable[_Union[_options_pb2.Layer, str]]] = ..., entity_types: _Optional[_Iterable[_Union[_entity_pb2.EntityType, str]]] = ..., knowledge_bases: _Optional[_Iterable[_Union[_info_pb2.KnowledgeBase, _Mapping]]] = ..., limits: _Optional[_Union[_info_pb2.Limits, _Mapping]] = ...) -> None: ...

class ExtractResult(_message.Message):
    __slots__ = ("document", "error", "timings")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    document: _document_pb2.Document
    error: _error_pb2.ArticleError
    timings: Timings
    def __init__(self, document: _Optional[_Union[_document_pb2.Document, _Mapping]] = ..., error: _Optional[_Union[_error_pb2.ArticleError, _Mapping]] = ..., timings: _Optional[_Union[Timings, _Mapping]] = ...) -> None: ...

class StreamConfig(_message.Message):
    __slots__ = ("options", "allow_out_of_order")
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    ALLOW_OUT_OF_ORDER_FIELD_NUMBER: _ClassVar[int]
    options: _options_pb2.ExtractOptions
    allow_out_of_order: bool
    def __init__(self, options: _Optional[_Union[_options_pb2.ExtractOptions, _Mapping]] = ..., allow_out_of_order: bool = ...) -> None: ...

class Timings(_message.Message):
    __slots__ = ("queue", "encode", "extract", "total")
    QUEUE_FIELD_NUMBER: _ClassVar[int]
    ENCODE_FIELD_NUMBER: _ClassVar[int]
    EXTRACT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    queue: _duration_pb2.Duration
    encode: _duration_pb2.Duration
    extract: _duration_pb2.Duration
    total: _duration_pb2.Duration
    def __init__(self, queue: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ..., encode: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ..., extract: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ..., total: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ...) -> None: ...
