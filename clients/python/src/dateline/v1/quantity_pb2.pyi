from dateline.v1 import span_pb2 as _span_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class QuantityKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUANTITY_KIND_UNSPECIFIED: _ClassVar[QuantityKind]
    QUANTITY_KIND_CARDINAL: _ClassVar[QuantityKind]
    QUANTITY_KIND_ORDINAL: _ClassVar[QuantityKind]
    QUANTITY_KIND_MONEY: _ClassVar[QuantityKind]
    QUANTITY_KIND_PERCENT: _ClassVar[QuantityKind]
    QUANTITY_KIND_RATIO: _ClassVar[QuantityKind]
    QUANTITY_KIND_MEASURE: _ClassVar[QuantityKind]

class QuantityModifier(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUANTITY_MODIFIER_UNSPECIFIED: _ClassVar[QuantityModifier]
    QUANTITY_MODIFIER_APPROXIMATE: _ClassVar[QuantityModifier]
    QUANTITY_MODIFIER_MORE_THAN: _ClassVar[QuantityModifier]
    QUANTITY_MODIFIER_LESS_THAN: _ClassVar[QuantityModifier]
    QUANTITY_MODIFIER_AT_LEAST: _ClassVar[QuantityModifier]
    QUANTITY_MODIFIER_AT_MOST: _ClassVar[QuantityModifier]
QUANTITY_KIND_UNSPECIFIED: QuantityKind
QUANTITY_KIND_CARDINAL: QuantityKind
QUANTITY_KIND_ORDINAL: QuantityKind
QUANTITY_KIND_MONEY: QuantityKind
QUANTITY_KIND_PERCENT: QuantityKind
QUANTITY_KIND_RATIO: QuantityKind
QUANTITY_KIND_MEASURE: QuantityKind
QUANTITY_MODIFIER_UNSPECIFIED: QuantityModifier
QUANTITY_MODIFIER_APPROXIMATE: QuantityModifier
QUANTITY_MODIFIER_MORE_THAN: QuantityModifier
QUANTITY_MODIFIER_LESS_THAN: QuantityModifier
QUANTITY_MODIFIER_AT_LEAST: QuantityModifier
QUANTITY_MODIFIER_AT_MOST: QuantityModifier

class Quantity(_message.Message):
    __slots__ = ("span", "kind", "value", "upper", "denominator", "unit", "modifier", "of")
    SPAN_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UPPER_FIELD_NUMBER: _ClassVar[int]
    DENOMINATOR_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    MODIFIER_FIELD_NUMBER: _ClassVar[int]
    OF_FIELD_NUMBER: _ClassVar[int]
    span: _span_pb2.Span
    kind: QuantityKind
    value: float
    upper: float
    denominator: float
    unit: str
    modifier: QuantityModifier
    of: _span_pb2.Span
    def __init__(self, span: _Optional[_Union[_span_pb2.Span, _Mapping]] = ..., kind: _Optional[_Union[QuantityKind, str]] = ..., value: _Optional[float] = ..., upper: _Optional[float] = ..., denominator: _Optional[float] = ..., unit: _Optional[str] = ..., modifier: _Optional[_Union[QuantityModifier, str]] = ..., of: _Optional[_Union[_span_pb2.Span, _Mapping]] = ...) -> None: ...
