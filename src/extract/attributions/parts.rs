//! Scores → the parts that attributions are made of: contents as the best sequence of labels has them, and every run of words that may be
//! a cue or a source, however unsure: what it is joined with decides.

use std::ops::Range;

use super::{Manifest, Scores, Text};
use crate::extract::bio::{self, Label};
use crate::text::ParagraphKind;

/// The least chance with which a word may be a cue's: low, since what it is joined with decides.
const CUE_CHANCE: f32 = 0.05;

/// The share of the surest word's chance that the outer words of a cue must have.
const CUE_SHARE: f32 = 0.4;

/// The least chance with which every word of a source that the best sequence leaves out is one all the same.
const SOURCE_CHANCE: f32 = 0.15;

/// A kind of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cue,
    Source,
    Content,
}

impl Kind {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "CUE" => Some(Self::Cue),
            "SOURCE" => Some(Self::Source),
            "CONTENT" => Some(Self::Content),
            _ => None,
        }
    }
}

/// Some words that may be a part of an attribution.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) words: Range<usize>,
    /// The chance that they are: a cue is as sure as its surest word, the others as their least sure one.
    pub(super) chance: f32,
}

/// The parts found in an article, each kind in text order and without overlap.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    pub(super) cues: Vec<Part>,
    pub(super) sources: Vec<Part>,
    pub(super) contents: Vec<Part>,
}

/// What reads the part head: its labels in order.
#[derive(Debug, Clone)]
pub struct PartDecoder {
    labels: Vec<Label<Kind>>,
}

/// The manifest names a part of attributions that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("manifest.json: unknown part {0}")]
pub struct UnknownPart(String);

impl PartDecoder {
    /// A decoder for the parts that a model's manifest lists.
    ///
    /// # Errors
    /// A part is not of the form "O", "B-PART", "I-PART" with a part that this version knows.
    pub fn new(manifest: &Manifest) -> Result<Self, UnknownPart> {
        let parse = |label: &String| Label::parse(label, Kind::parse).ok_or_else(|| UnknownPart(label.clone()));
        Ok(Self { labels: manifest.parts.iter().map(parse).collect::<Result<_, _>>()? })
    }

    /// The parts of an article.
    pub(super) fn decode(&self, text: &Text, scores: &Scores) -> Parts {
        let rows = (0..scores.parts.words()).map(|word| scores.parts.word(word));
        let spoken = |words: Range<usize>| text.words[words].iter().any(|&word| text.slice(word).contains(char::is_alphanumeric));
        let mut parts = Parts::default();
        let borders = borders(text);
        for run in bio::runs(&self.labels, rows, |_| false) {
            let (list, borders) = match run.kind {
                Kind::Source => (&mut parts.sources, &borders.paragraphs),
                Kind::Content => (&mut parts.contents, &borders.headings),
                Kind::Cue => continue,
            };
            for words in cut(run.words, borders) {
                let words = words.start + marks_before(text, &words)..words.end;
                if spoken(words.clone()) {
                    list.push(Part { words, chance: run.log.exp() });
                }
            }
        }
        let chances = |kind: Kind| self.chances(scores, kind);
        let cues = chances(Kind::Cue);
        for words in likely(text, &cues, CUE_CHANCE, &borders.paragraphs) {
            let surest = cues[words.clone()].iter().copied().fold(0.0, f32::max);
            let sure = |&word: &usize| cues[word] >= CUE_SHARE * surest;
            // What stands around the surest words is how the cue is put, and no part of it.
            if let (Some(first), Some(last)) = (words.clone().find(sure), words.clone().rfind(sure)) {
                parts.cues.push(Part { words: first..last + 1, chance: surest });
            }
        }
        let sources = chances(Kind::Source);
        let known = parts.sources.clone();
        for words in likely(text, &sources, SOURCE_CHANCE, &borders.paragraphs) {
            let at = known.partition_point(|source| source.words.end <= words.start);
            if known.get(at).is_none_or(|source| source.words.start >= words.end) {
                let chance = sources[words.clone()].iter().copied().fold(1.0, f32::min);
                parts.sources.push(Part { words, chance });
            }
        }
        parts.sources.sort_by_key(|source| source.words.start);
        parts
    }

    /// For each word the chance that it is of a kind of part.
    fn chances(&self, scores: &Scores, kind: Kind) -> Vec<f32> {
        let of_kind = |label: &Label<Kind>| *label == Label::Begin(kind) || *label == Label::Inside(kind);
        let chance =
            |word| self.labels.iter().zip(scores.parts.word(word)).filter(|(label, _)| of_kind(label)).map(|(_, log)| log.exp()).sum();
        (0..scores.parts.words()).map(chance).collect()
    }
}

/// Runs of words with more than some chance each, marks not counted, cut at borders.
fn likely(text: &Text, chances: &[f32], least: f32, borders: &[usize]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (word, &chance) in chances.iter().enumerate() {
        if chance <= least || !text.slice(text.words[word]).contains(char::is_alphanumeric) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == word && borders.binary_search(&word).is_err() => run.end += 1,
            _ => runs.push(word..word + 1),
        }
    }
    runs
}

/// Words that open something which parts do not cross.
struct Borders {
    /// The first word of every paragraph: no source and no cue goes on into it.
    paragraphs: Vec<usize>,
    /// The first words of headings and of what follows them: no content goes on into it.
    headings: Vec<usize>,
}

fn borders(text: &Text) -> Borders {
    let mut borders = Borders { paragraphs: Vec::new(), headings: Vec::new() };
    let mut body_before = true;
    for paragraph in &text.paragraphs {
        let first = text.words.partition_point(|word| word.start < paragraph.span.start);
        let body = paragraph.kind == ParagraphKind::Body;
        borders.paragraphs.push(first);
        if !body || !body_before {
            borders.headings.push(first);
        }
        body_before = body;
    }
    borders
}

/// A run cut where it would cross a border; borders are in order.
fn cut(words: Range<usize>, borders: &[usize]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = words.start;
    for &border in &borders[borders.partition_point(|&border| border <= words.start)..] {
        if border >= words.end {
            break;
        }
        pieces.push(start..border);
        start = border;
    }
    pieces.push(start..words.end);
    pieces
}

/// How many of the first words are marks that lead to what is said and are no part of it.
fn marks_before(text: &Text, words: &Range<usize>) -> usize {
    words.clone().take_while(|&word| matches!(text.slice(text.words[word]), "," | ";" | ":" | ")" | "]")).count()
}
