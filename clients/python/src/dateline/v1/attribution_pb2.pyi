from dateline.v1 import span_pb2 as _span_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AttributionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ATTRIBUTION_KIND_UNSPECIFIED: _ClassVar[AttributionKind]
    ATTRIBUTION_KIND_DIRECT: _ClassVar[AttributionKind]
    ATTRIBUTION_KIND_INDIRECT: _ClassVar[AttributionKind]
    ATTRIBUTION_KIND_MIXED: _ClassVar[AttributionKind]
ATTRIBUTION_KIND_UNSPECIFIED: AttributionKind
ATTRIBUTION_KIND_DIRECT: AttributionKind
ATTRIBUTION_KIND_INDIRECT: AttributionKind
ATTRIBUTION_KIND_MIXED: AttributionKind

class Attribution(_message.Message):
    __slots__ = ("kind", "content", "cue", "source", "speaker_ids", "negated", "confidence")
    KIND_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    CUE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SPEAKER_IDS_FIELD_NUMBER: _ClassVar[int]
    NEGATED_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    kind: AttributionKind
    content: _containers.RepeatedCompositeFieldContainer[_span_pb2.Span]
    cue: _containers.RepeatedCompositeFieldContainer[_span_pb2.Span]
    source: _containers.RepeatedCompositeFieldContainer[_span_pb2.Span]
    speaker_ids: _containers.RepeatedScalarFieldContainer[str]
    negated: bool
    confidence: float
    def __init__(self, kind: _Optional[_Union[AttributionKind, str]] = ..., content: _Optional[_Iterable[_Union[_span_pb2.Span, _Mapping]]] = ..., cue: _Optional[_Iterable[_Union[_span_pb2.Span, _Mapping]]] = ..., source: _Optional[_Iterable[_Union[_span_pb2.Span, _Mapping]]] = ..., speaker_ids: _Optional[_Iterable[str]] = ..., negated: bool = ..., confidence: _Optional[float] = ...) -> None: ...
