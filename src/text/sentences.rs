//! Words of a paragraph → sentences.
//!
//! In: the content and the words of one paragraph. Out: ranges of words that cover all of them in order.
//!
//! A sentence ends after a full stop, a question or exclamation mark or an ellipsis, with the quotation marks, brackets and note
//! numbers that close behind it, when what follows can open a sentence. What an abbreviation's full stop means is looked up in
//! [`abbreviations`](super::abbreviations). Inside quotations and brackets sentences part as outside.

use std::ops::Range;

use super::Span;
use super::abbreviations::{self, Abbreviation};

/// Splits the words of one paragraph into sentences: ranges of word indices that cover all words in order.
#[must_use]
pub fn split(content: &str, words: &[Span]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut reader = Reader::new(content, words);
    let (mut start, mut at) = (0, 0);
    while at < words.len() {
        reader.first = start;
        let (next, ends) = reader.step(at);
        if ends && start < next && next < words.len() {
            sentences.push(start..next);
            start = next;
        }
        at = next;
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}

/// What stands at a possible end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// One full stop, or an abbreviation that carries its own.
    Stop,
    /// Question and exclamation marks.
    Shout,
    /// "...", "…" and ". . ."
    Ellipsis,
    /// A mark that ends sentences in scripts without capitals.
    Full,
}

/// The words of one paragraph and where the reading stands.
struct Reader<'a> {
    content: &'a str,
    words: &'a [Span],
    /// First word of the sentence that is being read.
    first: usize,
    /// Whether an odd number of straight double quotes has been passed.
    quoted: bool,
    /// Whether the paragraph opens in lower case, as some people write throughout.
    lower: bool,
}

impl<'a> Reader<'a> {
    fn new(content: &'a str, words: &'a [Span]) -> Self {
        let mut reader = Self { content, words, first: 0, quoted: false, lower: false };
        let opening = reader.skip_openers(0);
        reader.lower = reader.word(opening).starts_with(char::is_lowercase) && !reader.opens(opening);
        reader
    }

