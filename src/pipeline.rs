//! The whole way of an article, top to bottom: read → encode → extract.

use std::sync::atomic::AtomicBool;

use crate::article::Article;
use crate::document::Document;
use crate::model::{ModelError, ModelSource, Scores};
use crate::text::Text;

/// The loaded model and lexicon, ready to read articles on one thread; [`Pipeline::fork`] makes one for another thread.
#[derive(Debug)]
pub struct Pipeline {}

/// An article as it was read, before the encoder has seen it.
#[derive(Debug)]
pub struct Reading {
    /// The article's parts.
    pub text: Text,
}

impl Pipeline {
    /// Loads the model.
    ///
    /// # Errors
    /// The model cannot be read or is none.
    pub fn load(_source: &ModelSource) -> Result<Self, ModelError> {
        Ok(Self {})
    }

    /// A pipeline for another thread: it shares the model and has its own room to work.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {}
    }

    /// The model's version, as documents name it.
    #[must_use]
    pub fn model_version(&self) -> &str {
        "none"
    }

    /// The version of the compiled word lists and gazetteer.
    #[must_use]
    pub fn data_version(&self) -> &str {
        "none"
    }

    /// Splits an article into its parts.
    #[must_use]
    pub fn read(&self, article: &Article) -> Reading {
        Reading { text: Text::read(article) }
    }

    /// Runs the encoder over the article; `None` when `stop` was set on the way.
    #[must_use]
    pub fn encode(&self, _reading: &Reading, _stop: &AtomicBool) -> Option<Scores> {
        Some(Scores {})
    }

    /// Finds the facts.
    #[must_use]
    pub fn extract(&self, reading: Reading, _scores: &Scores) -> Document {
        Document { text: reading.text, language: "en".into(), entities: Vec::new(), warnings: Vec::new() }
    }

    /// The whole way; `None` when `stop` was set.
    #[must_use]
    pub fn run(&self, article: &Article, stop: &AtomicBool) -> Option<Document> {
        let reading = self.read(article);
        let scores = self.encode(&reading, stop)?;
        Some(self.extract(reading, &scores))
    }
}
