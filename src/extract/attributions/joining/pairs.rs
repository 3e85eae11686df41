//! How two parts stand to each other: the features that their join is scored by.

use std::ops::Range;

use super::super::Text;
use super::super::parts::{Part, Parts};

/// What a feature is about. Its value is a step: of a distance, a count or a chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// The candidate's chance, 0 unsure to 6.
    Chance,
    /// How many words a candidate before the anchor is away.
    GapBefore,
    /// The same after it.
    GapAfter,
    /// How many sentences further up a candidate stands than the anchor begins.
    SentencesBefore,
    /// How many sentences further down than the anchor ends.
    SentencesAfter,
    /// The same in paragraphs.
    ParagraphsBefore,
    /// The same in paragraphs.
    ParagraphsAfter,
    /// How many contents stand between a candidate before and the anchor.
    ContentsBefore,
    /// The same after it.
    ContentsAfter,
    /// How many likely cues stand between.
    CuesBefore,
    /// The same after it.
    CuesAfter,
    /// How many sources stand between.
    SourcesBefore,
    /// The same after it.
    SourcesAfter,
    /// What leads from a candidate before to the anchor: the word right before the anchor.
    LeadsIn,
    /// What leads from the anchor to a candidate after: the word right after the anchor.
    LeadsOut,
    /// An anchor in quotation marks and the gap to a candidate before.
    QuotedBefore,
    /// The same after it.
    QuotedAfter,
    /// The candidate stands within the anchor.
    Within,
    /// The candidate stands within a content.
    InContent,
    /// A source begins (1), ends (2) right at the candidate, or both (3).
    SourceBeside,
    /// None is chosen: how sure the surest candidate is.
    NoneBeside,
    /// None is chosen: whether the anchor stands in quotation marks.
    NoneQuoted,
    /// None is chosen: the anchor's chance.
    NoneChance,
}

impl Aspect {
    /// All aspects, in the order of their numbers.
    pub const ALL: [Self; 23] = [
        Self::Chance,
        Self::GapBefore,
        Self::GapAfter,
        Self::SentencesBefore,
        Self::SentencesAfter,
        Self::ParagraphsBefore,
        Self::ParagraphsAfter,
        Self::ContentsBefore,
        Self::ContentsAfter,
        Self::CuesBefore,
        Self::CuesAfter,
        Self::SourcesBefore,
        Self::SourcesAfter,
        Self::LeadsIn,
        Self::LeadsOut,
        Self::QuotedBefore,
        Self::QuotedAfter,
        Self::Within,
        Self::InContent,
        Self::SourceBeside,
        Self::NoneBeside,
        Self::NoneQuoted,
        Self::NoneChance,
    ];
}

/// How many steps an aspect has at most.
pub(super) const STEPS: usize = 16;

/// A feature: an aspect and its step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// What it is about.
    pub aspect: Aspect,
    /// Below [`STEPS`].
    pub step: usize,
}

/// A cue at least this sure counts as standing between.
const LIKELY: f32 = 0.5;

