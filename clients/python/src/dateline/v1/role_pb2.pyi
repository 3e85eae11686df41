from dateline.v1 import span_pb2 as _span_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RoleStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROLE_STATUS_UNSPECIFIED: _ClassVar[RoleStatus]
    ROLE_STATUS_CURRENT: _ClassVar[RoleStatus]
    ROLE_STATUS_FORMER: _ClassVar[RoleStatus]
    ROLE_STATUS_ACTING: _ClassVar[RoleStatus]
ROLE_STATUS_UNSPECIFIED: RoleStatus
ROLE_STATUS_CURRENT: RoleStatus
ROLE_STATUS_FORMER: RoleStatus
ROLE_STATUS_ACTING: RoleStatus

class Role(_message.Message):
    __slots__ = ("person_id", "title", "organization_id", "status", "confidence")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    title: _span_pb2.Span
    organization_id: str
    status: RoleStatus
    confidence: float
    def __init__(self, person_id: _Optional[str] = ..., title: _Optional[_Union[_span_pb2.Span, _Mapping]] = ..., organization_id: _Optional[str] = ..., status: _Optional[_Union[RoleStatus, str]] = ..., confidence: _Optional[float] = ...) -> None: ...
