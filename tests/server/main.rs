//! The service over a real socket, called as clients call it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod methods;
mod refusals;
mod load;
mod lifecycle;
mod raw;
