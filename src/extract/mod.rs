//! 4\. Scores and rules → facts; one file or folder for each kind of fact.
//!
//! In: a [`Text`](crate::text::Text), the encoder's [`Scores`](crate::model::Scores) and earlier facts. Out: facts with their spans.

mod bio;
pub mod names;
pub mod entities;
pub mod roles;
pub mod antecedents;
pub mod attributions;
