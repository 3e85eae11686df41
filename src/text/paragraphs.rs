//! Line breaks → paragraphs and their kinds.
//!
//! In: the content and where its body starts. Out: paragraphs that cover every word. What is neither title, heading nor metadata for sure
//! is body: a wrong heading costs more than a missed one.

use std::ops::Range;

use super::lines::{self, ends_sentence, is_item};
use super::{Span, headers};

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// The request's title.
    Title,
    /// A headline or a heading between paragraphs.
    Heading,
    /// Running text.
    Body,
    /// A line of metadata at the head of the text: a date, a byline, "Last updated …".
    Header,
}

/// A paragraph: a line, or the lines of a text that was broken at a fixed width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// From its first to its last character that is not blank.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// Splits the content into paragraphs; what stands before `body_start` is the title.
#[must_use]
pub fn split(content: &str, body_start: usize) -> Vec<Paragraph> {
    let (title, body) = content.split_at_checked(body_start).unwrap_or(("", content));
    let mut paragraphs = Vec::new();
    for (range, _) in lines::paragraphs(title, 0) {
        paragraphs.push(Paragraph { span: Span::new(range.start, range.end), kind: ParagraphKind::Title });
    }
    let mut blocks = blocks(content, lines::paragraphs(body, title.len()));
    find_headings(&mut blocks);
    paragraphs.extend(blocks.into_iter().map(|block| Paragraph { span: block.span, kind: block.kind }));
    paragraphs
}

/// A paragraph of the body while its kind is sought.
struct Block<'a> {
    text: &'a str,
    span: Span,
    kind: ParagraphKind,
    /// Whether a blank line, or nothing, stands before it.
    after_blank: bool,
}

impl Block<'_> {
    /// Whether this is in capitals throughout.
    fn is_capitals(&self) -> bool {
        is_capitals(std::iter::once(self.text))
    }

    /// Whether this is running text: it ends as sentences do, or it is long.
    fn is_prose(&self) -> bool {
        let words = self.text.split_whitespace().take(5).count();
        self.kind == ParagraphKind::Body && (self.text.len() > LONG || words >= 5 && ends_sentence(self.text))
    }
}

/// Bytes beyond which a paragraph is running text.
const LONG: usize = 150;

/// How far metadata may stand from the head of the text, in paragraphs.
const HEAD: usize = 8;

/// The paragraphs of the body, with the metadata at its head parted from the text that follows on the same line.
fn blocks(content: &str, ranges: Vec<(Range<usize>, bool)>) -> Vec<Block<'_>> {
    let mut blocks = Vec::with_capacity(ranges.len());
    let mut head = true;
    for (range, after_blank) in ranges {
        let text = content.get(range.clone()).unwrap_or_default();
        let len = if head { headers::len(text) } else { 0 };
        let mut push = |start: usize, end: usize, kind| {
            let text = content.get(start..end).unwrap_or_default();
            blocks.push(Block { text, span: Span::new(start, end), kind, after_blank: after_blank && start == range.start });
        };
        if len > 0 {
            let metadata = text.get(..len).unwrap_or_default().trim_end().len();
            push(range.start, range.start + metadata, ParagraphKind::Header);
        }
        let body = text.get(len..).unwrap_or_default();
        if !body.is_empty() {
            push(range.end - body.trim_start().len(), range.end, ParagraphKind::Body);
        }
        // Metadata ends where the text begins; a first line with a full stop may still be a headline.
        head &= blocks.len() < HEAD && body.len() <= LONG && !blocks.iter().skip(1).any(Block::is_prose);
    }
    blocks
}

/// Marks the headings: one or two short lines in a row before running text, and a first line in capitals.
fn find_headings(blocks: &mut [Block]) {
    let parted = blocks.iter().skip(1).any(|block| block.after_blank);
    let shouted = is_capitals(blocks.iter().map(|block| block.text));
    let first = blocks.iter().position(|block| block.kind == ParagraphKind::Body);
    let mut at = 0;
    while at < blocks.len() {
        let looks = |i: usize| looks_like_heading(blocks, i, parted && Some(i) != first, shouted, Some(i) == first);
        if !looks(at) {
            at += 1;
            continue;
        }
        let mut lines = vec![at];
        let mut end = at + 1;
        while let Some(block) = blocks.get(end).filter(|block| block.kind == ParagraphKind::Header || looks(end)) {
            if block.kind == ParagraphKind::Body {
                lines.push(end);
            }
            end += 1;
        }
        let before_prose = blocks.get(end).is_some_and(Block::is_prose);
        let headline =
            Some(at) == first && end < blocks.len() && (before_prose || !shouted && blocks.get(at).is_some_and(Block::is_capitals));
        // Three short lines and more are a list, unless the headline opens them.
        lines.truncate(if before_prose && lines.len() <= 2 { 2 } else { usize::from(headline) });
        for line in lines {
            if let Some(block) = blocks.get_mut(line) {
                block.kind = ParagraphKind::Heading;
            }
        }
        at = end;
    }
}

/// Whether a paragraph has the looks of a heading. `parted`: a blank line must stand before it; `shouted`: the whole text is in capitals.
fn looks_like_heading(blocks: &[Block], at: usize, parted: bool, shouted: bool, first: bool) -> bool {
    let Some(block) = blocks.get(at).filter(|block| block.kind == ParagraphKind::Body) else { return false };
    let text = block.text;
    let introduced = at.checked_sub(1).and_then(|before| blocks.get(before)).is_some_and(|before| before.text.ends_with([':', ',', ';']));
    // Where single breaks part paragraphs, a line that lost its full stop is likelier.
    let most = if first || block.after_blank || block.is_capitals() { 18 } else { 10 };
    let short = text.len() <= 240 && text.split_whitespace().count() <= most;
    let opening = text.trim_start_matches(OPENING).starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    let named = text.chars().filter(|c| c.is_alphabetic()).nth(2).is_some();
    if introduced || !short || !opening || !named || is_item(text) || !has_closed_quotes(text) || headers::holds_date(text) {
        return false;
    }
    if !shouted && block.is_capitals() {
        return text.ends_with(|c: char| c.is_alphanumeric() || ")?!.\"'”’".contains(c)) && (first || text.contains(char::is_whitespace));
    }
    let broken = BROKEN.iter().any(|word| text.split_whitespace().next_back() == Some(word));
    let ends = text.trim_end_matches(CLOSING).ends_with(char::is_alphanumeric) || first && text.ends_with(['?', '!']);
    ends && !broken && (block.after_blank || !parted)
}

/// Marks before the first word of a heading.
const OPENING: &[char] = &['"', '\'', '“', '‘', '«', '¿', '¡'];

/// Marks after the last word of a heading.
const CLOSING: &[char] = &['"', '\'', '”', '’', '»', ')', ']'];

/// Words that end a broken line but no heading.
const BROKEN: &[&str] = &["the", "a", "an", "of", "and", "or", "to", "for", "in", "with"];

/// Whether a text's letters are capitals, and words enough to tell.
fn is_capitals<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in texts.flat_map(str::chars) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper >= 6 && lower * 20 < upper
}

/// Whether every quotation mark in a line has its other half there.
fn has_closed_quotes(line: &str) -> bool {
    let count = |mark: char| line.chars().filter(|&c| c == mark).count();
    count('"').is_multiple_of(2) && count('“') == count('”') && count('«') == count('»')
}

#[cfg(test)]
mod tests;
