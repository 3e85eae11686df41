//! A text's pieces → windows: whole sentences to be scored, with context before and after them.

use std::ops::Range;

use crate::text::Text;
use crate::text::wordpiece::Pieces;

/// Some words that the encoder reads together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The words that it reads.
    pub words: Range<usize>,
    /// The words that it scores: whole sentences, unless one is longer than a window.
    pub core: Range<usize>,
}

/// Plans the windows of a text: their cores cover all words in order, and each has at most `capacity` pieces, the two special ones
/// included, of which at most `context` before and `context` after its core are read but not scored.
#[must_use]
pub(super) fn plan(text: &Text, pieces: &Pieces, capacity: usize, context: usize) -> Vec<Window> {
    let room = capacity.saturating_sub(2).max(1);
    let count = |words: Range<usize>| (pieces.word_starts[words.end] - pieces.word_starts[words.start]) as usize;
    let all = text.words.len();
    let mut windows = Vec::new();
    let mut first = 0;
    let mut sentence = 0;
    while first < all {
        let before = if first > 0 { context } else { 0 };
        let fits = |last: usize| count(first..last) + before + if last < all { context } else { 0 } <= room;
        while sentence < text.sentences.len() && text.sentences[sentence].words.end <= first {
            sentence += 1;
        }
        let mut last = first;
        while text.sentences.get(sentence).is_some_and(|next| fits(next.words.end)) {
            last = text.sentences[sentence].words.end;
            sentence += 1;
        }
        while last == first || (last - first > 0 && last < all && inside(text, sentence, last) && fits(last + 1)) {
            last += 1;
        }
        let mut words = first..last;
        while words.start > 0 && count(words.start - 1..first) <= before {
            words.start -= 1;
        }
        while words.end < all && count(words.start..words.end + 1) <= room && count(last..words.end + 1) <= context {
            words.end += 1;
        }
        windows.push(Window { words, core: first..last });
        first = last;
    }
    windows
}

/// Whether a word stands inside a sentence that began before it: a sentence too long for one window is cut between words.
fn inside(text: &Text, sentence: usize, word: usize) -> bool {
    text.sentences.get(sentence).is_some_and(|s| s.words.start < word && word < s.words.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::wordpiece::Vocabulary;

    fn planned(article: &str, capacity: usize, context: usize) -> (Text, Pieces, Vec<Window>) {
        let text = Text::read(&Article { text: article.into(), ..Article::default() });
        let pieces = Vocabulary::parse("[PAD]\n[UNK]\n[CLS]\n[SEP]").unwrap().pieces(&text);
        let windows = plan(&text, &pieces, capacity, context);
        (text, pieces, windows)
    }

    #[test]
    fn cores_cover_all_words_within_capacity() {
        let content = "One two three. Four five six seven! ".repeat(40) + &"word ".repeat(100) + ". End here.";
        for (capacity, context) in [(12, 0), (20, 2), (40, 8), (512, 64)] {
            let (text, pieces, windows) = planned(&content, capacity, context);
            let mut next = 0;
            for window in &windows {
                assert_eq!(window.core.start, next);
                assert!(window.words.start <= window.core.start && window.core.end <= window.words.end);
                let length = pieces.word_starts[window.words.end] - pieces.word_starts[window.words.start];
                assert!(length as usize + 2 <= capacity, "{window:?} in {capacity}");
                next = window.core.end;
            }
            assert_eq!(next, text.words.len());
        }
    }

    #[test]
    fn cores_are_whole_sentences_with_context() {
        let (text, _, windows) = planned(&"One two three. ".repeat(20), 20, 4);
        for window in &windows {
            assert!(text.sentences.iter().any(|s| s.words.start == window.core.start));
            assert!(text.sentences.iter().any(|s| s.words.end == window.core.end));
        }
        let middle = &windows[1];
        assert_eq!(middle.core.start - middle.words.start, 4);
        assert_eq!(middle.words.end - middle.core.end, 4);
    }

    #[test]
    fn a_short_text_is_one_window_and_none_is_none() {
        assert_eq!(planned("One two.", 192, 32).2, [Window { words: 0..3, core: 0..3 }]);
        assert!(planned(" \n", 192, 32).2.is_empty());
    }

    #[test]
    fn a_word_longer_than_a_window_stands_alone() {
        let (_, _, windows) = planned(&format!("a {} b", "1,2".repeat(60)), 16, 2);
        assert!(windows.iter().any(|window| window.core == (1..2)));
    }
}
