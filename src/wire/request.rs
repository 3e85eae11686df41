//! Requests → checked articles and options.
//!
//! In: messages as clients sent them. Out: an [`Article`] and what is [`Asked`], or a [`Refusal`] that names every wrong field.

use super::proto::{self, Layer, OffsetUnit};
use super::refusal::Refusal;
use crate::article::{Article, Draft, FieldViolation, Limits};

/// The layers that this server has, in the contract's order.
pub const BUILT_LAYERS: [Layer; 3] = [Layer::Entities, Layer::Attributions, Layer::Roles];

/// What a caller wants to have, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The layers, each once, in the contract's order, with those they bring along.
    pub layers: Vec<Layer>,
    /// What offsets count; never unspecified.
    pub offset_unit: OffsetUnit,
    /// Whether words are listed.
    pub tokens: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self { layers: BUILT_LAYERS.to_vec(), offset_unit: OffsetUnit::Codepoint, tokens: false }
    }
}

/// Checks an article; its own error says what is wrong, in a batch or a stream too.
///
/// # Errors
///
/// No article at all, or what [`Article::check`] refuses.
pub fn article(sent: Option<proto::Article>, limits: &Limits) -> Result<Article, Refusal> {
    let Some(sent) = sent else { return Err(Refusal::field("article", "missing; takes an article with a text")) };
    let proto::Article { id, title, text, published, country, language, url: _, publisher: _ } = sent;
    Ok(Article::check(Draft { id, title, text, published, country, language }, limits)?)
}

/// Checks the articles of a batch as a whole: that there are some and not too many.
///
/// # Errors
///
/// None or more than `most`.
pub fn batch(articles: &[proto::Article], most: usize) -> Result<(), Refusal> {
    match articles.len() {
        0 => Err(Refusal::field("articles", format!("empty; takes 1 to {most} articles"))),
        sent if sent > most => Err(Refusal::field("articles", format!("{sent} articles; takes 1 to {most}"))),
        _ => Ok(()),
    }
}

/// Checks options, which may be left out; `path` is the field that they stand in, such as `options`.
///
/// # Errors
///
/// Enum numbers that the contract does not know, and layers that this server does not have.
pub fn options(sent: Option<&proto::ExtractOptions>, path: &str) -> Result<Asked, Refusal> {
    let Some(sent) = sent else { return Ok(Asked::default()) };
    let mut violations = Vec::new();
    let mut layers = Vec::new();
    for (i, &number) in sent.layers.iter().enumerate() {
        match layer(number) {
            Ok(layer) => layers.push(layer),
            Err(description) => violations.push(FieldViolation::new(format!("{path}.layers[{i}]"), description)),
        }
    }
    let offset_unit = offset_unit(sent.offset_unit).unwrap_or_else(|description| {
        violations.push(FieldViolation::new(format!("{path}.offset_unit"), description));
        OffsetUnit::Codepoint
    });
    if violations.is_empty() {
        Ok(Asked { layers: with_needed(&layers), offset_unit, tokens: sent.include_tokens })
    } else {
        Err(Refusal::Invalid(violations))
    }
}

/// A layer that can be had, by its number.
fn layer(number: i32) -> Result<Layer, String> {
    let built = || BUILT_LAYERS.map(|layer| layer.as_str_name()).join(", ");
    match Layer::try_from(number) {
        Ok(layer) if BUILT_LAYERS.contains(&layer) => Ok(layer),
        Ok(layer) => Err(format!("{} is no layer of this server; takes {}", layer.as_str_name(), built())),
        Err(_) => Err(format!("unknown layer {number}; takes {}", built())),
    }
}

/// An offset unit by its number; unspecified means code points.
fn offset_unit(number: i32) -> Result<OffsetUnit, String> {
    match OffsetUnit::try_from(number) {
        Ok(OffsetUnit::Unspecified) => Ok(OffsetUnit::Codepoint),
        Ok(unit) => Ok(unit),
        Err(_) => {
            let units = [OffsetUnit::Codepoint, OffsetUnit::Utf8, OffsetUnit::Utf16].map(|unit| unit.as_str_name());
            Err(format!("unknown offset unit {number}; takes {}", units.join(", ")))
        }
    }
}

