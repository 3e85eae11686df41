from dateline.v1 import span_pb2 as _span_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EntityType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ENTITY_TYPE_UNSPECIFIED: _ClassVar[EntityType]
    ENTITY_TYPE_PERSON: _ClassVar[EntityType]
    ENTITY_TYPE_ORGANIZATION: _ClassVar[EntityType]
    ENTITY_TYPE_LOCATION: _ClassVar[EntityType]
    ENTITY_TYPE_FACILITY: _ClassVar[EntityType]
    ENTITY_TYPE_NORP: _ClassVar[EntityType]
    ENTITY_TYPE_PRODUCT: _ClassVar[EntityType]
    ENTITY_TYPE_EVENT: _ClassVar[EntityType]
    ENTITY_TYPE_MISC: _ClassVar[EntityType]

class MentionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MENTION_KIND_UNSPECIFIED: _ClassVar[MentionKind]
    MENTION_KIND_NAME: _ClassVar[MentionKind]
    MENTION_KIND_NOMINAL: _ClassVar[MentionKind]
    MENTION_KIND_PRONOUN: _ClassVar[MentionKind]
ENTITY_TYPE_UNSPECIFIED: EntityType
ENTITY_TYPE_PERSON: EntityType
ENTITY_TYPE_ORGANIZATION: EntityType
ENTITY_TYPE_LOCATION: EntityType
ENTITY_TYPE_FACILITY: EntityType
ENTITY_TYPE_NORP: EntityType
ENTITY_TYPE_PRODUCT: EntityType
ENTITY_TYPE_EVENT: EntityType
ENTITY_TYPE_MISC: EntityType
MENTION_KIND_UNSPECIFIED: MentionKind
MENTION_KIND_NAME: MentionKind
MENTION_KIND_NOMINAL: MentionKind
MENTION_KIND_PRONOUN: MentionKind

class Entity(_message.Message):
    __slots__ = ("id", "type", "name", "aliases", "salience", "mentions", "place", "links")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ALIASES_FIELD_NUMBER: _ClassVar[int]
    SALIENCE_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    LINKS_FIELD_NUMBER: _ClassVar[int]
    id: str
    type: EntityType
    name: str
    aliases: _containers.RepeatedScalarFieldContainer[str]
    salience: float
    mentions: _containers.RepeatedCompositeFieldContainer[Mention]
    place: Place
    links: _containers.RepeatedCompositeFieldContainer[Link]
    def __init__(self, id: _Optional[str] = ..., type: _Optional[_Union[EntityType, str]] = ..., name: _Optional[str] = ..., aliases: _Optional[_Iterable[str]] = ..., salience: _Optional[float] = ..., mentions: _Optional[_Iterable[_Union[Mention, _Mapping]]] = ..., place: _Optional[_Union[Place, _Mapping]] = ..., links: _Optional[_Iterable[_Union[Link, _Mapping]]] = ...) -> None: ...

class Mention(_message.Message):
    __slots__ = ("span", "text", "kind", "confidence")
    SPAN_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    span: _span_pb2.Span
    text: str
    kind: MentionKind
    confidence: float
    def __init__(self, span: _Optional[_Union[_span_pb2.Span, _Mapping]] = ..., text: _Optional[str] = ..., kind: _Optional[_Union[MentionKind, str]] = ..., confidence: _Optional[float] = ...) -> None: ...

class Place(_message.Message):
    __slots__ = ("geonames_id", "name", "latitude", "longitude", "country_code", "admin1", "feature", "population", "confidence")
    GEONAMES_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LATITUDE_FIELD_NUMBER: _ClassVar[int]
    LONGITUDE_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_CODE_FIELD_NUMBER: _ClassVar[int]
    ADMIN1_FIELD_NUMBER: _ClassVar[int]
    FEATURE_FIELD_NUMBER: _ClassVar[int]
    POPULATION_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    geonames_id: int
    name: str
    latitude: float
    longitude: float
    country_code: str
    admin1: str
    feature: str
    population: int
    confidence: float
    def __init__(self, geonames_id: _Optional[int] = ..., name: _Optional[str] = ..., latitude: _Optional[float] = ..., longitude: _Optional[float] = ..., country_code: _Optional[str] = ..., admin1: _Optional[str] = ..., feature: _Optional[str] = ..., population: _Optional[int] = ..., confidence: _Optional[float] = ...) -> None: ...

class Link(_message.Message):
    __slots__ = ("knowledge_base", "id", "confidence")
    KNOWLEDGE_BASE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    knowledge_base: str
    id: str
    confidence: float
    def __init__(self, knowledge_base: _Optional[str] = ..., id: _Optional[str] = ..., confidence: _Optional[float] = ...) -> None: ...

class FocusPlace(_message.Message):
    __slots__ = ("entity_id", "score")
    ENTITY_ID_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    entity_id: str
    score: float
    def __init__(self, entity_id: _Optional[str] = ..., score: _Optional[float] = ...) -> None: ...
