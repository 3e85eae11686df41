//! 3\. Word pieces → scores: the encoder that the binary carries, its vocabulary and its manifest.
//!
//! In: a [`Text`]. Out: [`Scores`], for each word the log-probability of each label. One run of the encoder holds one window of one
//! article, so that nothing else that the process reads can change an answer.

mod encoder;
mod manifest;
mod windows;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use manifest::{Calibration, Manifest};
pub use windows::Window;

use crate::text::Text;
use crate::text::wordpiece::{Pieces, Vocabulary};
use encoder::Encoder;

/// Where the model comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ModelSource {
    /// The one compiled into the binary.
    #[default]
    BuiltIn,
    /// A folder as `training/` writes it: `encoder.onnx`, `vocab.txt`, `manifest.json`.
    Folder(PathBuf),
}

/// The model could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file of the model's folder cannot be read.
    #[error("model: {0}: {1}")]
    File(PathBuf, std::io::Error),
    /// A file does not hold what it should.
    #[error("model: {0}")]
    Invalid(String),
}

/// A loaded model, ready for one thread; [`Model::fork`] makes one for another.
#[derive(Debug)]
pub struct Model {
    vocabulary: Arc<Vocabulary>,
    manifest: Arc<Manifest>,
    encoder: Encoder,
}

/// What the encoder says of each word, head by head.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Log-probabilities of the manifest's name labels.
    pub names: Rows,
    /// Log-probabilities of the manifest's part labels: what the word is in an attribution.
    pub parts: Rows,
}

/// A row of numbers for each word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    values: Vec<f32>,
    width: usize,
}

impl Model {
    /// Loads a model.
    ///
    /// # Errors
    /// A file is missing, is not what the manifest says, or fits the others not.
    pub fn load(source: &ModelSource) -> Result<Self, ModelError> {
        match source {
            ModelSource::BuiltIn => Self::assemble(
                include_str!("../../models/manifest.json"),
                include_str!("../../models/vocab.txt"),
                Encoder::built_in(include_bytes!("../../models/encoder.onnx"))?,
            ),
            ModelSource::Folder(folder) => {
                let encoder = read(folder, "encoder.onnx")?;
                let manifest = text(folder, "manifest.json")?;
                Manifest::parse(&manifest)?.check("encoder.onnx", &encoder)?;
                Self::assemble(&manifest, &text(folder, "vocab.txt")?, Encoder::load(encoder)?)
            }
        }
    }

    fn assemble(manifest: &str, vocabulary: &str, encoder: Encoder) -> Result<Self, ModelError> {
        let manifest = Manifest::parse(manifest)?;
        manifest.check("vocab.txt", vocabulary.as_bytes())?;
        let vocabulary = Vocabulary::parse(vocabulary).map_err(|error| ModelError::Invalid(error.to_string()))?;
        let probed = encoder.probe(vocabulary.special(), [manifest.labels.len(), manifest.parts.len()]);
        probed.map_err(|error| ModelError::Invalid(error.to_string()))?;
        Ok(Self { vocabulary: Arc::new(vocabulary), manifest: Arc::new(manifest), encoder })
    }

    /// A model for another thread: the weights are shared, the thread to run on is not.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self { vocabulary: Arc::clone(&self.vocabulary), manifest: Arc::clone(&self.manifest), encoder: self.encoder.fork() }
    }

    /// What the model says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Cuts a text's words into the pieces of this model's vocabulary.
    #[must_use]
    pub fn pieces(&self, text: &Text) -> Pieces {
        self.vocabulary.pieces(text)
    }

    /// The windows in which a text is read, in text order.
    #[must_use]
    pub fn windows(&self, text: &Text, pieces: &Pieces) -> Vec<Window> {
        windows::plan(text, pieces, self.manifest.window_pieces, self.manifest.context_pieces)
    }

    /// Scores every word of a text, window by window; `None` when `stop` was set on the way.
    #[must_use]
    pub fn encode(&self, text: &Text, pieces: &Pieces, windows: &[Window], stop: &AtomicBool) -> Option<Scores> {
        let mut scores = Scores::empty(&self.manifest);
        for window in windows {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let spoken = text.words[window.core.clone()].iter().any(|&word| text.slice(word).contains(char::is_alphanumeric));
            if spoken {
                // The graph was probed when it was loaded.
                self.encoder.run(pieces, window, self.vocabulary.special(), &mut scores).ok()?;
            } else {
                scores.add_nothing(window.core.len());
            }
        }
        Some(scores)
    }
}

impl Scores {
    /// Scores of names alone, for what reads no more.
    #[must_use]
    pub fn of_names(names: Rows) -> Self {
        Self { names, ..Self::default() }
    }

    /// No words yet, for a model of this manifest.
    fn empty(manifest: &Manifest) -> Self {
        let rows = |width| Rows::new(Vec::new(), width);
        Self { names: rows(manifest.labels.len()), parts: rows(manifest.parts.len()) }
    }

    /// Adds words that are surely neither names nor parts of attributions.
    fn add_nothing(&mut self, words: usize) {
        for _ in 0..words {
            for rows in [&mut self.names, &mut self.parts] {
                rows.values.push(0.0);
                rows.values.extend(std::iter::repeat_n(f32::MIN, rows.width - 1));
            }
        }
    }
}

impl Rows {
    /// Rows from their numbers [words × width].
    #[must_use]
    pub fn new(values: Vec<f32>, width: usize) -> Self {
        Self { values, width }
    }

    /// A word's row.
    #[must_use]
    pub fn word(&self, word: usize) -> &[f32] {
        &self.values[word * self.width..(word + 1) * self.width]
    }

    /// How many words have a row.
    #[must_use]
    pub fn words(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// Adds the log-probabilities of raw scores.
    fn add_logs(&mut self, raw: impl Iterator<Item = f32> + Clone) {
        let largest = raw.clone().fold(f32::NEG_INFINITY, f32::max);
        let total = largest + raw.clone().map(|score| (score - largest).exp()).sum::<f32>().ln();
        self.values.extend(raw.map(|score| score - total));
    }
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, ModelError> {
    let path = folder.join(name);
    std::fs::read(&path).map_err(|error| ModelError::File(path, error))
}

fn text(folder: &Path, name: &str) -> Result<String, ModelError> {
    String::from_utf8(read(folder, name)?).map_err(|_| ModelError::Invalid(format!("{name}: not UTF-8")))
}
