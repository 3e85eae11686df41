//! Quotation marks and contents: a content that has most of a quotation has all of it, a quotation that nothing claims is somebody's,
//! and what stands in marks is word for word.

use std::ops::Range;

use super::{AttributionKind, Draft, Span, Text, words};
use crate::text::quotes::Quotation;

/// How sure a saying is that only quotation marks tell of.
const MARKS_ALONE: f32 = 0.5;

/// What a word is taken by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// By a cue or a source.
    Frame,
    /// By the content of a draft.
    Content(usize),
}

/// Fits contents to the quotations of a text.
pub(super) fn fit(text: &Text, quotations: &[Quotation], drafts: &mut Vec<Draft>) {
    let mut taken: Vec<Option<Taken>> = vec![None; text.words.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for piece in &draft.content {
            taken[piece.clone()].fill(Some(Taken::Content(index)));
        }
        for part in draft.cue.iter().chain(&draft.source) {
            taken[part.clone()].fill(Some(Taken::Frame));
        }
    }
    let mut last: Option<(usize, Range<usize>)> = None;
    for quotation in quotations {
        let words = words(text, quotation.span);
        let owner = match main_owner(text, &taken, &words) {
            Some(owner) => Some(owner),
            None if !taken[words.clone()].iter().all(Option::is_none) => None,
            None => unclaimed(text, quotation, &words, last.as_ref(), drafts),
        };
        let Some(owner) = owner else { continue };
        if free(&taken, &words, owner) {
            taken[words.clone()].fill(Some(Taken::Content(owner)));
            add(&mut drafts[owner].content, words.clone());
        }
        last = Some((owner, words));
    }
}

/// The draft whose content has at least half of a quotation's words, marks not counted.
fn main_owner(text: &Text, taken: &[Option<Taken>], words: &Range<usize>) -> Option<usize> {
    let spoken = || words.clone().filter(|&word| text.slice(text.words[word]).contains(char::is_alphanumeric));
    let owners = || spoken().filter_map(|word| if let Some(Taken::Content(draft)) = taken[word] { Some(draft) } else { None });
    let first = owners().next()?;
    // One that has half is the first, or the first other one.
    let candidates = [Some(first), owners().find(|&other| other != first)];
    let half = |&owner: &usize| 2 * owners().filter(|&other| other == owner).count() >= spoken().count();
    candidates.into_iter().flatten().find(half)
}

/// Whether no word is a cue, a source or another draft's.
fn free(taken: &[Option<Taken>], words: &Range<usize>, owner: usize) -> bool {
    taken[words.clone()].iter().all(|word| word.is_none_or(|taken| taken == Taken::Content(owner)))
}

/// The draft that a quotation belongs to which no content has: the one whose speech it goes on with, or a new one where the paragraph is
/// nothing but speech.
fn unclaimed(
    text: &Text,
    quotation: &Quotation,
    words: &Range<usize>,
    last: Option<&(usize, Range<usize>)>,
    drafts: &mut Vec<Draft>,
) -> Option<usize> {
    let spoken = is_speech(text.slice(quotation.inner));
    let (owner, before) = match last {
        Some((owner, before)) => (Some(*owner), before.clone()),
        None => (None, 0..0),
    };
    if quotation.continues && owner.is_some() {
        return owner;
    }
    if !spoken && !quotation.continues {
        return None;
    }
    let paragraph = paragraph(text, quotation.span);
    let same = paragraph.contains(&before.start) && !before.is_empty();
    if same {
        return owner;
    }
    let alone = words.len() * 5 >= paragraph.len() * 4;
    alone.then(|| {
        drafts.push(Draft { cue: None, source: None, content: vec![words.clone()], probability: MARKS_ALONE });
        drafts.len() - 1
    })
}

/// Adds a piece to a content, in text order; pieces that touch become one.
fn add(content: &mut Vec<Range<usize>>, piece: Range<usize>) {
    content.push(piece);
    content.sort_by_key(|piece| piece.start);
    content.dedup_by(|next, piece| {
        let touches = next.start <= piece.end;
        if touches {
            piece.end = piece.end.max(next.end);
        }
        touches
    });
}

/// How a content is given: word for word when all its words stand in quotation marks.
pub(super) fn kind(text: &Text, quotations: &[Quotation], content: &[Range<usize>]) -> AttributionKind {
    let (mut quoted, mut told) = (0, 0);
    for word in content.iter().cloned().flatten() {
        let span = text.words[word];
        if !text.slice(span).contains(char::is_alphanumeric) {
            continue;
        }
        let after = quotations.partition_point(|quotation| quotation.span.end <= span.start);
        match quotations.get(after).filter(|quotation| quotation.span.contains(span)) {
            Some(quotation) if !is_title(text.slice(quotation.inner)) => quoted += 1,
            _ => told += 1,
        }
    }
    match (quoted, told) {
        (0, _) => AttributionKind::Indirect,
        (_, 0) => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

/// Whether what stands in quotation marks is a sentence or its beginning, and no name or term.
fn is_speech(inner: &str) -> bool {
    let closed = inner.trim_end().ends_with(['.', ',', '?', '!', '…', '—']);
    let words = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
    closed && inner.starts_with(char::is_uppercase) && !(words.contains(' ') && is_title(words))
}

/// Whether what stands in quotation marks is a title or a nickname: its words are capitalised, but for small ones, and no stop ends it.
fn is_title(inner: &str) -> bool {
    let small = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_alphabetic);
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let mut words = inner.split_whitespace();
    words.next().is_some_and(capital)
        && words.clone().all(|word| capital(word) || small(word))
        && !inner.ends_with(['.', '?', '!'])
        && words.filter(|word| !small(word)).count() < 8
}

/// The words of the paragraph that a span stands in.
fn paragraph(text: &Text, span: Span) -> Range<usize> {
    let at = text.paragraphs.partition_point(|paragraph| paragraph.span.end <= span.start);
    text.paragraphs.get(at).map_or(0..0, |paragraph| words(text, paragraph.span))
}
