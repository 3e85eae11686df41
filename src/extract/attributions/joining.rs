//! Parts → attributions: each content with the cue that tells of it, each cue with its source.
//!
//! Every pair near enough is scored by how its two parts stand to each other (`pairs.rs`), and "none" is one of the choices: a log-linear
//! ranker, learned on the corpus `PolNeAR` (`training/joining.py`). Contents that choose the same cue are pieces of one attribution.

mod pairs;
mod weights;

use std::ops::Range;

use super::parts::{Part, Parts};
use super::{Draft, Text};
pub use pairs::Feature;
use pairs::Page;
use weights::Weights;

/// How many words before and after a cue its source and content may stand.
const REACH: usize = 150;

/// What an anchor may choose: the candidates near it as indices, each with its features, and last of all none.
#[derive(Debug, Clone)]
pub(super) struct Choices {
    /// Of each candidate; none is none of them.
    pub(super) candidates: Vec<Option<usize>>,
    /// Of each candidate.
    pub(super) features: Vec<Vec<Feature>>,
}

/// The attributions of an article, in the order of their first contents.
pub(super) fn join(text: &Text, parts: &Parts) -> Vec<Draft> {
    let weights = Weights::own();
    let page = Page::new(text, parts);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_cue: Vec<Option<usize>> = vec![None; parts.cues.len()];
    for content in &parts.contents {
        let (cue, chance) = weights.cues.best(&cues(&page, parts, content));
        let chance = chance.min(content.chance);
        if let Some(draft) = cue.and_then(|cue| by_cue[cue]) {
            drafts[draft].content.push(content.words.clone());
            drafts[draft].probability = drafts[draft].probability.min(chance);
            continue;
        }
        let mut draft = Draft { cue: None, source: None, content: vec![content.words.clone()], probability: chance };
        if let Some(cue) = cue {
            let (source, source_chance) = weights.sources.best(&sources(&page, parts, &parts.cues[cue]));
            draft.source = source.map(|source| parts.sources[source].words.clone());
            draft.cue = Some(parts.cues[cue].words.clone());
            draft.probability = chance.min(source_chance).min(parts.cues[cue].chance);
            by_cue[cue] = Some(drafts.len());
        }
        drafts.push(draft);
    }
    drafts
}

/// The cues that may tell of a content.
fn cues(page: &Page<'_>, parts: &Parts, content: &Part) -> Choices {
    choices(page, &parts.cues, content)
}

/// The sources that a cue may have.
fn sources(page: &Page<'_>, parts: &Parts, cue: &Part) -> Choices {
    choices(page, &parts.sources, cue)
}

fn choices(page: &Page<'_>, candidates: &[Part], anchor: &Part) -> Choices {
    let near = near(candidates, &anchor.words);
    let mut choices = Choices { candidates: Vec::with_capacity(near.len() + 1), features: Vec::with_capacity(near.len() + 1) };
    for index in near.clone() {
        choices.candidates.push(Some(index));
        choices.features.push(page.pair(anchor, &candidates[index]));
    }
    choices.candidates.push(None);
    choices.features.push(page.none(anchor, &candidates[near]));
    choices
}

/// The parts that begin or end within reach of some words, as indices.
fn near(parts: &[Part], words: &Range<usize>) -> Range<usize> {
    let first = parts.partition_point(|part| part.words.end + REACH <= words.start);
    let last = parts.partition_point(|part| part.words.start < words.end + REACH);
    first..last.max(first)
}

/// What a choice is made between, for training: the words of an anchor, and of each candidate with its features; `None` is none of them.
#[derive(Debug, Clone)]
pub struct Choice {
    /// "cue" for a content that chooses its cue, "source" for a cue that chooses its source.
    pub of: &'static str,
    /// The anchor's words.
    pub anchor: Range<usize>,
    /// The candidates' words and features.
    pub candidates: Vec<(Option<Range<usize>>, Vec<Feature>)>,
}

/// Every choice that an article gives, for training.
pub(super) fn every_choice(text: &Text, parts: &Parts) -> Vec<Choice> {
    let page = Page::new(text, parts);
    let choice = |of, anchor: &Part, choices: Choices, candidates: &[Part]| Choice {
        of,
        anchor: anchor.words.clone(),
        candidates: choices
            .candidates
            .into_iter()
            .map(|index| index.map(|index| candidates[index].words.clone()))
            .zip(choices.features)
            .collect(),
    };
    let contents = parts.contents.iter().map(|content| choice("cue", content, cues(&page, parts, content), &parts.cues));
    let cues = parts.cues.iter().map(|cue| choice("source", cue, sources(&page, parts, cue), &parts.sources));
    contents.chain(cues).collect()
}
