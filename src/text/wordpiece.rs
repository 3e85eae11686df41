//! Words → word pieces: the encoder's vocabulary ids, each with the shape of its characters.
//!
//! The scheme is BERT's uncased WordPiece (Wu et al. 2016; Devlin et al. 2019): lower-case, accents stripped, marks apart,
//! then greedy longest match. The vocabulary is uncased, so case goes to the encoder as a [`Shape`] beside each id.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::is_transparent;
use super::{Span, Text};

/// A piece longer than this many characters is unknown, as in the reference tokenizer.
const LONGEST_TOKEN: usize = 100;

/// A vocabulary of word pieces.
#[derive(Debug)]
pub struct Vocabulary {
    /// Pieces that open a word.
    initial: HashMap<Box<str>, u32>,
    /// Pieces that carry a word on, without their "##".
    continuing: HashMap<Box<str>, u32>,
    special: Special,
}

/// The ids that stand for no characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Special {
    /// Opens a window.
    pub cls: u32,
    /// Closes a window.
    pub sep: u32,
    /// Fills a window.
    pub pad: u32,
    /// Stands for characters that the vocabulary lacks.
    pub unknown: u32,
}

/// A word piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its id in the vocabulary.
    pub id: u32,
    /// The shape of its characters: 0 for none, else 1 + [`Shape`], plus [`Shape::COUNT`] when it carries a word on.
    pub shape: u8,
    /// Its characters.
    pub span: Span,
}

/// The case and kind of a run of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// "city"
    Lower,
    /// "City"
    Title,
    /// "NATO"
    Upper,
    /// "McDonald", "iPhone"
    Mixed,
    /// "A"
    Capital,
    /// "2023"
    Digits,
    /// "F16", "3rd"
    Alphanumeric,
    /// Letters of a script without case.
    Caseless,
    /// Marks and symbols.
    Mark,
}

/// The pieces of a text, word by word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pieces {
    /// All pieces in text order.
    pub pieces: Vec<Piece>,
    /// For each word the index of its first piece, and one more that closes the last.
    pub word_starts: Vec<u32>,
}

/// The vocabulary lacks one of the special pieces.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("vocabulary: no {0} piece")]
pub struct VocabularyError(&'static str);

impl Vocabulary {
    /// Reads a vocabulary: a piece a line, its id the line's number from 0.
    ///
    /// # Errors
    /// A special piece is missing.
    pub fn parse(lines: &str) -> Result<Self, VocabularyError> {
        let (mut initial, mut continuing) = (HashMap::new(), HashMap::new());
        for (id, piece) in (0..).zip(lines.lines()) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => continuing.insert(rest.into(), id),
                _ => initial.insert(piece.into(), id),
            };
        }
        let find = |name| initial.get(name).copied().ok_or(VocabularyError(name));
        let special = Special { cls: find("[CLS]")?, sep: find("[SEP]")?, pad: find("[PAD]")?, unknown: find("[UNK]")? };
        Ok(Self { initial, continuing, special })
    }

    /// The ids that stand for no characters.
    #[must_use]
    pub fn special(&self) -> Special {
        self.special
    }

    /// Cuts every word of a text into pieces; each word has one at least.
    #[must_use]
    pub fn pieces(&self, text: &Text) -> Pieces {
        let mut found = Pieces::default();
        let mut token = Token::default();
        for &word in &text.words {
            found.word_starts.push(Span::offset(found.pieces.len()));
            for (at, c) in text.slice(word).char_indices() {
                let start = word.start as usize + at;
                let span = Span::new(start, start + c.len_utf8());
                if c.is_alphanumeric() || is_combining_mark(c) || is_transparent(c) {
                    token.push(c, span);
                } else {
                    self.cut(&mut token, &text.content, &mut found.pieces);
                    token.push(c, span);
                    self.cut(&mut token, &text.content, &mut found.pieces);
                }
            }
            self.cut(&mut token, &text.content, &mut found.pieces);
            if found.word_starts.last().is_some_and(|&first| first as usize == found.pieces.len()) {
                found.pieces.push(Piece { id: self.special.unknown, shape: Shape::Mark.code(false), span: word });
            }
        }
        found.word_starts.push(Span::offset(found.pieces.len()));
        found
    }

    /// Adds the pieces of one token and empties it.
    fn cut(&self, token: &mut Token, content: &str, pieces: &mut Vec<Piece>) {
        let first = pieces.len();
        let mut at = 0;
        let known = token.spans.len() <= LONGEST_TOKEN;
        while known && at < token.spans.len() {
            let Some((id, end)) = self.longest(token, at) else { break };
            pieces.push(piece(id, content, token.cover(at..end), at > 0));
            at = end;
        }
        if at < token.spans.len() {
            pieces.truncate(first);
            pieces.push(piece(self.special.unknown, content, token.cover(0..token.spans.len()), false));
        }
        token.clear();
    }

    /// The longest piece of a token from its `at`-th character on, and where it ends.
    fn longest(&self, token: &Token, at: usize) -> Option<(u32, usize)> {
        let vocabulary = if at == 0 { &self.initial } else { &self.continuing };
        let from = token.starts[at];
        (at + 1..=token.spans.len()).rev().find_map(|end| {
            let to = token.starts.get(end).copied().unwrap_or(token.lower.len());
            vocabulary.get(&token.lower[from..to]).map(|&id| (id, end))
        })
    }
}

