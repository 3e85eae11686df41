//! 2\. What is looked up, not learned: general knowledge about names, as short readable lists.
//!
//! In: a word. Out: what it is known as. Nothing here reads the article.

pub mod demonyms;
pub mod naming;
pub mod titles;
