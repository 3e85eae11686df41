//! The checked input: an [`Article`] is what the rest of the crate may rely on.
//!
//! In: a [`Draft`], the fields as somebody sent them. Out: an [`Article`], or every field that is wrong and what it takes.

use std::fmt;

/// A news article as sent: nothing about it is known yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The caller's name for the article.
    pub id: String,
    /// The headline; may be empty.
    pub title: String,
    /// The plain text.
    pub text: String,
    /// The date or date-time of publication; may be empty.
    pub published: String,
    /// The country of the publisher; may be empty.
    pub country: String,
    /// The language; may be empty.
    pub language: String,
}

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

/// How large an article may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of UTF-8 in title and text together.
    pub article_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article_bytes: 1 << 20 }
    }
}

/// A field of a request that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldViolation {
    /// Its path, such as `article.published`.
    pub field: String,
    /// What is wrong with it and what it takes: lower case, no full stop, nothing of the article's text.
    pub description: String,
}

impl FieldViolation {
    /// Says what is wrong with a field.
    #[must_use]
    pub fn new(field: impl Into<String>, description: impl Into<String>) -> Self {
        Self { field: field.into(), description: description.into() }
    }
}

impl fmt::Display for FieldViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.description)
    }
}

impl Article {
    /// Checks what was sent.
    ///
    /// # Errors
    ///
    /// Every field that is wrong: blank text, title and text over the limit, a `published` that is no ISO 8601 date or date-time,
    /// a `country` of other than two letters, a `language` that is no BCP 47 tag.
    pub fn check(draft: Draft, limits: &Limits) -> Result<Self, Vec<FieldViolation>> {
        let mut violations = Vec::new();
        let mut refuse = |field: &str, description: String| violations.push(FieldViolation::new(format!("article.{field}"), description));
        let article = Self {
            published: optional(&draft.published),
            country: optional(&draft.country).map(|country| country.to_ascii_uppercase()),
            // Web pages write en_US as often as en-US.
            language: optional(&draft.language).map(|language| language.replace('_', "-")),
            id: draft.id,
            title: draft.title,
            text: draft.text,
        };

        if article.text.chars().all(is_blank) {
            refuse("text", "blank; takes the article's plain text".into());
        }
        if article.title.len().saturating_add(article.text.len()) > limits.article_bytes {
            refuse("text", format!("longer than {} of UTF-8, title included", size(limits.article_bytes)));
        }
        if !article.published.as_deref().is_none_or(is_date) {
            refuse("published", "takes an ISO 8601 date or date-time such as 2023-03-09 or 2023-03-09T14:05:00Z".into());
        }
        if !article.country.as_deref().is_none_or(is_country) {
            refuse("country", "takes two letters of ISO 3166-1 such as US".into());
        }
        if !article.language.as_deref().is_none_or(is_language) {
            refuse("language", "takes a BCP 47 tag such as en or en-GB".into());
        }
        if violations.is_empty() { Ok(article) } else { Err(violations) }
    }
}

/// A field that may be left empty.
fn optional(field: &str) -> Option<String> {
    let field = field.trim();
    (!field.is_empty()).then(|| field.to_owned())
}

/// Whether a character shows nothing: white space, a byte order mark, a zero-width space or joiner.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether a text is an ISO 8601 date or date-time, with an offset or without.
fn is_date(text: &str) -> bool {
    // jiff also reads RFC 9557 annotations such as [Europe/Kyiv], which ISO 8601 does not know.
    !text.contains('[') && (text.parse::<jiff::civil::DateTime>().is_ok() || text.parse::<jiff::Timestamp>().is_ok())
}

