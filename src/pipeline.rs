//! The whole way of an article, top to bottom: read → encode → extract.

use std::sync::atomic::AtomicBool;

use crate::article::Article;
use crate::document::{Document, Warning, WarningCode};
use crate::extract::attributions::{self, PartDecoder};
use crate::extract::names::NameDecoder;
use crate::extract::{antecedents, entities, roles};
use crate::model::{Manifest, Model, ModelError, ModelSource, Scores, Window};
use crate::text::wordpiece::Pieces;
use crate::text::{Text, html, language};

/// The loaded model and word lists, ready to read articles on one thread; [`Pipeline::fork`] makes one for another thread.
#[derive(Debug)]
pub struct Pipeline {
    model: Model,
    names: NameDecoder,
    attributions: PartDecoder,
}

/// An article as it was read, before the encoder has seen it.
#[derive(Debug)]
pub struct Reading {
    /// The article's parts.
    pub text: Text,
    /// The language of the text.
    pub language: language::Language,
    /// The words' pieces; none when the language is not supported.
    pub pieces: Pieces,
    /// The windows in which the encoder reads them.
    pub windows: Vec<Window>,
}

impl Pipeline {
    /// Loads the model.
    ///
    /// # Errors
    /// The model cannot be read or is none.
    pub fn load(source: &ModelSource) -> Result<Self, ModelError> {
        let model = Model::load(source)?;
        let names = NameDecoder::new(model.manifest()).map_err(|error| ModelError::Invalid(error.to_string()))?;
        let attributions = PartDecoder::new(model.manifest()).map_err(|error| ModelError::Invalid(error.to_string()))?;
        Ok(Self { model, names, attributions })
    }

    /// A pipeline for another thread: it shares the model and has its own room to work.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self { model: self.model.fork(), names: self.names.clone(), attributions: self.attributions.clone() }
    }

    /// What the model says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        self.model.manifest()
    }

    /// The model's version, as documents name it.
    #[must_use]
    pub fn model_version(&self) -> &str {
        &self.manifest().version
    }

    /// The version of the word lists, which are part of the program.
    #[must_use]
    pub fn data_version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// The whole way; `None` when `stop` was set.
    #[must_use]
    pub fn run(&self, article: &Article, stop: &AtomicBool) -> Option<Document> {
        let reading = self.read(article);
        let scores = self.encode(&reading, stop)?;
        Some(self.extract(reading, &scores))
    }

    /// Splits an article into its parts.
    #[must_use]
    pub fn read(&self, article: &Article) -> Reading {
        let text = Text::read(article);
        let language = language::detect(&text.content, article.language.as_deref());
        if !language.supported {
            return Reading { text, language, pieces: Pieces::default(), windows: Vec::new() };
        }
        let pieces = self.model.pieces(&text);
        let windows = self.model.windows(&text, &pieces);
        Reading { text, language, pieces, windows }
    }

    /// Runs the encoder over the article; `None` when `stop` was set on the way.
    #[must_use]
    pub fn encode(&self, reading: &Reading, stop: &AtomicBool) -> Option<Scores> {
        self.model.encode(&reading.text, &reading.pieces, &reading.windows, stop)
    }

    /// Finds the facts.
    #[must_use]
    pub fn extract(&self, reading: Reading, scores: &Scores) -> Document {
        let Reading { text, language, .. } = reading;
        let warnings = warnings(&text, &language);
        if !language.supported {
            return Document { text, language: language.tag, warnings, ..Document::default() };
        }
        let names = self.names.decode(&text, scores);
        let mut entities = entities::resolve(&text, &names);
        let roles = roles::find(&text, &entities);
        antecedents::resolve(&text, &mut entities, &roles);
        let attributions = attributions::find(&text, scores, &self.attributions, &entities);
        Document { text, language: language.tag, entities, roles, attributions, warnings }
    }
}

/// What the caller should know about the text.
fn warnings(text: &Text, language: &language::Language) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if !language.supported {
        let message = format!("only English is read; the language is {}: paragraphs and sentences are given, no facts", language.tag);
        warnings.push(Warning { code: WarningCode::LanguageNotSupported, message, span: None });
    }
    if let Some(span) = html::find(&text.content) {
        let message = "the text looks like HTML, and tags were read as text: send plain text".to_owned();
        warnings.push(Warning { code: WarningCode::HtmlInput, message, span: Some(span) });
    }
    warnings
}
