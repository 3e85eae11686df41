//! The weights of the features and what follows from them (`models/antecedents.json`, written by `training/antecedents.py`).
//!
//! A log-linear model over an anaphor's choices: Denis and Baldridge, "A Ranking Approach to Pronoun Resolution", IJCAI 2007, with the
//! choice of none among them as in Durrett and Klein, "Easy Victories and Uphill Battles in Coreference Resolution", EMNLP 2013.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::features::{Feature, Group};

/// What each feature weighs for each group of anaphors.
#[derive(Debug, Clone)]
pub struct Weights(Vec<Vec<f32>>);

static OWN: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../../models/antecedents.json")).unwrap_or_else(|_| Weights::zero()));

impl Weights {
    /// The weights in the binary.
    #[must_use]
    pub fn own() -> &'static Self {
        &OWN
    }

    /// Weights as JSON writes them: group → feature → weight; a feature that is missing weighs nothing.
    ///
    /// # Errors
    /// It is no such JSON.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let written: BTreeMap<String, BTreeMap<String, f32>> = serde_json::from_str(json)?;
        let weight = |group: &Group, feature: &Feature| written.get(group.name()).and_then(|weights| weights.get(feature.name()));
        let of_group = |group| Feature::ALL.iter().map(|feature| weight(group, feature).copied().unwrap_or_default()).collect();
        Ok(Self(Group::ALL.iter().map(of_group).collect()))
    }

    /// Weights that prefer nothing.
    #[must_use]
    pub fn zero() -> Self {
        Self(vec![vec![0.0; Feature::ALL.len()]; Group::ALL.len()])
    }

    /// The best of some choices, the first of equals, and its probability among them; `None` when there is none.
    pub(super) fn best<'a>(&self, group: Group, choices: impl Iterator<Item = &'a [Feature]>) -> Option<(usize, f32)> {
        let weights = &self.0[group as usize];
        let scores: Vec<f32> = choices.map(|features| features.iter().map(|&feature| weights[feature as usize]).sum()).collect();
        let (best, highest) = scores.iter().copied().enumerate().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        Some((best, 1.0 / total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_choice_is_the_best() {
        let weights = Weights::parse(r#"{"it": {"organization": 2.0, "person": -1.0}}"#).unwrap();
        let choices: [&[Feature]; 3] = [&[Feature::Person], &[Feature::Organization, Feature::Nearest], &[]];
        let (best, probability) = weights.best(Group::It, choices.into_iter()).unwrap();
        assert_eq!(best, 1);
        assert!((probability - 0.844).abs() < 0.001, "{probability}");
        assert_eq!(weights.best(Group::They, choices.into_iter()).map(|(best, _)| best), Some(0));
        assert_eq!(weights.best(Group::They, std::iter::empty()), None);
    }

    #[test]
    fn the_weights_in_the_binary_name_features_of_ours() {
        let written: BTreeMap<String, BTreeMap<String, f32>> =
            serde_json::from_str(include_str!("../../../models/antecedents.json")).unwrap();
        for (group, weights) in &written {
            assert!(Group::ALL.iter().any(|known| known.name() == group), "{group}");
            for feature in weights.keys() {
                assert!(Feature::ALL.iter().any(|known| known.name() == feature), "{feature}");
            }
        }
    }
}
