//! Words of a paragraph → sentences.

use std::ops::Range;

use super::Span;

/// Splits the words of one paragraph into sentences: ranges of word indices that cover all words in order.
#[must_use]
pub fn split(content: &str, words: &[Span]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (i, word) in words.iter().enumerate() {
        let stop = matches!(&content[word.range()], "." | "!" | "?");
        let upper = words.get(i + 1).is_some_and(|next| content[next.range()].starts_with(char::is_uppercase));
        if stop && upper && i + 1 < words.len() {
            sentences.push(start..i + 1);
            start = i + 1;
        }
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}
