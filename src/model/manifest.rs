//! The manifest: what `training/` says of the model it wrote.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::ModelError;

/// What a model is and how it is to be used; `models/manifest.json`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Manifest {
    /// The model's version: the day of its training and the head of its hash.
    pub version: String,
    /// The labels of the name head in the order of its scores: "O", then "B-TYPE" and "I-TYPE".
    pub labels: Vec<String>,
    /// The labels of the part head in the order of its scores: "O", then "B-PART" and "I-PART" of CUE, SOURCE, CONTENT.
    pub parts: Vec<String>,
    /// The longest window in pieces, its two special ones included.
    pub window_pieces: usize,
    /// How many pieces of a window at most are context before, and as many after, what it scores.
    pub context_pieces: usize,
    /// How mention probabilities become confidences.
    pub calibration: Calibration,
    /// The model's files by name.
    pub files: BTreeMap<String, FileFacts>,
    /// F1 in percent on each dev corpus, over the types that all corpora have ("ALL") and by type.
    #[serde(default)]
    pub dev: BTreeMap<String, BTreeMap<String, f64>>,
}

/// Platt scaling (Platt 1999): confidence = 1 / (1 + exp(-(slope · logit(p) + intercept))), fitted on the dev corpora.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Calibration {
    /// Multiplies the log-odds.
    pub slope: f32,
    /// Added to them.
    pub intercept: f32,
}

/// A file of the model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FileFacts {
    /// Its size.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Reads a manifest.
    pub(super) fn parse(json: &str) -> Result<Self, ModelError> {
        let manifest: Self = serde_json::from_str(json).map_err(|error| ModelError::Invalid(format!("manifest.json: {error}")))?;
        if manifest.labels.first().is_none_or(|label| label != "O") {
            return Err(ModelError::Invalid("manifest.json: labels must begin with \"O\"".into()));
        }
        if manifest.parts.first().is_none_or(|label| label != "O") {
            return Err(ModelError::Invalid("manifest.json: parts must begin with \"O\"".into()));
        }
        if manifest.window_pieces < 2 * manifest.context_pieces + 16 {
            return Err(ModelError::Invalid("manifest.json: window_pieces must exceed twice context_pieces by 16".into()));
        }
        Ok(manifest)
    }

    /// Whether a file is the one that the manifest names.
    pub(super) fn check(&self, name: &str, bytes: &[u8]) -> Result<(), ModelError> {
        let facts = self.files.get(name).ok_or_else(|| ModelError::Invalid(format!("manifest.json: no file {name}")))?;
        let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        if digest == facts.sha256 {
            Ok(())
        } else {
            Err(ModelError::Invalid(format!("{name}: not the file that manifest.json names (sha256 {digest})")))
        }
    }
}

impl Calibration {
    /// The confidence for a mention's probability.
    #[must_use]
    pub fn confidence(self, probability: f32) -> f32 {
        let p = probability.clamp(1e-6, 1.0 - 1e-6);
        let odds = self.slope * (p / (1.0 - p)).ln() + self.intercept;
        1.0 / (1.0 + (-odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calibration_keeps_order_and_bounds() {
        let calibration = Calibration { slope: 0.7, intercept: -0.2 };
        let confidences = [0.0, 0.1, 0.5, 0.9, 1.0].map(|p| calibration.confidence(p));
        assert!(confidences.windows(2).all(|pair| pair[0] < pair[1]), "{confidences:?}");
        assert!(confidences.iter().all(|c| (0.0..=1.0).contains(c)));
        let same = Calibration { slope: 1.0, intercept: 0.0 };
        assert!((same.confidence(0.8) - 0.8).abs() < 1e-5);
    }

    #[test]
    fn wrong_manifests_are_refused() {
        let good = r#"{"version":"v","labels":["O"],"parts":["O"],"window_pieces":192,"context_pieces":32,
            "calibration":{"slope":1,"intercept":0},"files":{"a":{"bytes":0,"sha256":"e3"}}}"#;
        let manifest = Manifest::parse(good).unwrap();
        assert!(manifest.check("a", b"").is_err() && manifest.check("b", b"").is_err());
        assert!(Manifest::parse(&good.replace("[\"O\"]", "[\"B-PERSON\"]")).is_err());
        assert!(Manifest::parse(&good.replace("192", "64")).is_err());
        assert!(Manifest::parse("{}").is_err());
    }
}