/// A run of characters as the vocabulary spells it, each with where it came from.
#[derive(Debug, Default)]
struct Token {
    lower: String,
    /// Byte offset in `lower` of each character.
    starts: Vec<usize>,
    /// What each character was in the text.
    spans: Vec<Span>,
}

impl Token {
    /// Adds a character: lower-cased, decomposed, without accents.
    fn push(&mut self, c: char, span: Span) {
        if is_transparent(c) {
            return;
        }
        for lower in c.to_lowercase().nfd().filter(|&c| !is_combining_mark(c)) {
            self.starts.push(self.lower.len());
            self.lower.push(lower);
            self.spans.push(span);
        }
    }

    /// The text between the first and the last of some characters.
    fn cover(&self, range: Range<usize>) -> Span {
        Span { start: self.spans[range.start].start, end: self.spans[range.end - 1].end }
    }

    fn clear(&mut self) {
        self.lower.clear();
        self.starts.clear();
        self.spans.clear();
    }
}

fn piece(id: u32, content: &str, span: Span, continues: bool) -> Piece {
    Piece { id, shape: Shape::of(&content[span.range()]).code(continues), span }
}

impl Shape {
    /// How many shapes there are.
    pub const COUNT: u8 = 9;
    /// How many codes [`Shape::code`] gives, with 0 for pieces without characters.
    pub const CODES: u8 = 2 * Self::COUNT + 1;

    /// The shape of some characters.
    #[must_use]
    pub fn of(characters: &str) -> Self {
        let (mut upper, mut lower, mut letters, mut digits) = (0, 0, 0, 0);
        let mut title = false;
        for c in characters.chars() {
            title |= letters + digits == 0 && c.is_uppercase();
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
            letters += usize::from(c.is_alphabetic());
            digits += usize::from(c.is_numeric());
        }
        match (letters, digits) {
            (0, 0) => Self::Mark,
            (0, _) => Self::Digits,
            (_, 1..) => Self::Alphanumeric,
            _ if upper + lower == 0 => Self::Caseless,
            (1, 0) if upper == 1 => Self::Capital,
            _ if upper == 0 => Self::Lower,
            _ if lower == 0 => Self::Upper,
            _ if upper == 1 && title => Self::Title,
            _ => Self::Mixed,
        }
    }

    /// The number that the encoder was trained with.
    #[must_use]
    pub fn code(self, continues: bool) -> u8 {
        1 + self as u8 + if continues { Self::COUNT } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nzurich\n##s\nun\n##able\n'\n,\n10\n000\n##x";

    fn pieces(text: &str) -> Vec<(u32, u8, String)> {
        let vocabulary = Vocabulary::parse(VOCABULARY).unwrap();
        let text = Text::read(&Article { text: text.into(), ..Article::default() });
        let pieces = vocabulary.pieces(&text).pieces;
        pieces.into_iter().map(|p| (p.id, p.shape, text.slice(p.span).to_owned())).collect()
    }

    #[test]
    fn pieces_keep_their_spans() {
        assert_eq!(pieces("Zürichs"), [(4, 2, "Zürich".into()), (5, 10, "s".into())]);
        assert_eq!(pieces("Zu\u{308}rich"), [(4, 2, "Zu\u{308}rich".into())]);
        assert_eq!(pieces("UN\u{ad}ABLE"), [(6, 3, "UN".into()), (7, 12, "ABLE".into())]);
        assert_eq!(pieces("10,000"), [(10, 6, "10".into()), (9, 9, ",".into()), (11, 6, "000".into())]);
        assert_eq!(pieces("unknown"), [(1, 1, "unknown".into())]);
        assert_eq!(pieces(&"x".repeat(101)).len(), 1);
    }

    #[test]
    fn every_word_has_a_piece() {
        let vocabulary = Vocabulary::parse(VOCABULARY).unwrap();
        let text = Text::read(&Article { text: "un \u{301} x".into(), ..Article::default() });
        let pieces = vocabulary.pieces(&text);
        assert_eq!(pieces.word_starts.len(), text.words.len() + 1);
        assert!(pieces.word_starts.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn shapes() {
        let cases = [
            ("city", Shape::Lower),
            ("City", Shape::Title),
            ("NATO", Shape::Upper),
            ("iPhone", Shape::Mixed),
            ("McDonald", Shape::Mixed),
            ("A", Shape::Capital),
            ("a", Shape::Lower),
            ("2023", Shape::Digits),
            ("F16", Shape::Alphanumeric),
            ("北京", Shape::Caseless),
            ("—", Shape::Mark),
        ];
        for (characters, shape) in cases {
            assert_eq!(Shape::of(characters), shape, "{characters}");
        }
    }
}
