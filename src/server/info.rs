//! What a server tells of itself.
//!
//! In: its settings and the versions of what it carries. Out: the answer of `GetInfo`, which the command line prints too.

use super::config::Config;
use crate::wire::proto::{self, EntityType};
use crate::wire::request::BUILT_LAYERS;

/// The languages that facts are found in.
const LANGUAGES: [&str; 1] = ["en"];

/// The entity types that the model tells apart.
const ENTITY_TYPES: [EntityType; 8] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Location,
    EntityType::Facility,
    EntityType::Norp,
    EntityType::Product,
    EntityType::Event,
    EntityType::Misc,
];

/// What a server with these settings and versions is and what it takes.
#[must_use]
pub fn info(config: &Config, versions: &proto::Versions) -> proto::GetInfoResponse {
    proto::GetInfoResponse {
        versions: Some(versions.clone()),
        languages: LANGUAGES.map(Into::into).into(),
        layers: BUILT_LAYERS.map(Into::into).into(),
        entity_types: ENTITY_TYPES.map(Into::into).into(),
        knowledge_bases: Vec::new(),
        limits: Some(proto::Limits {
            max_article_bytes: config.max_article_bytes,
            max_batch_articles: config.max_batch_articles,
            max_request_bytes: config.max_request_bytes,
            max_response_bytes: config.max_response_bytes,
            max_queued_articles: config.max_queued_articles,
            max_concurrent_streams_per_connection: config.max_concurrent_streams_per_connection,
            max_stream_articles_in_flight: config.max_stream_articles_in_flight,
            max_header_bytes: config.max_header_bytes,
            max_call_duration: Some(config.max_call().into()),
            max_connection_age: Some(config.max_connection_age().into()),
        }),
    }
}
