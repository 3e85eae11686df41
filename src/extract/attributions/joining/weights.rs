//! What each feature of a pair weighs (`models/joining.json`, written by `training/joining.py`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Choices;
use super::pairs::{Aspect, Feature, STEPS};

/// The weights of both choices.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    /// A content's choice of its cue.
    pub(super) cues: Ranker,
    /// A cue's choice of its source.
    pub(super) sources: Ranker,
}

/// The weights of one choice, by aspect and step.
#[derive(Debug, Clone)]
pub(super) struct Ranker(Vec<[f32; STEPS]>);

static OWN: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("../../../../models/joining.json")).unwrap_or_default());

impl Weights {
    /// The weights in the binary.
    pub(super) fn own() -> &'static Self {
        &OWN
    }

    /// Weights as JSON writes them: choice → aspect → a weight a step; what is missing weighs nothing.
    fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let mut written: BTreeMap<String, BTreeMap<String, Vec<f32>>> = serde_json::from_str(json)?;
        let mut ranker = |choice: &str| {
            let weights = written.remove(choice).unwrap_or_default();
            let of = |aspect: &Aspect| {
                let mut steps = [0.0; STEPS];
                for (step, weight) in steps.iter_mut().zip(weights.get(&format!("{aspect:?}")).into_iter().flatten()) {
                    *step = *weight;
                }
                steps
            };
            Ranker(Aspect::ALL.iter().map(of).collect())
        };
        Ok(Self { cues: ranker("cue"), sources: ranker("source") })
    }
}

impl Default for Weights {
    fn default() -> Self {
        let zero = Ranker(vec![[0.0; STEPS]; Aspect::ALL.len()]);
        Self { cues: zero.clone(), sources: zero }
    }
}

impl Ranker {
    /// The candidate with the highest score, the first of equals, and its probability among all choices.
    pub(super) fn best(&self, choices: &Choices) -> (Option<usize>, f32) {
        let score = |features: &Vec<Feature>| features.iter().map(|feature| self.0[feature.aspect as usize][feature.step]).sum::<f32>();
        let scores: Vec<f32> = choices.features.iter().map(score).collect();
        let best = scores.iter().copied().enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((index, highest)) = best else { return (None, 1.0) };
        let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        (choices.candidates[index], 1.0 / total)
    }
}