/// An article as its pairs of parts are looked at.
pub(super) struct Page<'a> {
    text: &'a Text,
    parts: &'a Parts,
    /// The likely cues' first words.
    cues: Vec<usize>,
    /// For each word its sentence and its paragraph.
    sentences: Vec<usize>,
    paragraphs: Vec<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a Text, parts: &'a Parts) -> Self {
        let mut sentences = Vec::with_capacity(text.words.len());
        let mut paragraphs = Vec::with_capacity(text.words.len());
        let mut paragraph = 0;
        for (index, sentence) in text.sentences.iter().enumerate() {
            while text.paragraphs.get(paragraph).is_some_and(|p| p.span.end <= sentence.span.start) {
                paragraph += 1;
            }
            sentences.extend(sentence.words.clone().map(|_| index));
            paragraphs.extend(sentence.words.clone().map(|_| paragraph));
        }
        let cues = parts.cues.iter().filter(|cue| cue.chance >= LIKELY).map(|cue| cue.words.start).collect();
        Self { text, parts, cues, sentences, paragraphs }
    }

    /// The features of an anchor's choosing a candidate.
    pub(super) fn pair(&self, anchor: &Part, candidate: &Part) -> Vec<Feature> {
        use Aspect::{
            Chance, ContentsAfter, ContentsBefore, CuesAfter, CuesBefore, GapAfter, GapBefore, InContent, LeadsIn, LeadsOut,
            ParagraphsAfter, ParagraphsBefore, QuotedAfter, QuotedBefore, SentencesAfter, SentencesBefore, SourceBeside, SourcesAfter,
            SourcesBefore, Within,
        };
        let (one, other) = (&anchor.words, &candidate.words);
        let mut features = Vec::with_capacity(12);
        let mut add = |aspect, step: usize| features.push(Feature { aspect, step: step.min(STEPS - 1) });
        add(Chance, chance(candidate.chance));
        add(SourceBeside, beside(&self.parts.sources, other));
        if within(&self.parts.contents, other) {
            add(InContent, usize::from(other.start >= one.start && other.end <= one.end));
        }
        if other.start < one.end && one.start < other.end {
            add(Within, 0);
        } else if other.end <= one.start {
            let between = other.end..one.start;
            add(GapBefore, distance(between.len()));
            add(SentencesBefore, (self.sentences[one.start] - self.sentences[other.start]).min(3));
            add(ParagraphsBefore, (self.paragraphs[one.start] - self.paragraphs[other.start]).min(2));
            add(ContentsBefore, count(&self.parts.contents, &between));
            add(CuesBefore, self.cues_in(&between));
            add(SourcesBefore, count(&self.parts.sources, &between));
            add(LeadsIn, self.lead(between.clone().last()));
            if self.quoted(one) {
                add(QuotedBefore, distance(between.len()));
            }
        } else {
            let between = one.end..other.start;
            add(GapAfter, distance(between.len()));
            add(SentencesAfter, (self.sentences[other.start] - self.sentences[one.end - 1]).min(3));
            add(ParagraphsAfter, (self.paragraphs[other.start] - self.paragraphs[one.end - 1]).min(2));
            add(ContentsAfter, count(&self.parts.contents, &between));
            add(CuesAfter, self.cues_in(&between));
            add(SourcesAfter, count(&self.parts.sources, &between));
            add(LeadsOut, self.lead(between.clone().next()));
            if self.quoted(one) {
                add(QuotedAfter, distance(between.len()));
            }
        }
        features
    }

    /// The features of an anchor's choosing none of the candidates near it.
    pub(super) fn none(&self, anchor: &Part, candidates: &[Part]) -> Vec<Feature> {
        let surest = candidates.iter().map(|candidate| candidate.chance).fold(0.0, f32::max);
        vec![
            Feature { aspect: Aspect::NoneBeside, step: chance(surest) },
            Feature { aspect: Aspect::NoneQuoted, step: usize::from(self.quoted(&anchor.words)) },
            Feature { aspect: Aspect::NoneChance, step: chance(anchor.chance) },
        ]
    }

    /// Whether words begin or end with a quotation mark.
    fn quoted(&self, words: &Range<usize>) -> bool {
        let mark = |word: usize| self.text.slice(self.text.words[word]).starts_with(['"', '“', '”', '\'', '‘', '’', '«', '»', '`']);
        mark(words.start) || mark(words.end - 1)
    }

    /// What kind of word leads from one part to the other.
    fn lead(&self, word: Option<usize>) -> usize {
        let Some(word) = word else { return 0 };
        match self.text.slice(self.text.words[word]).to_lowercase().as_str() {
            "that" => 1,
            "," => 2,
            ":" => 3,
            "." | "?" | "!" => 4,
            "\"" | "“" | "”" | "‘" | "’" | "'" => 5,
            "to" | "of" | "for" | "on" | "about" => 6,
            "and" | "but" | "or" => 7,
            "as" | "what" | "how" | "whether" | "if" | "why" => 8,
            "(" | ")" | "—" | "–" | "-" | "--" => 9,
            word if word.starts_with(char::is_alphabetic) => 10,
            _ => 11,
        }
    }

    fn cues_in(&self, words: &Range<usize>) -> usize {
        let before = |word: usize| self.cues.partition_point(|&cue| cue < word);
        (before(words.end) - before(words.start)).min(3)
    }
}

/// 1 when one of the parts ends right before the words, 2 when one begins right after them, 3 when both are so.
fn beside(parts: &[Part], words: &Range<usize>) -> usize {
    let next = parts.partition_point(|part| part.words.start < words.end);
    let follows = parts.get(next).is_some_and(|part| part.words.start == words.end);
    let before = parts.partition_point(|part| part.words.end <= words.start);
    let precedes = before.checked_sub(1).is_some_and(|at| parts[at].words.end == words.start);
    usize::from(precedes) + 2 * usize::from(follows)
}

/// How many parts begin within some words, up to 3.
fn count(parts: &[Part], words: &Range<usize>) -> usize {
    let before = |word: usize| parts.partition_point(|part| part.words.start < word);
    (before(words.end) - before(words.start)).min(3)
}

/// Whether one of the parts holds some words.
fn within(parts: &[Part], words: &Range<usize>) -> bool {
    let at = parts.partition_point(|part| part.words.end <= words.start);
    parts.get(at).is_some_and(|part| part.words.start <= words.start && words.end <= part.words.end)
}

/// A number of words in steps that widen.
fn distance(words: usize) -> usize {
    [1, 2, 3, 4, 6, 9, 13, 18, 25, 35, 50, 75].partition_point(|&limit| limit <= words)
}

/// A chance in steps that narrow towards certainty.
fn chance(chance: f32) -> usize {
    [0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 0.97].partition_point(|&limit| limit <= chance)
}
