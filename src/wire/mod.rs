//! 5\. Protobuf and JSON ↔ our types, request checks, and every error as a status.
//!
//! In: messages of the contract. Out: checked articles and options on the way in; documents, statuses and JSON on the way out.
//! Positions turn from bytes into the caller's unit here and nowhere else.

pub mod proto;
