//! 2\. What is looked up, not learned: general knowledge about names, as short readable lists.
//!
//! In: a word. Out: what it is known as. Nothing here reads the article.

pub mod demonyms;
pub mod given_names;
pub mod naming;
pub mod nouns;
pub mod speech;
pub mod titles;
pub mod verbs;
