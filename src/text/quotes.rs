//! Characters → quotations: what stands in quotation marks, outermost marks only.
//!
//! In: the content and its paragraphs. Out: spans with their marks. Straight and curly marks, guillemets, doubled single marks and
//! British single marks are read; a paragraph that opens a mark anew without the last being closed goes on with the quotation.

use super::{Paragraph, Span};

/// Something in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks; to the paragraph's end when no mark closes it there.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// Whether it goes on with the quotation of the paragraph before, which no mark closed.
    pub continues: bool,
}

/// A kind of quotation mark, by the characters that close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `"` and doubled single marks.
    Straight,
    /// “ ” and „ “.
    Curly,
    /// « ».
    Guillemets,
    /// ‘ ’.
    CurlySingle,
    /// `'`.
    StraightSingle,
}

/// The quotations of a text, in order; none crosses a paragraph.
#[must_use]
pub fn find(content: &str, paragraphs: &[Paragraph]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open_before = false;
    for paragraph in paragraphs {
        let quotations = in_paragraph(content, paragraph.span, open_before);
        // What a paragraph leaves open goes on only where the next one opens with a mark.
        open_before = quotations.last().is_some_and(|last| last.span.end == last.inner.end && last.span.end == paragraph.span.end);
        found.extend(quotations);
    }
    found
}

/// The quotations of a paragraph; the first one goes on with one before it when `open_before` and it opens the paragraph.
fn in_paragraph(content: &str, span: Span, open_before: bool) -> Vec<Quotation> {
    let text = &content[span.range()];
    let last_closing = |closing| last_closing(text, closing);
    let last = (last_closing('’'), last_closing('\''));
    // Whether a single mark after a place may close a quotation.
    let closed_later = |mark: Mark, after: usize| after <= if mark == Mark::CurlySingle { last.0 } else { last.1 };
    let mut found = Vec::new();
    let mut open: Option<(usize, usize, Mark)> = None;
    let mut before = ' ';
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        let Some((mark, length)) = mark(&text[at..], c) else {
            before = c;
            continue;
        };
        let after = text[at + length..].chars().next().unwrap_or(' ');
        let later = is_single(mark) && closed_later(mark, at + length);
        match open {
            Some((start, inner, kind)) if closes(kind, mark, c, before, after, later) => {
                found.push(quotation(span, (start, at + length), (inner, at)));
                open = None;
            }
            None if opens(mark, c, before, after) && (!is_single(mark) || later && !is_elided(&text[at + length..])) => {
                open = Some((at, at + length, mark));
            }
            _ => {}
        }
        skip = at + length;
        before = c;
    }
    if let Some((start, inner, _)) = open {
        found.push(quotation(span, (start, text.len()), (inner, text.len())));
    }
    if let Some(first) = found.first_mut() {
        first.continues = open_before && first.span.start == span.start;
    }
    found
}

fn quotation(paragraph: Span, (start, end): (usize, usize), (inner, inner_end): (usize, usize)) -> Quotation {
    let offset = paragraph.start as usize;
    Quotation { span: Span::new(offset + start, offset + end), inner: Span::new(offset + inner, offset + inner_end), continues: false }
}

/// The quotation mark at the start of a text, with its length in bytes.
fn mark(text: &str, c: char) -> Option<(Mark, usize)> {
    let kind = match c {
        '\'' | '`' if text.starts_with("''") || text.starts_with("``") => return Some((Mark::Straight, 2)),
        '"' => Mark::Straight,
        '“' | '”' | '„' => Mark::Curly,
        '«' | '»' => Mark::Guillemets,
        '‘' | '’' => Mark::CurlySingle,
        '\'' => Mark::StraightSingle,
        _ => return None,
    };
    Some((kind, c.len_utf8()))
}

/// Whether a word begins with an apostrophe for what it left out, as "'n'" and "'em" do.
fn is_elided(after: &str) -> bool {
    let word: String = after.chars().take_while(|c| c.is_alphabetic()).take(8).flat_map(char::to_lowercase).collect();
    ["n", "em", "tis", "twas", "til", "cause", "bout", "cos", "round"].contains(&word.as_str())
}

fn is_single(mark: Mark) -> bool {
    matches!(mark, Mark::CurlySingle | Mark::StraightSingle)
}

