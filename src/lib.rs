//! Dateline turns a news article into typed facts.
//!
//! The modules stand in the order in which an article meets them, and imports run that one way.

#![forbid(unsafe_code)]

pub mod article;
pub mod text;
pub mod lexicon;
pub mod model;
pub mod extract;
pub mod document;
pub mod pipeline;
pub mod wire;
pub mod server;
pub mod cli;
