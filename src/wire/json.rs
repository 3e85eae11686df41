//! JSON ↔ messages: the canonical mapping of proto3, the same everywhere.
//!
//! In: JSON from a file, a line or a page, whose `null`s count as absent and whose unknown fields are passed over.
//! Out: messages on the way in, JSON on the way out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::proto;
use super::refusal::Refusal;
use crate::article::FieldViolation;

/// Reads an article, such as a line of JSONL.
///
/// # Errors
///
/// What is no JSON object, and fields of another type than the contract's.
pub fn read_article(json: &[u8]) -> Result<proto::Article, Refusal> {
    read(json, "article")
}

/// Reads any message; `path` is the field that it stands for, empty for a whole request.
///
/// # Errors
///
/// What is no JSON object, and fields of another type than the contract's.
pub fn read<T: DeserializeOwned>(json: &[u8], path: &str) -> Result<T, Refusal> {
    // Some editors begin every file with a byte order mark.
    let json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
    let mut value = serde_json::from_slice(json).map_err(|error| Refusal::field(name(path), syntax(&error)))?;
    if !matches!(value, Value::Object(_)) {
        return Err(Refusal::field(name(path), "takes a JSON object"));
    }
    strip_nulls(&mut value);
    serde_json::from_value(value.clone()).map_err(|error| wrong_fields::<T>(value, path, &error))
}

/// Writes a message on one line.
///
/// # Errors
///
/// [`Refusal::Internal`] for a message that has no JSON, such as one with an unknown enum number.
pub fn write<T: Serialize>(message: &T) -> Result<String, Refusal> {
    serde_json::to_string(message).map_err(|_| Refusal::Internal)
}

/// Writes a message indented, for people.
///
/// # Errors
///
/// As [`write()`].
pub fn write_indented<T: Serialize>(message: &T) -> Result<String, Refusal> {
    serde_json::to_string_pretty(message).map_err(|_| Refusal::Internal)
}

/// Writes the line that stands in the place of an article that failed: `{"error": …}`.
///
/// # Errors
///
/// As [`write()`].
pub fn write_error(error: proto::ArticleError) -> Result<String, Refusal> {
    let outcome = Some(proto::extract_result::Outcome::Error(error));
    write(&proto::ExtractResult { outcome, timings: None })
}

/// The field that a whole message stands for.
fn name(path: &str) -> &str {
    if path.is_empty() { "request" } else { path }
}

/// Drops every `null`, at any depth, from objects and lists. The parser bounds the depth.
fn strip_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(strip_nulls);
        }
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(strip_nulls);
        }
        _ => {}
    }
}

/// What is wrong with the JSON and where, without its text.
fn syntax(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    format!("takes JSON in UTF-8; it breaks off or is none at line {line}, column {column}")
}

/// The fields that are wrong: those that do not make a message when each stands alone.
fn wrong_fields<T: DeserializeOwned>(value: Value, path: &str, whole: &serde_json::Error) -> Refusal {
    let Value::Object(fields) = value else { return Refusal::field(name(path), brief(whole)) };
    let mut violations = Vec::new();
    for (key, field) in fields {
        let alone = Value::Object([(key.clone(), field)].into_iter().collect());
        if let Err(error) = serde_json::from_value::<T>(alone) {
            let field = if path.is_empty() { key } else { format!("{path}.{key}") };
            violations.push(FieldViolation::new(field, brief(&error)));
        }
    }
    if violations.is_empty() { Refusal::field(name(path), brief(whole)) } else { Refusal::Invalid(violations) }
}

