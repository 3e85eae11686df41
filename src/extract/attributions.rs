//! Scores, quotation marks and entities → attributions: who said what, in whose words.
//!
//! The encoder's head finds cues, sources and contents, and a ranker joins them; quotation marks say where a content ends and what stands word for
//! word; the entities say who the sources are.

pub mod joining;
mod layout;
mod negation;
mod parts;
mod phrases;
mod quoting;
mod speakers;

use std::ops::Range;

use crate::extract::entities::Entity;
use crate::model::{Manifest, Scores};
use crate::text::{Span, Text, quotes};

pub use parts::{PartDecoder, UnknownPart};

/// How the words of an attribution are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributionKind {
    /// Word for word, in quotation marks.
    Direct,
    /// In the writer's words.
    Indirect,
    /// Partly word for word.
    Mixed,
}

/// Someone said, wrote or thought something.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// How the words are given.
    pub kind: AttributionKind,
    /// What was said, in text order; several pieces when other words stand between them.
    pub content: Vec<Span>,
    /// The words that tell of the saying; none when only quotation marks do.
    pub cue: Vec<Span>,
    /// Who is said to have said it, as the text names them there.
    pub source: Vec<Span>,
    /// Who that is: indices into the document's entities; none when not known.
    pub speakers: Vec<usize>,
    /// Whether the text says that it was not said.
    pub negated: bool,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

/// An attribution in words, while it is made.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    /// The cue; none where quotation marks alone tell of the saying.
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
    /// Content in text order, at least one piece, none of which overlap.
    content: Vec<Range<usize>>,
    /// The probability that the words are what they were taken for and belong together.
    probability: f32,
}

/// The attributions of an article, in the order of their contents.
#[must_use]
pub fn find(text: &Text, scores: &Scores, decoder: &PartDecoder, entities: &[Entity]) -> Vec<Attribution> {
    let quotations = quotes::find(&text.content, &text.paragraphs);
    let mut drafts = joining::join(text, &decoder.decode(text, scores));
    phrases::add(text, &mut drafts);
    quoting::fit(text, &quotations, &mut drafts);
    let named = speakers::named(text, entities);
    layout::add(text, entities, &named, &mut drafts);
    drafts.sort_by_key(|draft| (draft.content[0].start, draft.cue.as_ref().map(|cue| cue.start)));
    let speakers = speakers::find(text, &quotations, entities, &named, &drafts);
    let finished = drafts.iter().zip(speakers).map(|(draft, speakers)| Attribution {
        kind: quoting::kind(text, &quotations, &draft.content),
        content: draft.content.iter().map(|words| span(text, words)).collect(),
        cue: draft.cue.iter().map(|words| span(text, words)).collect(),
        source: draft.source.iter().map(|words| span(text, words)).collect(),
        speakers,
        negated: draft.cue.as_ref().is_some_and(|cue| negation::negated(text, cue)),
        confidence: draft.probability,
    });
    finished.collect()
}

/// The choices that join an article's parts, for training (`training/joining.py`).
#[must_use]
pub fn choices(text: &Text, scores: &Scores, decoder: &PartDecoder) -> Vec<joining::Choice> {
    joining::every_choice(text, &decoder.decode(text, scores))
}

/// From the start of the first of some words to the end of the last; there is at least one.
fn span(text: &Text, words: &Range<usize>) -> Span {
    Span { start: text.words[words.start].start, end: text.words[words.end - 1].end }
}

/// The words that a span overlaps.
fn words(text: &Text, span: Span) -> Range<usize> {
    let first = text.words.partition_point(|word| word.end <= span.start);
    let last = text.words.partition_point(|word| word.start < span.end);
    first..last.max(first)
}

#[cfg(test)]
mod tests;