/// Whether a mark opens a quotation where none is open.
fn opens(mark: Mark, c: char, before: char, after: char) -> bool {
    let free = !before.is_alphanumeric() && !after.is_whitespace();
    match mark {
        Mark::Straight => free || (before.is_whitespace() && !after.is_whitespace()),
        Mark::Curly => matches!(c, '“' | '„') || (c == '”' && before.is_whitespace() && free),
        Mark::Guillemets => c == '«' || (c == '»' && free && before.is_whitespace()),
        Mark::CurlySingle => c == '‘' && free && after.is_alphanumeric(),
        // "'90s" is a decade, and "rock 'n' roll" no quotation.
        Mark::StraightSingle => (before.is_whitespace() || matches!(before, '(' | '[' | '—')) && after.is_alphabetic(),
    }
}

/// Whether a mark closes a quotation opened by one of kind `open`; `later`: another single mark after it could close it too.
fn closes(open: Mark, mark: Mark, c: char, before: char, after: char, later: bool) -> bool {
    let apart = !after.is_alphanumeric();
    // The mark of "the ministers' view" is an apostrophe where a later one can close.
    let single = apart && !before.is_whitespace() && (matches!(before, ',' | '.' | '?' | '!' | '…' | ')') || before != 's' || !later);
    match (open, mark) {
        (Mark::Straight, Mark::Straight) => apart || !before.is_whitespace(),
        (Mark::Curly, Mark::Curly) => c == '”' || (c == '“' && !before.is_whitespace() && apart),
        (Mark::Curly, Mark::Straight) | (Mark::Straight, Mark::Curly) => c != '“' && c != '„' && apart && !before.is_whitespace(),
        (Mark::Guillemets, Mark::Guillemets) => c == '»' || !before.is_whitespace(),
        (Mark::CurlySingle, Mark::CurlySingle) => c == '’' && single,
        (Mark::StraightSingle, Mark::StraightSingle) => single,
        _ => false,
    }
}

/// The place in a text of the last single mark that may close a quotation; 0 when there is none.
fn last_closing(text: &str, closing: char) -> usize {
    let fits = |&(at, _): &(usize, &str)| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + closing.len_utf8()..].chars().next().unwrap_or(' ');
        !before.is_whitespace() && !after.is_alphanumeric()
    };
    text.rmatch_indices(closing).find(fits).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::Text;

    fn quoted(content: &str) -> Vec<String> {
        let text = Text::read(&Article { text: content.into(), ..Article::default() });
        let shown = |quotation: &Quotation| {
            assert!(quotation.span.contains(quotation.inner));
            format!("{}{}", if quotation.continues { "+" } else { "" }, text.slice(quotation.inner))
        };
        find(&text.content, &text.paragraphs).iter().map(shown).collect()
    }

    #[test]
    fn marks_of_every_kind_pair() {
        let cases: [(&str, &[&str]); 14] = [
            ("\"We won,\" she said. \"We did.\"", &["We won,", "We did."]),
            ("“We won,” she said. “We did.”", &["We won,", "We did."]),
            ("He called it a «great day» there.", &["great day"]),
            ("„Gut“, sagte er.", &["Gut"]),
            ("''We won,'' she said. ``Yes.''", &["We won,", "Yes."]),
            ("‘We won,’ she said. ‘It’s done.’", &["We won,", "It’s done."]),
            ("'We won,' she said. 'It's done.'", &["We won,", "It's done."]),
            ("The ministers' view isn't Ann's.", &[]),
            ("In the '90s rock 'n' roll was Ann's.", &[]),
            ("“He said ‘no’ to us,” she said.", &["He said ‘no’ to us,"]),
            ("\"He said 'no' to us,\" she said.", &["He said 'no' to us,"]),
            ("It measured 5\" by 7\" only.", &[]),
            ("A “war of aggression” began.", &["war of aggression"]),
            ("No marks here.", &[]),
        ];
        for (content, expected) in cases {
            assert_eq!(quoted(content), expected, "{content}");
        }
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        let content = "\"We won,\" she said. \"It was hard.\n\n\"Nobody helped.\"\n\nShe left.";
        assert_eq!(quoted(content), ["We won,", "It was hard.", "+Nobody helped."]);
    }

    #[test]
    fn a_missing_mark_ends_with_its_paragraph() {
        assert_eq!(quoted("\"We won, she said.\n\nThen \"they\" left."), ["We won, she said.", "they"]);
    }
}