    /// A word's characters; empty beyond the last word.
    fn word(&self, at: usize) -> &'a str {
        self.words.get(at).and_then(|span| self.content.get(span.range())).unwrap_or_default()
    }

    /// The word before another; empty before the first.
    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Whether no blank stands between a word and the one before it.
    fn attached(&self, at: usize) -> bool {
        let (Some(before), Some(word)) = (at.checked_sub(1).and_then(|before| self.words.get(before)), self.words.get(at)) else {
            return false;
        };
        self.content.get(before.end as usize..word.start as usize).is_some_and(|gap| !gap.contains(char::is_whitespace))
    }

    /// Reads on from a word: the next word to read from, and whether a sentence ends before it.
    fn step(&mut self, at: usize) -> (usize, bool) {
        let Some((mark, after)) = self.mark(at) else {
            self.quoted ^= self.word(at) == "\"";
            return (at + 1, self.is_item(at + 1) || self.is_credit(at + 1));
        };
        let next = self.closers(after);
        (next, self.ends(at, mark, after, next))
    }

    /// The mark that starts at a word, and the first word after it.
    fn mark(&self, at: usize) -> Option<(Mark, usize)> {
        let first = mark_of(self.word(at))?;
        let mut after = at + 1;
        let mut mark = first;
        while let Some(more) = mark_of(self.word(after)).filter(|_| self.is_bare(after)) {
            mark = match (mark, more) {
                (Mark::Stop, Mark::Stop) if self.is_bare(at) => Mark::Ellipsis,
                (Mark::Stop | Mark::Ellipsis, Mark::Shout) => Mark::Shout,
                (mark, _) => mark,
            };
            after += 1;
        }
        Some((mark, after))
    }

    /// Whether a word is of marks only, not an abbreviation with its full stop.
    fn is_bare(&self, at: usize) -> bool {
        !self.word(at).contains(char::is_alphanumeric)
    }

    /// The first word after the closing quotes, brackets, note numbers and emoji that follow a mark.
    fn closers(&mut self, mut at: usize) -> usize {
        while let Some(len) = self.closer_len(at) {
            self.quoted ^= self.word(at) == "\"";
            at += len;
        }
        at
    }

    /// How many words close at a word: none, one, or those of a note such as "[12]".
    fn closer_len(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let closes = match word.chars().next()? {
            ')' | ']' | '}' | '»' | '”' | '›' => true,
            '\'' | '’' => word == "''" || is_apostrophe_word(word) && self.attached(at),
            '“' => self.attached(at) && !self.attached(at + 1),
            '"' if self.attached(at) != self.attached(at + 1) => self.attached(at),
            '"' => self.quoted,
            '[' => return self.note_len(at),
            // A note number that was set high: "… institutions. 9 For example"
            '0'..='9' => word.len() <= 3 && self.is_starter(at + 1) && !self.attached(at),
            c => is_emoji(c),
        };
        closes.then_some(1)
    }

    /// Words of a note: "[12]", "[3, 4]", "[citation needed]", "[...]".
    fn note_len(&self, at: usize) -> Option<usize> {
        let len = (2..8).find(|&len| self.word(at + len - 1) == "]")?;
        let inside = || (at + 1..at + len - 1).map(|i| self.word(i));
        let numbers = inside().all(|word| word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | '–')));
        (numbers || inside().next_back() == Some("needed") || inside().all(is_ellipsis)).then_some(len)
    }

    /// Whether the sentence ends between a mark (from `at` to `after`) with its closers and the word `next`.
    fn ends(&self, at: usize, mark: Mark, after: usize, next: usize) -> bool {
        let start = self.skip_openers(next);
        let word = self.word(start);
        let closed = next > after;
        // Marks alone are no sentence.
        if word.is_empty() || self.is_bracketed_number(next) {
            return false;
        }
        if mark == Mark::Full {
            return true;
        }
        if !self.opens(start) {
            return self.lower && self.ends_in_lower_case(at, mark, closed, word);
        }
        if closed && is_dash(self.word(next)) {
            // The source of a quotation follows it: "…" – Jane Doe.
            return false;
        }
        match mark {
            Mark::Shout => self.shout_ends(at, after, next, start),
            Mark::Ellipsis => self.is_starter(start) || self.attached(at) || closed || start > next,
            Mark::Stop | Mark::Full => self.stop_ends(at, next, start),
        }
    }

    /// Whether a mark ends a sentence where the writer does without capitals.
    fn ends_in_lower_case(&self, at: usize, mark: Mark, closed: bool, next: &str) -> bool {
        let before = if self.is_bare(at) { self.before(at) } else { "" };
        let plain =
            before.chars().nth(1).is_some() && before.chars().all(char::is_alphanumeric) && abbreviations::kind(before, false).is_none();
        let spaced = !self.attached(at + 1);
        !closed && spaced && mark != Mark::Ellipsis && plain && next.starts_with(char::is_lowercase)
    }

    /// Whether "!" or "?" ends a sentence before a word that can open one.
    fn shout_ends(&self, at: usize, after: usize, next: usize, start: usize) -> bool {
        let bracketed = self.before(at) == "(" && self.word(after) == ")";
        let name = self.word(at) == "!" && abbreviations::is_exclaimed(self.before(at)) && !self.is_starter(start);
        let quoted = next > after && is_double_quote(self.before(next));
        // "Why?" Smith asked.
        let told = quoted && start == next && (start + 1..start + 4).any(|i| abbreviations::is_saying(self.word(i)));
        !bracketed && !name && !told
    }

    /// Whether a full stop ends a sentence before a word that can open one.
    fn stop_ends(&self, at: usize, next: usize, start: usize) -> bool {
        // "U.S." carries its full stop; "Gen" and "." are two words.
        let own = !self.is_bare(at);
        let before = if own { at } else { at.saturating_sub(1) };
        let (abbreviation, word) = (self.word(before), self.word(start));
        let starter = self.is_starter(start);
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        if !own && (before < self.first || self.is_enumerator(before) || self.is_numbered(before)) {
            return false;
        }
        if !own && start == next && self.attached(next) && !self.parts_unspaced(before, word) {
            return false;
        }
        // A quotation opens a sentence of its own: … in the U.S. "We …
        let opened = starter || start > next && is_double_quote(self.before(start));
        let listed = before > self.first && matches!(self.before(before), "," | "(" | "-" | "–");
        match abbreviations::kind(abbreviation, listed) {
            Some(Abbreviation::Inner) => false,
            Some(Abbreviation::BeforeNumber) => !digit,
            Some(Abbreviation::Either) => opened,
            Some(Abbreviation::Hour) => opened || !digit && !abbreviations::follows_hour(word),
            Some(Abbreviation::MayEnd) => true,
            None => opened || !is_initial(abbreviation),
        }
    }

    /// Whether a word opens sentences, and neither a compound ("Under-Secretary") nor a number ("No. 1").
    fn is_starter(&self, at: usize) -> bool {
        let compound = self.word(at + 1) == "-" && self.attached(at + 1) && self.attached(at + 2);
        let number = self.word(at) == "No" && self.word(at + 1) == ".";
        abbreviations::is_starter(self.word(at)) && !compound && !number
    }

    /// Whether a full stop without a blank after it parts two sentences ("the war.The end") rather than the parts of a name.
    fn parts_unspaced(&self, before: usize, next: &str) -> bool {
        let mut letters = next.chars();
        let titlecase = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(char::is_lowercase);
        let long = self.word(before).chars().nth(1).is_some();
        titlecase && long && (next.chars().nth(1).is_some() || abbreviations::is_starter(next))
    }

    /// Whether a word is the number or letter of a list at the start of a sentence: "1.", "2.3.", "IV.", "b."
    fn is_enumerator(&self, at: usize) -> bool {
        let word = self.word(at);
        let number =
            word.len() <= 5 && word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || c == '.');
        let roman = word.len() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
        self.skip_openers(self.first) == at && (number || roman || is_initial(word))
    }

    /// Whether a sentence is only a label so far: "Figure 1."
    fn is_numbered(&self, at: usize) -> bool {
        at == self.first + 1 && abbreviations::is_numbered(self.word(self.first)) && self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a year or the like in brackets follows, which goes with what stands before: "Help! (1965)".
    fn is_bracketed_number(&self, at: usize) -> bool {
        self.word(at) == "(" && self.word(at + 1).starts_with(|c: char| c.is_ascii_digit()) && self.word(at + 2) == ")"
    }

    /// Whether a bullet in the midst of a line opens an item.
    fn is_item(&self, at: usize) -> bool {
        matches!(self.word(at), "•" | "▪" | "●" | "‣" | "◦") && self.opens(at + 1)
    }

    /// Whether a caption's credit opens: "Photo: Jane Doe".
    fn is_credit(&self, at: usize) -> bool {
        matches!(self.word(at), "Image" | "Photo" | "Photograph" | "Picture") && self.word(at + 1) == ":"
    }

    /// The first word, from a word on, that is no opening quote, bracket, dash or bullet.
    fn skip_openers(&self, mut at: usize) -> usize {
        // A few may stand in a row; the bound keeps long rows linear.
        for _ in 0..16 {
            if self.words.get(at).is_none() || !is_opener(self.word(at)) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a word can open a sentence: a capital, a digit, a letter without case, a name such as "iPhone", "@who", "$5".
    fn opens(&self, at: usize) -> bool {
        let word = self.word(at);
        let Some(first) = word.chars().next() else { return false };
        let capital_inside = |word: &str| word.chars().any(char::is_uppercase);
        if first.is_lowercase() {
            let prefixed = self.word(at + 1) == "-" && self.attached(at + 1) && self.attached(at + 2);
            return capital_inside(word)
                || prefixed && word.len() <= 3 && self.word(at + 2).starts_with(char::is_uppercase)
                || word.starts_with("http");
        }
        first.is_alphanumeric() || matches!(first, '$' | '£' | '€' | '¥' | '₹' | '@' | '#') || is_ellipsis(word)
    }
}

/// What mark a word is or carries at its end.
fn mark_of(word: &str) -> Option<Mark> {
    match word {
        "." => Some(Mark::Stop),
        "!" | "?" | "‽" | "⁈" | "⁉" | "‼" | "⁇" | "؟" => Some(Mark::Shout),
        "。" | "！" | "？" | "।" | "۔" => Some(Mark::Full),
        _ if is_ellipsis(word) => Some(Mark::Ellipsis),
        // Two full stops are a slip, or an abbreviation's and its sentence's.
        ".." => Some(Mark::Shout),
        _ => (word.ends_with('.') && word.starts_with(char::is_alphanumeric)).then_some(Mark::Stop),
    }
}

/// Whether a word is three dots or more.
fn is_ellipsis(word: &str) -> bool {
    word == "…" || word.len() > 2 && word.bytes().all(|b| b == b'.')
}

/// Whether a word is one letter, as an initial is.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Whether a word may stand before the first word of a sentence.
fn is_opener(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '"' | '\'' | '`' | '“' | '‘' | '„' | '‚' | '’' | '«' | '‹' | '(' | '[' | '{' | '¿' | '¡'))
        || is_dash(word)
        || matches!(word, "•" | "▪" | "●" | "‣" | "◦" | "·" | "*" | ">" | "■" | "–")
}

/// Whether a word is a dash or hyphens.
fn is_dash(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '-' | '–' | '—' | '―'))
}

/// Whether a word is a double quotation mark of any kind.
fn is_double_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "''" | "``" | "«" | "»" | "„")
}

/// Whether a word is one apostrophe.
fn is_apostrophe_word(word: &str) -> bool {
    matches!(word, "'" | "’")
}

/// Whether a character is an emoji or its modifier.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

#[cfg(test)]
mod tests;
