//! The contract as compiled from `proto/dateline/v1`: messages with their JSON mapping, the service's server and client, descriptors.

#![allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub,
    reason = "generated code; the comments of the contract are its documentation"
)]

tonic::include_proto!("dateline.v1");
include!(concat!(env!("OUT_DIR"), "/dateline.v1.serde.rs"));

/// The contract, what it imports, and `google/rpc/error_details.proto`, as an encoded `FileDescriptorSet`, for reflection.
pub const DESCRIPTORS: &[u8] = tonic::include_file_descriptor_set!("dateline.v1");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reflection_takes_the_descriptors() {
        let reflection = || tonic_reflection::server::Builder::configure().register_encoded_file_descriptor_set(DESCRIPTORS);
        assert!(reflection().build_v1().is_ok() && reflection().build_v1alpha().is_ok());
        for name in ["dateline/v1/extraction_service.proto", "google/rpc/error_details.proto", "google/protobuf/duration.proto"] {
            assert!(DESCRIPTORS.windows(name.len()).any(|window| window == name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn json_is_canonical() {
        let place = Place { geonames_id: 7, latitude: Some(0.0), population: 12_000, confidence: 0.123, ..Place::default() };
        let entity = Entity { id: "e1".into(), r#type: EntityType::Person.into(), place: Some(place), ..Entity::default() };
        let document = Document { offset_unit: OffsetUnit::Utf8.into(), entities: vec![entity], ..Document::default() };
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(
            json,
            r#"{"offsetUnit":"OFFSET_UNIT_UTF8","entities":[{"id":"e1","type":"ENTITY_TYPE_PERSON","place":{"geonamesId":7,"latitude":0.0,"population":"12000","confidence":0.123}}]}"#
        );
        assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document);
        let later: Span = serde_json::from_str(r#"{"start": 1, "in_title": true, "later": [{}]}"#).unwrap();
        assert_eq!(later, Span { start: 1, end: 0, in_title: true });
    }
}
