from dateline.v1 import attribution_pb2 as _attribution_pb2
from dateline.v1 import entity_pb2 as _entity_pb2
from dateline.v1 import options_pb2 as _options_pb2
from dateline.v1 import quantity_pb2 as _quantity_pb2
from dateline.v1 import role_pb2 as _role_pb2
from dateline.v1 import span_pb2 as _span_pb2
from dateline.v1 import time_pb2 as _time_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PublishedSource(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PUBLISHED_SOURCE_UNSPECIFIED: _ClassVar[PublishedSource]
    PUBLISHED_SOURCE_REQUEST: _ClassVar[PublishedSource]
    PUBLISHED_SOURCE_HEADER: _ClassVar[PublishedSource]
    PUBLISHED_SOURCE_DATELINE: _ClassVar[PublishedSource]

class ParagraphKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PARAGRAPH_KIND_UNSPECIFIED: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_TITLE: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_HEADING: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_BODY: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_HEADER: _ClassVar[ParagraphKind]
PUBLISHED_SOURCE_UNSPECIFIED: PublishedSource
PUBLISHED_SOURCE_REQUEST: PublishedSource
PUBLISHED_SOURCE_HEADER: PublishedSource
PUBLISHED_SOURCE_DATELINE: PublishedSource
PARAGRAPH_KIND_UNSPECIFIED: ParagraphKind
PARAGRAPH_KIND_TITLE: ParagraphKind
PARAGRAPH_KIND_HEADING: ParagraphKind
PARAGRAPH_KIND_BODY: ParagraphKind
PARAGRAPH_KIND_HEADER: ParagraphKind

class Document(_message.Message):
    __slots__ = ("article_id", "language", "offset_unit", "layers", "versions", "published", "dateline", "paragraphs", "sentences", "tokens", "entities", "attributions", "times", "quantities", "roles", "places_in_focus", "warnings")
    ARTICLE_ID_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    OFFSET_UNIT_FIELD_NUMBER: _ClassVar[int]
    LAYERS_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    DATELINE_FIELD_NUMBER: _ClassVar[int]
    PARAGRAPHS_FIELD_NUMBER: _ClassVar[int]
    SENTENCES_FIELD_NUMBER: _ClassVar[int]
    TOKENS_FIELD_NUMBER: _ClassVar[int]
    ENTITIES_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTIONS_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    QUANTITIES_FIELD_NUMBER: _ClassVar[int]
    ROLES_FIELD_NUMBER: _ClassVar[int]
    PLACES_IN_FOCUS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    article_id: str
    language: str
    offset_unit: _options_pb2.OffsetUnit
    layers: _containers.RepeatedScalarFieldContainer[_options_pb2.Layer]
    versions: Versions
    published: Published
    dateline: Dateline
    paragraphs: _containers.RepeatedCompositeFieldContainer[Paragraph]
    sentences: _containers.RepeatedCompositeFieldContainer[Sentence]
    tokens: _containers.RepeatedCompositeFieldContainer[Token]
    entities: _containers.RepeatedCompositeFieldContainer[_entity_pb2.Entity]
    attributions: _containers.RepeatedCompositeFieldContainer[_attribution_pb2.Attribution]
    times: _containers.RepeatedCompositeFieldContainer[_time_pb2.Time]
    quantities: _containers.RepeatedCompositeFieldContainer[_quantity_pb2.Quantity]
    roles: _containers.RepeatedCompositeFieldContainer[_role_pb2.Role]
    places_in_focus: _containers.RepeatedCompositeFieldContainer[_entity_pb2.FocusPlace]
    warnings: _containers.RepeatedCompositeFieldContainer[Warning]
    def __init__(self, article_id: _Optional[str] = ..., language: _Optional[str] = ..., offset_unit: _Optional[_Union[_options_pb2.OffsetUnit, str]] = ..., layers: _Optional[_Iterable[_Union[_options_pb2.Layer, str]]] = ..., versions: _Optional[_Union[Versions, _Mapping]] = ..., published: _Optional[_Union[Published, _Mapping]] = ..., dateline: _Optional[_Union[Dateline, _Mapping]] = ..., paragraphs: _Optional[_Iterable[_Union[Paragraph, _Mapping]]] = ..., sentences: _Optional[_Iterable[_Union[Sentence, _Mapping]]] = ..., tokens: _Optional[_Iterable[_Union[Token, _Mapping]]] = ..., entities: _Optional[_Iterable[_Union[_entity_pb2.Entity, _Mapping]]] = ..., attributions: _Optional[_Iterable[_Union[_attribution_pb2.Attribution, _Mapping]]] = ..., times: _Optional[_Iterable[_Union[_time_pb2.Time, _Mapping]]] = ..., quantities: _Optional[_Iterable[_Union[_quantity_pb2.Quantity, _Mapping]]] = ..., roles: _Optional[_Iterable[_Union[_role_pb2.Role, _Mapping]]] = ..., places_in_focus: _Optional[_Iterable[_Union[_entity_pb2.FocusPlace, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[Warning, _Mapping]]] = ...) -> None: ...

class Versions(_message.Message):
    __slots__ = ("server", "model", "data")
    SERVER_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    server: str
    model: str
    data: str
    def __init__(self, server: _Optional[str] = ..., model: _Optional[str] = ..., data: _Optional[str] = ...) -> None: ...

class Published(_message.Message):
    __slots__ = ("value", "source")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    value: str
    source: PublishedSource
    def __init__(self, value: _Optional[str] = ..., source: _Optional[_Union[PublishedSource, str]] = ...) -> None: ...

class Dateline(_message.Message):
    __slots__ = ("place", "date", "agency")
    PLACE_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    place: _span_pb2.Span
    date: _span_pb2.Span
    agency: _span_pb2.Span
    def __init__(self, place: _Optional[_Union[_span_pb2.Span, _Mapping]] = ..., date: _Optional[_Union[_span_pb2.Span, _Mapping]] = ..., agency: _Optional[_Union[_span_pb2.Span, _Mapping]] = ...) -> None: ...

class Paragraph(_message.Message):
    __slots__ = ("span", "kind")
    SPAN_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    span: _span_pb2.Span
    kind: ParagraphKind
    def __init__(self, span: _Optional[_Union[_span_pb2.Span, _Mapping]] = ..., kind: _Optional[_Union[ParagraphKind, str]] = ...) -> None: ...

class Sentence(_message.Message):
    __slots__ = ("span",)
    SPAN_FIELD_NUMBER: _ClassVar[int]
    span: _span_pb2.Span
    def __init__(self, span: _Optional[_Union[_span_pb2.Span, _Mapping]] = ...) -> None: ...

class Token(_message.Message):
    __slots__ = ("span",)
    SPAN_FIELD_NUMBER: _ClassVar[int]
    span: _span_pb2.Span
    def __init__(self, span: _Optional[_Union[_span_pb2.Span, _Mapping]] = ...) -> None: ...

class Warning(_message.Message):
    __slots__ = ("code", "message", "span")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    code: str
    message: str
    span: _span_pb2.Span
    def __init__(self, code: _Optional[str] = ..., message: _Optional[str] = ..., span: _Optional[_Union[_span_pb2.Span, _Mapping]] = ...) -> None: ...
