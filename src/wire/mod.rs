//! 5\. Protobuf and JSON ↔ our types, request checks, and every error as a status.
//!
//! In: messages of the contract. Out: checked articles and options on the way in; documents, statuses and JSON on the way out.
//! Positions turn from bytes into the caller's unit here and nowhere else.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "what a client sends causes no panic"
    )
)]

pub mod document;
pub mod json;
mod offsets;
pub mod proto;
pub mod refusal;
pub mod request;

pub use refusal::Refusal;
