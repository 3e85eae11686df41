from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Layer(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LAYER_UNSPECIFIED: _ClassVar[Layer]
    LAYER_ENTITIES: _ClassVar[Layer]
    LAYER_ATTRIBUTIONS: _ClassVar[Layer]
    LAYER_TIMES: _ClassVar[Layer]
    LAYER_QUANTITIES: _ClassVar[Layer]
    LAYER_PLACES: _ClassVar[Layer]
    LAYER_ROLES: _ClassVar[Layer]
    LAYER_EVENTS: _ClassVar[Layer]

class OffsetUnit(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OFFSET_UNIT_UNSPECIFIED: _ClassVar[OffsetUnit]
    OFFSET_UNIT_CODEPOINT: _ClassVar[OffsetUnit]
    OFFSET_UNIT_UTF8: _ClassVar[OffsetUnit]
    OFFSET_UNIT_UTF16: _ClassVar[OffsetUnit]
LAYER_UNSPECIFIED: Layer
LAYER_ENTITIES: Layer
LAYER_ATTRIBUTIONS: Layer
LAYER_TIMES: Layer
LAYER_QUANTITIES: Layer
LAYER_PLACES: Layer
LAYER_ROLES: Layer
LAYER_EVENTS: Layer
OFFSET_UNIT_UNSPECIFIED: OffsetUnit
OFFSET_UNIT_CODEPOINT: OffsetUnit
OFFSET_UNIT_UTF8: OffsetUnit
OFFSET_UNIT_UTF16: OffsetUnit

class ExtractOptions(_message.Message):
    __slots__ = ("layers", "offset_unit", "include_tokens")
    LAYERS_FIELD_NUMBER: _ClassVar[int]
    OFFSET_UNIT_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_TOKENS_FIELD_NUMBER: _ClassVar[int]
    layers: _containers.RepeatedScalarFieldContainer[Layer]
    offset_unit: OffsetUnit
    include_tokens: bool
    def __init__(self, layers: _Optional[_Iterable[_Union[Layer, str]]] = ..., offset_unit: _Optional[_Union[OffsetUnit, str]] = ..., include_tokens: bool = ...) -> None: ...