/// The parser's message, which may quote what was sent, cut to a line.
fn brief(error: &serde_json::Error) -> String {
    error.to_string().chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(json: &str) -> Result<proto::Article, String> {
        read_article(json.as_bytes()).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn articles_are_read() {
        let expected = proto::Article { id: "1".into(), text: "x".into(), ..proto::Article::default() };
        for json in [
            r#"{"id": "1", "text": "x"}"#,
            r#"{"id": "1", "text": "x", "title": null, "published": null, "url": null}"#,
            r#"{"id": "1", "text": "x", "later": {"deep": [null, 1]}, "labels": [["a"]]}"#,
            "\u{feff}{\"id\":\"1\",\"text\":\"x\"}\r\n",
        ] {
            assert_eq!(article(json).as_ref(), Ok(&expected), "{json}");
        }
        assert_eq!(article("{}"), Ok(proto::Article::default()));
        assert_eq!(article(r#"{"text": "\ud83d\ude42"}"#).unwrap().text, "🙂");
    }

    #[test]
    fn bad_articles_name_their_field() {
        for (json, message) in [
            (r#"{"text": 5}"#, "article.text: invalid type: integer `5`, expected a string"),
            (r#"{"id": "1", "title": [], "text": {}}"#, "article.text: invalid type: map, expected a string"),
            ("[1]", "article: takes a JSON object"),
            ("null", "article: takes a JSON object"),
            (r#"{"text": "x"#, "article: takes JSON in UTF-8; it breaks off or is none at line 1, column 11"),
            ("", "article: takes JSON in UTF-8; it breaks off or is none at line 1, column 0"),
            (r#"{"text": "\ud800"}"#, "article: takes JSON in UTF-8; it breaks off or is none at line 1, column 17"),
        ] {
            assert!(article(json).unwrap_err().contains(message), "{json}: {}", article(json).unwrap_err());
        }
        let bytes = read_article(b"{\"text\": \"\xff\"}").unwrap_err();
        assert!(bytes.to_string().starts_with("article: takes JSON in UTF-8"), "{bytes}");
        let deep = format!("{{\"x\": {}", "[".repeat(100_000));
        assert!(article(&deep).is_err());
    }

    #[test]
    fn long_input_is_not_quoted_whole() {
        let json = format!("{{\"options\": {{\"layers\": [\"{}\"]}}}}", "x".repeat(10_000));
        let refusal = read::<proto::ExtractRequest>(json.as_bytes(), "").unwrap_err();
        assert!(refusal.to_string().len() < 300, "{refusal}");
        assert_eq!(refusal.violations()[0].field, "options");
    }

    #[test]
    fn requests_take_both_spellings() {
        for unit in ["offset_unit", "offsetUnit"] {
            let json = format!(
                r#"{{"articles": [{{"text": "x"}}, null], "options": {{"layers": ["LAYER_ENTITIES", 4, null], "{unit}": "OFFSET_UNIT_UTF16", "includeTokens": null}}}}"#
            );
            let request: proto::ExtractBatchRequest = read(json.as_bytes(), "").unwrap();
            let options = proto::ExtractOptions { layers: vec![1, 4], offset_unit: 3, include_tokens: false };
            assert_eq!((request.articles.len(), request.options), (1, Some(options)));
        }
    }

    #[test]
    fn outcomes_are_written() {
        let error = Refusal::field("article.text", "blank").article_error("a1");
        assert_eq!(
            write_error(error).unwrap(),
            concat!(
                r#"{"error":{"code":3,"reason":"INVALID_REQUEST","message":"article.text: blank","#,
                r#""violations":[{"field":"article.text","description":"blank"}],"articleId":"a1"}}"#
            )
        );
        let document = proto::Document { article_id: "é".into(), ..proto::Document::default() };
        assert_eq!(write(&document).unwrap(), r#"{"articleId":"é"}"#);
        assert_eq!(write_indented(&document).unwrap(), "{\n  \"articleId\": \"é\"\n}");
        assert_eq!(write(&proto::Document { offset_unit: 99, ..document }), Err(Refusal::Internal));
    }

    #[test]
    fn documents_survive_the_round_trip() {
        let span = Some(proto::Span { start: 0, end: 3, in_title: true });
        let mention = proto::Mention { span, text: "Zoë".into(), kind: 1, confidence: 0.95 };
        let quantity = proto::Quantity { value: Some(0.0), upper: Some(1e300), ..proto::Quantity::default() };
        let document = proto::Document {
            entities: vec![proto::Entity { id: "e1".into(), mentions: vec![mention], salience: 1.0, ..proto::Entity::default() }],
            quantities: vec![quantity],
            layers: vec![1, 4],
            ..proto::Document::default()
        };
        assert_eq!(read::<proto::Document>(write(&document).unwrap().as_bytes(), ""), Ok(document));
    }
}
