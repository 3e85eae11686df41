"""What a server is and what it takes."""

from __future__ import annotations

from dateline._view import View, name_of
from dateline.document import Versions
from dateline.v1 import entity_pb2, extraction_service_pb2, info_pb2, options_pb2


class ServerInfo(View[extraction_service_pb2.GetInfoResponse]):
    """Versions, languages, layers, types, knowledge bases and limits of a server."""

    @property
    def versions(self) -> Versions:
        """The versions that every document names too."""
        return Versions(self._message.versions)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that facts are found in, as BCP 47 tags."""
        return tuple(self._message.languages)

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that the server has, such as ENTITIES."""
        return tuple(name_of(options_pb2.Layer, layer) for layer in self._message.layers)

    @property
    def entity_types(self) -> tuple[str, ...]:
        """The entity types that the server's model tells apart, such as PERSON."""
        return tuple(name_of(entity_pb2.EntityType, kind) for kind in self._message.entity_types)

    @property
    def knowledge_bases(self) -> dict[str, str]:
        """The knowledge bases that entities are linked to, with their versions."""
        return {base.name: base.version for base in self._message.knowledge_bases}

    @property
    def limits(self) -> info_pb2.Limits:
        """Every limit in force, such as `limits.max_article_bytes`; 0 means that there is no such limit."""
        return self._message.limits

    def __repr__(self) -> str:
        """Versions and layers."""
        return f"<ServerInfo server={self.versions.server!r} model={self.versions.model!r} layers={list(self.layers)}>"
