//! 3\. Word pieces → scores: the encoder that the binary carries, its vocabulary and its manifest.

use std::path::PathBuf;

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

/// What the encoder says of each word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {}
