from dateline.v1 import span_pb2 as _span_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TimeType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TIME_TYPE_UNSPECIFIED: _ClassVar[TimeType]
    TIME_TYPE_DATE: _ClassVar[TimeType]
    TIME_TYPE_TIME: _ClassVar[TimeType]
    TIME_TYPE_DURATION: _ClassVar[TimeType]
    TIME_TYPE_SET: _ClassVar[TimeType]
TIME_TYPE_UNSPECIFIED: TimeType
TIME_TYPE_DATE: TimeType
TIME_TYPE_TIME: TimeType
TIME_TYPE_DURATION: TimeType
TIME_TYPE_SET: TimeType

class Time(_message.Message):
    __slots__ = ("span", "type", "value", "mod", "quant", "freq", "begin", "end")
    SPAN_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MOD_FIELD_NUMBER: _ClassVar[int]
    QUANT_FIELD_NUMBER: _ClassVar[int]
    FREQ_FIELD_NUMBER: _ClassVar[int]
    BEGIN_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    span: _span_pb2.Span
    type: TimeType
    value: str
    mod: str
    quant: str
    freq: str
    begin: str
    end: str
    def __init__(self, span: _Optional[_Union[_span_pb2.Span, _Mapping]] = ..., type: _Optional[_Union[TimeType, str]] = ..., value: _Optional[str] = ..., mod: _Optional[str] = ..., quant: _Optional[str] = ..., freq: _Optional[str] = ..., begin: _Optional[str] = ..., end: _Optional[str] = ...) -> None: ...
