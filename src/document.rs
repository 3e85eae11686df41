//! The result: everything that was found in an article, positions in bytes.

use crate::extract::attributions::Attribution;
use crate::extract::entities::Entity;
use crate::extract::roles::Role;
use crate::text::{Span, Text};

/// An article and its facts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The article's parts.
    pub text: Text,
    /// The language of the text, a BCP 47 tag.
    pub language: String,
    /// In no order that means anything: the other facts hold indices into them.
    pub entities: Vec<Entity>,
    /// The offices that persons are said to hold, in text order.
    pub roles: Vec<Role>,
    /// Who said what, in text order.
    pub attributions: Vec<Attribution>,
    /// What the caller should know.
    pub warnings: Vec<Warning>,
}

/// Something the caller should know about the article or its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub code: WarningCode,
    /// The same for people.
    pub message: String,
    /// Where, when it is about a place in the text.
    pub span: Option<Span>,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WarningCode {
    /// Only paragraphs and sentences are given.
    LanguageNotSupported,
    /// The text looks like HTML; tags were read as text.
    HtmlInput,
}
