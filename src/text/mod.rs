//! 1\. Characters → paragraphs, sentences, words and word pieces, each with its span.
//!
//! In: an [`Article`](crate::article::Article). Out: a [`Text`]: the title and the text as one string, and where its parts are.
//! Nothing here is learned and nothing here fails.

mod abbreviations;
mod headers;
pub mod html;
pub mod language;
mod lines;
pub mod paragraphs;
pub mod quotes;
pub mod sentences;
mod span;
pub mod wordpiece;
pub mod words;

use std::ops::Range;

pub use paragraphs::{Paragraph, ParagraphKind};
pub use span::Span;

use crate::article::Article;

/// An article as it is read: title first, then the text, and where the parts are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The title (when there is one that the text does not repeat), a blank line, and the article's text.
    pub content: String,
    /// Byte offset in `content` where the article's text starts; the title ends two bytes before it.
    pub body_start: u32,
    /// Paragraphs in text order, which do not overlap.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in text order; none crosses a paragraph.
    pub sentences: Vec<Sentence>,
    /// Words in text order; none crosses a sentence.
    pub words: Vec<Span>,
}

/// A sentence: its span and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From the start of its first word to the end of its last.
    pub span: Span,
    /// Indices into [`Text::words`].
    pub words: Range<usize>,
}

impl Text {
    /// Reads an article: joins title and text, and splits them into paragraphs, sentences and words.
    #[must_use]
    pub fn read(article: &Article) -> Self {
        let title = article.title.trim();
        let repeated = article.text.trim_start().strip_prefix(title).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let (content, body_start) = if title.is_empty() || repeated {
            (article.text.clone(), 0)
        } else {
            // The title is kept as sent, so that offsets into it are the caller's.
            (format!("{}\n\n{}", article.title, article.text), article.title.len() + 2)
        };
        let mut text = Self {
            paragraphs: paragraphs::split(&content, body_start),
            body_start: Span::offset(body_start),
            sentences: Vec::new(),
            words: Vec::new(),
            content,
        };
        for paragraph in &text.paragraphs {
            let words = words::split(&text.content, paragraph.span);
            for range in sentences::split(&text.content, &words) {
                let span = Span { start: words[range.start].start, end: words[range.end - 1].end };
                let first = text.words.len() + range.start;
                text.sentences.push(Sentence { span, words: first..first + range.len() });
            }
            text.words.extend(words);
        }
        text
    }

    /// The characters of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.content[span.range()]
    }
}