/// Whether a text has the shape of an ISO 3166-1 alpha-2 code.
fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text has the shape of a BCP 47 tag (RFC 5646, 2.1): a language of two to eight letters, then subtags of up to eight.
fn is_language(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|subtag| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A number of bytes for people, exact.
fn size(bytes: usize) -> String {
    match bytes {
        mib if mib > 0 && mib % (1 << 20) == 0 => format!("{} MiB", mib >> 20),
        kib if kib > 0 && kib % (1 << 10) == 0 => format!("{} KiB", kib >> 10),
        bytes => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        Draft { text: text.into(), ..Draft::default() }
    }

    fn fields(draft: Draft) -> Vec<String> {
        let violations = Article::check(draft, &Limits::default()).err().unwrap_or_default();
        violations.into_iter().map(|violation| violation.field).collect()
    }

    #[test]
    fn text_is_required() {
        for text in ["", " \r\n\t", "\u{feff}\u{200b}\u{a0}"] {
            assert_eq!(fields(Draft { title: "Floods in Lyon".into(), ..draft(text) }), ["article.text"], "{text:?}");
        }
        for text in ["...", "x", "🙂", "\u{feff}x"] {
            assert_eq!(fields(draft(text)), [""; 0], "{text:?}");
        }
    }

    #[test]
    fn title_and_text_share_the_limit() {
        let limits = Limits { article_bytes: 10 };
        let sent = |title: &str, text: &str| Draft { title: title.into(), ..draft(text) };
        assert!(Article::check(sent("four", "sixsix"), &limits).is_ok());
        let violations = Article::check(sent("four", "sevené"), &limits).unwrap_err();
        assert_eq!(violations[0].to_string(), "article.text: longer than 10 bytes of UTF-8, title included");
        for (bytes, text) in [(0, "0 bytes"), (1 << 20, "1 MiB"), (3 << 19, "1536 KiB"), (1000, "1000 bytes")] {
            assert_eq!(size(bytes), text);
        }
        assert_eq!(fields(draft(&"x".repeat((1 << 20) + 1))), ["article.text"]);
        assert_eq!(fields(draft(&"x".repeat(1 << 20))), [""; 0]);
    }

    #[test]
    fn published_is_a_date() {
        let dates = [
            "",
            "2023-03-09",
            " 2023-03-09\n",
            "20230309",
            "2023-03-09T14:05",
            "2023-03-09 14:05:00",
            "2023-03-09T14:05:00Z",
            "2023-03-09T14:05:00.123+02:00",
            "2024-02-29",
        ];
        for published in dates {
            assert_eq!(fields(Draft { published: published.into(), ..draft("x") }), [""; 0], "{published:?}");
        }
        let others = [
            "yesterday",
            "2023-13-45",
            "2023-02-29",
            "2023",
            "03/09/2023",
            "2023-03-09T25:00",
            "2023-03-09T14:05+02:00[Europe/Kyiv]",
            "14:05",
        ];
        for published in others {
            assert_eq!(fields(Draft { published: published.into(), ..draft("x") }), ["article.published"], "{published:?}");
        }
    }

    #[test]
    fn country_and_language_have_their_shape() {
        let sent = |country: &str, language: &str| Draft { country: country.into(), language: language.into(), ..draft("x") };
        let article = Article::check(sent("us", "en_US"), &Limits::default()).unwrap();
        assert_eq!((article.country.as_deref(), article.language.as_deref()), (Some("US"), Some("en-US")));
        let article = Article::check(sent(" ", ""), &Limits::default()).unwrap();
        assert_eq!((article.country, article.language), (None, None));
        for language in ["de", "zh-Hant-TW", "es-419", "sl-rozaj-biske", "en-x-house"] {
            assert_eq!(fields(sent("", language)), [""; 0], "{language}");
        }
        for (country, language) in [("USA", "e"), ("U1", "en-"), ("é", "english language"), ("1", "en-toolongsubtag"), ("U S", "12")] {
            assert_eq!(fields(sent(country, language)), ["article.country", "article.language"], "{country} {language}");
        }
    }

    #[test]
    fn every_wrong_field_is_named() {
        let sent = Draft { published: "soon".into(), country: "Mars".into(), language: "?".into(), ..draft(" ") };
        assert_eq!(fields(sent), ["article.text", "article.published", "article.country", "article.language"]);
    }
}
