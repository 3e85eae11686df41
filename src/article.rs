//! The checked input: an [`Article`] is what the rest of the crate may rely on.

/// A news article, checked: every field is within limits and means what its comment says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The caller's name for the article, echoed in the answer; may be empty or repeated.
    pub id: String,
    /// The headline; empty when there is none.
    pub title: String,
    /// The plain text, never altered: offsets are into exactly this.
    pub text: String,
    /// ISO 8601 date or date-time of publication, as sent; the anchor for relative dates.
    pub published: Option<String>,
    /// ISO 3166-1 alpha-2 country of the publisher, upper case.
    pub country: Option<String>,
    /// BCP 47 language tag; absent means that it is detected.
    pub language: Option<String>,
}
