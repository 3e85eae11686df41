//! The result: everything that was found in an article, positions in bytes.

use crate::extract::entities::Entity;
use crate::extract::roles::Role;
use crate::text::{Span, Text};

/// An article and its facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The article's parts.
    pub text: Text,
    /// The language of the text, a BCP 47 tag.
    pub language: String,
    /// Most salient first.
    pub entities: Vec<Entity>,
    /// The offices that persons are said to hold, in text order.
    pub roles: Vec<Role>,
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
