//! Line breaks → paragraphs and their kinds.

use super::Span;

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

/// A paragraph: no line break within it parts it further.
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
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in content.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        if start < end {
            let kind = if start < body_start { ParagraphKind::Title } else { ParagraphKind::Body };
            paragraphs.push(Paragraph { span: Span::new(start, end), kind });
        }
        at += line.len();
    }
    paragraphs
}