/// The layers asked for, all built ones when none is named; ids that point at entities bring the entities along.
fn with_needed(asked: &[Layer]) -> Vec<Layer> {
    let points = |layer: &Layer| matches!(layer, Layer::Attributions | Layer::Places | Layer::Roles);
    let entities = asked.iter().any(points);
    let mut layers = BUILT_LAYERS.to_vec();
    layers.retain(|layer| asked.is_empty() || asked.contains(layer) || entities && *layer == Layer::Entities);
    layers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(layers: Vec<i32>, offset_unit: i32) -> Vec<String> {
        let sent = proto::ExtractOptions { layers, offset_unit, include_tokens: false };
        options(Some(&sent), "options").err().unwrap_or(Refusal::Invalid(Vec::new())).violations().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn options_may_be_left_out() {
        let empty = proto::ExtractOptions::default();
        assert_eq!(options(None, "options"), Ok(Asked::default()));
        assert_eq!(options(Some(&empty), "options"), Ok(Asked::default()));
        assert_eq!(Asked::default().layers, BUILT_LAYERS);
    }

    #[test]
    fn options_are_read() {
        let sent = proto::ExtractOptions { layers: vec![1, 1], offset_unit: 3, include_tokens: true };
        let asked = Asked { layers: vec![Layer::Entities], offset_unit: OffsetUnit::Utf16, tokens: true };
        assert_eq!(options(Some(&sent), "options"), Ok(asked));
    }

    #[test]
    fn unknown_numbers_are_named() {
        assert_eq!(
            violations(vec![1, 99, 0, -1], 0),
            [
                "options.layers[1]: unknown layer 99; takes LAYER_ENTITIES, LAYER_ATTRIBUTIONS, LAYER_ROLES",
                "options.layers[2]: LAYER_UNSPECIFIED is no layer of this server; takes LAYER_ENTITIES, LAYER_ATTRIBUTIONS, LAYER_ROLES",
                "options.layers[3]: unknown layer -1; takes LAYER_ENTITIES, LAYER_ATTRIBUTIONS, LAYER_ROLES",
            ]
        );
        assert_eq!(
            violations(vec![7], 0),
            ["options.layers[0]: LAYER_EVENTS is no layer of this server; takes LAYER_ENTITIES, LAYER_ATTRIBUTIONS, LAYER_ROLES"]
        );
        assert_eq!(
            violations(Vec::new(), 4),
            ["options.offset_unit: unknown offset unit 4; takes OFFSET_UNIT_CODEPOINT, OFFSET_UNIT_UTF8, OFFSET_UNIT_UTF16"]
        );
    }

    #[test]
    fn layers_bring_the_entities_they_point_at() {
        assert_eq!(with_needed(&[Layer::Roles]), [Layer::Entities, Layer::Roles]);
        assert_eq!(with_needed(&[Layer::Attributions]), [Layer::Entities, Layer::Attributions]);
        assert_eq!(with_needed(&[Layer::Times]), []);
    }

    #[test]
    fn a_batch_holds_some_articles() {
        let articles = vec![proto::Article::default(); 3];
        assert!(batch(&articles, 3).is_ok());
        assert_eq!(batch(&articles, 2).unwrap_err().to_string(), "articles: 3 articles; takes 1 to 2");
        assert_eq!(batch(&[], 2).unwrap_err().to_string(), "articles: empty; takes 1 to 2 articles");
    }

    #[test]
    fn an_article_is_taken_field_by_field() {
        let sent = proto::Article {
            id: "1".into(),
            title: "T".into(),
            text: " x".into(),
            published: "2023-03-09".into(),
            country: "gb".into(),
            url: "u".into(),
            publisher: "p".into(),
            language: "en".into(),
        };
        let article = article(Some(sent), &Limits::default()).unwrap();
        let published = Some("2023-03-09".into());
        let expected = Article { id: "1".into(), title: "T".into(), text: " x".into(), published, ..article.clone() };
        assert_eq!(article, expected);
        assert_eq!((article.country.as_deref(), article.language.as_deref()), (Some("GB"), Some("en")));
        let missing = super::article(None, &Limits::default()).unwrap_err();
        assert_eq!(missing.to_string(), "article: missing; takes an article with a text");
    }
}
