//! The result → the contract's `Document`.
//!
//! In: the article as checked, what was found in it, and what was asked. Out: a [`proto::Document`] that holds what was asked
//! and explains itself: its layers, its unit, what made it.

use std::collections::HashMap;

use super::offsets::Offsets;
use super::proto::{self, Layer};
use super::request::Asked;
use crate::article::Article;
use crate::document::{Document, Warning, WarningCode};
use crate::extract::attributions::{Attribution, AttributionKind};
use crate::extract::entities::{Entity, EntityType, Mention, MentionKind};
use crate::extract::roles::{Role, RoleStatus};
use crate::text::{Paragraph, ParagraphKind, Sentence, Span, Text};

/// Writes a document as the caller asked for it.
#[must_use]
pub fn write(article: &Article, document: &Document, asked: &Asked, versions: &proto::Versions) -> proto::Document {
    let text = &document.text;
    let offsets = Offsets::new(text, asked.offset_unit);
    let understood = document.warnings.iter().all(|warning| warning.code != WarningCode::LanguageNotSupported);
    let tokens = if asked.tokens && understood { text.words.as_slice() } else { &[] };
    let entities = if asked.layers.contains(&Layer::Entities) { ranked(&document.entities) } else { Vec::new() };
    let attributions = if asked.layers.contains(&Layer::Attributions) { document.attributions.as_slice() } else { &[] };
    let roles = if asked.layers.contains(&Layer::Roles) { document.roles.as_slice() } else { &[] };
    let ids = ids(&entities);
    proto::Document {
        article_id: article.id.clone(),
        language: document.language.clone(),
        offset_unit: asked.offset_unit.into(),
        layers: asked.layers.iter().map(|&layer| layer.into()).collect(),
        versions: Some(versions.clone()),
        published: article.published.as_deref().map(requested),
        paragraphs: text.paragraphs.iter().map(|paragraph| write_paragraph(paragraph, &offsets)).collect(),
        sentences: text.sentences.iter().map(|sentence| write_sentence(sentence, &offsets)).collect(),
        tokens: tokens.iter().map(|&word| proto::Token { span: Some(offsets.convert(word)) }).collect(),
        entities: write_entities(&entities, text, &offsets),
        attributions: attributions.iter().map(|attribution| write_attribution(attribution, &ids, &offsets)).collect(),
        roles: roles.iter().map(|role| write_role(role, &ids, &offsets)).collect(),
        warnings: document.warnings.iter().map(|warning| write_warning(warning, &offsets)).collect(),
        ..proto::Document::default()
    }
}

/// The date of publication that the request named.
fn requested(value: &str) -> proto::Published {
    proto::Published { value: value.to_owned(), source: proto::PublishedSource::Request.into() }
}

fn write_paragraph(paragraph: &Paragraph, offsets: &Offsets<'_>) -> proto::Paragraph {
    let kind = match paragraph.kind {
        ParagraphKind::Title => proto::ParagraphKind::Title,
        ParagraphKind::Heading => proto::ParagraphKind::Heading,
        ParagraphKind::Body => proto::ParagraphKind::Body,
        ParagraphKind::Header => proto::ParagraphKind::Header,
    };
    proto::Paragraph { span: Some(offsets.convert(paragraph.span)), kind: kind.into() }
}

fn write_sentence(sentence: &Sentence, offsets: &Offsets<'_>) -> proto::Sentence {
    proto::Sentence { span: Some(offsets.convert(sentence.span)) }
}

/// The entities with their indices: most salient first, the earlier mentioned first among equals.
fn ranked(entities: &[Entity]) -> Vec<(usize, &Entity)> {
    let mut ranked: Vec<(usize, &Entity)> = entities.iter().enumerate().collect();
    let first = |entity: &Entity| entity.mentions.iter().map(|mention| mention.span).min();
    ranked.sort_by(|(_, a), (_, b)| b.salience.total_cmp(&a.salience).then_with(|| first(a).cmp(&first(b))));
    ranked
}

/// The id of each entity on the wire, by its index in the document.
fn ids(ranked: &[(usize, &Entity)]) -> HashMap<usize, String> {
    ranked.iter().enumerate().map(|(rank, (index, _))| (*index, format!("e{}", rank + 1))).collect()
}

fn write_entities(ranked: &[(usize, &Entity)], text: &Text, offsets: &Offsets<'_>) -> Vec<proto::Entity> {
    let saliences = shares(&ranked.iter().map(|(_, entity)| entity.salience).collect::<Vec<_>>());
    let numbered = ranked.iter().zip(saliences).enumerate();
    numbered.map(|(i, ((_, entity), salience))| write_entity(i + 1, entity, salience, text, offsets)).collect()
}

fn write_attribution(attribution: &Attribution, ids: &HashMap<usize, String>, offsets: &Offsets<'_>) -> proto::Attribution {
    let kind = match attribution.kind {
        AttributionKind::Direct => proto::AttributionKind::Direct,
        AttributionKind::Indirect => proto::AttributionKind::Indirect,
        AttributionKind::Mixed => proto::AttributionKind::Mixed,
    };
    let spans = |spans: &[Span]| spans.iter().map(|&span| offsets.convert(span)).collect();
    proto::Attribution {
        kind: kind.into(),
        content: spans(&attribution.content),
        cue: spans(&attribution.cue),
        source: spans(&attribution.source),
        speaker_ids: attribution.speakers.iter().filter_map(|index| ids.get(index).cloned()).collect(),
        negated: attribution.negated,
        confidence: thousandths(attribution.confidence),
    }
}

fn write_role(role: &Role, ids: &HashMap<usize, String>, offsets: &Offsets<'_>) -> proto::Role {
    let status = match role.status {
        RoleStatus::Current => proto::RoleStatus::Current,
        RoleStatus::Former => proto::RoleStatus::Former,
        RoleStatus::Acting => proto::RoleStatus::Acting,
    };
    proto::Role {
        person_id: ids.get(&role.person).cloned().unwrap_or_default(),
        title: Some(offsets.convert(role.title)),
        organization_id: role.organization.and_then(|index| ids.get(&index).cloned()).unwrap_or_default(),
        status: status.into(),
        confidence: thousandths(role.confidence),
    }
}

fn write_entity(number: usize, entity: &Entity, salience: f64, text: &Text, offsets: &Offsets<'_>) -> proto::Entity {
    let entity_type = match entity.entity_type {
        EntityType::Person => proto::EntityType::Person,
        EntityType::Organization => proto::EntityType::Organization,
        EntityType::Location => proto::EntityType::Location,
        EntityType::Facility => proto::EntityType::Facility,
        EntityType::Norp => proto::EntityType::Norp,
        EntityType::Product => proto::EntityType::Product,
        EntityType::Event => proto::EntityType::Event,
        EntityType::Misc => proto::EntityType::Misc,
    };
    proto::Entity {
        id: format!("e{number}"),
        r#type: entity_type.into(),
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        salience,
        mentions: entity.mentions.iter().map(|mention| write_mention(mention, text, offsets)).collect(),
        place: None,
        links: Vec::new(),
    }
}

fn write_mention(mention: &Mention, text: &Text, offsets: &Offsets<'_>) -> proto::Mention {
    let kind = match mention.kind {
        MentionKind::Name => proto::MentionKind::Name,
        MentionKind::Nominal => proto::MentionKind::Nominal,
        MentionKind::Pronoun => proto::MentionKind::Pronoun,
    };
    proto::Mention {
        span: Some(offsets.convert(mention.span)),
        text: text.content.get(mention.span.range()).unwrap_or_default().to_owned(),
        kind: kind.into(),
        confidence: thousandths(mention.confidence),
    }
}

/// A chance with the three decimals that it is worth.
fn thousandths(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

fn write_warning(warning: &Warning, offsets: &Offsets<'_>) -> proto::Warning {
    let code = match warning.code {
        WarningCode::LanguageNotSupported => "LANGUAGE_NOT_SUPPORTED",
        WarningCode::HtmlInput => "HTML_INPUT",
    };
    proto::Warning { code: code.into(), message: warning.message.clone(), span: warning.span.map(|span| offsets.convert(span)) }
}

/// Shares rounded to three decimals so that their sum is the rounded sum: what rounding down loses goes to the largest remainders.
fn shares(exact: &[f32]) -> Vec<f64> {
    let thousandths: Vec<f64> = exact.iter().map(|&share| f64::from(share) * 1000.0).collect();
    let mut rounded: Vec<f64> = thousandths.iter().map(|share| share.floor()).collect();
    let mut lost = thousandths.iter().sum::<f64>().round() - rounded.iter().sum::<f64>();
    let mut remainders: Vec<(f64, &mut f64)> = thousandths.iter().map(|share| share.fract()).zip(&mut rounded).collect();
    remainders.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, share) in remainders {
        if lost < 1.0 {
            break;
        }
        *share += 1.0;
        lost -= 1.0;
    }
    rounded.into_iter().map(|share| share / 1000.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(entity_type: EntityType, name: &str, salience: f32, spans: &[(usize, usize)]) -> Entity {
        let mention =
            |&(start, end): &(usize, usize)| Mention { span: Span::new(start, end), kind: MentionKind::Name, confidence: 0.123_44 };
        Entity { entity_type, name: name.into(), aliases: Vec::new(), salience, mentions: spans.iter().map(mention).collect() }
    }

    /// "Zoë in Rome" over "Zoë left. Rome slept.", with two entities.
    fn sample() -> (Article, Document) {
        let article = Article {
            id: "a1".into(),
            title: "Zoë in Rome".into(),
            text: "It rained. Zoë left.\nRome slept.".into(),
            published: Some("2023-03-09".into()),
            ..Article::default()
        };
        let text = Text::read(&article);
        let rome = entity(EntityType::Location, "Rome", 0.333_333, &[(8, 12), (36, 40)]);
        let zoe = entity(EntityType::Person, "Zoë", 0.666_666, &[(0, 4), (25, 29)]);
        let warning = Warning { code: WarningCode::HtmlInput, message: "tags".into(), span: Some(Span::new(14, 16)) };
        (article, Document { text, language: "en".into(), entities: vec![rome, zoe], warnings: vec![warning], ..Document::default() })
    }

    #[expect(clippy::unnecessary_wraps, reason = "as messages hold it")]
    fn span(start: u32, end: u32, in_title: bool) -> Option<proto::Span> {
        Some(proto::Span { start, end, in_title })
    }

    #[test]
    fn a_document_explains_itself() {
        let (article, document) = sample();
        let versions = proto::Versions { server: "s".into(), model: "m".into(), data: "d".into() };
        let written = write(&article, &document, &Asked::default(), &versions);
        assert_eq!((written.article_id.as_str(), written.language.as_str()), ("a1", "en"));
        assert_eq!(written.offset_unit(), proto::OffsetUnit::Codepoint);
        assert_eq!(written.layers().collect::<Vec<_>>(), [Layer::Entities, Layer::Attributions, Layer::Roles]);
        assert_eq!(written.versions, Some(versions));
        assert_eq!(written.published, Some(proto::Published { value: "2023-03-09".into(), source: 1 }));
        let kinds: Vec<_> = written.paragraphs.iter().map(proto::Paragraph::kind).collect();
        assert_eq!((kinds[0], written.paragraphs[0].span), (proto::ParagraphKind::Title, span(0, 11, true)));
        assert_eq!(written.paragraphs[1].span, span(0, 20, false));
        assert_eq!(written.sentences.last().unwrap().span, span(21, 32, false));
        assert_eq!(written.warnings, [proto::Warning { code: "HTML_INPUT".into(), message: "tags".into(), span: span(0, 2, false) }]);
    }

    #[test]
    fn entities_stand_by_salience() {
        let (article, document) = sample();
        let written = write(&article, &document, &Asked::default(), &proto::Versions::default());
        let [zoe, rome] = &written.entities[..] else { panic!("{:?}", written.entities) };
        assert_eq!((zoe.id.as_str(), zoe.name.as_str(), zoe.r#type()), ("e1", "Zoë", proto::EntityType::Person));
        assert_eq!((rome.id.as_str(), rome.name.as_str(), rome.r#type()), ("e2", "Rome", proto::EntityType::Location));
        let mention = |span| proto::Mention { span, text: "Zoë".into(), kind: 1, confidence: 0.123 };
        assert_eq!(zoe.mentions, [mention(span(0, 3, true)), mention(span(11, 14, false))]);
        assert_eq!(rome.mentions[1].span, span(21, 25, false));
    }

    #[test]
    fn equals_stand_by_first_mention() {
        let (article, mut document) = sample();
        document.entities.iter_mut().for_each(|entity| entity.salience = 0.5);
        let written = write(&article, &document, &Asked::default(), &proto::Versions::default());
        assert_eq!(written.entities[0].name, "Zoë");
    }

    #[test]
    fn attributions_point_at_entities() {
        let (article, mut document) = sample();
        document.attributions = vec![Attribution {
            kind: AttributionKind::Mixed,
            content: vec![Span::new(14, 16), Span::new(36, 40)],
            cue: Vec::new(),
            source: vec![Span::new(25, 29)],
            speakers: vec![1],
            negated: true,
            confidence: 0.98765,
        }];
        let written = write(&article, &document, &Asked::default(), &proto::Versions::default());
        let expected = proto::Attribution {
            kind: proto::AttributionKind::Mixed.into(),
            content: [span(0, 2, false), span(21, 25, false)].into_iter().flatten().collect(),
            cue: Vec::new(),
            source: span(11, 14, false).into_iter().collect(),
            speaker_ids: vec!["e1".into()],
            negated: true,
            confidence: 0.988,
        };
        assert_eq!(written.attributions, [expected]);
        let asked = Asked { layers: vec![Layer::Entities], ..Asked::default() };
        assert!(write(&article, &document, &asked, &proto::Versions::default()).attributions.is_empty());
    }

    #[test]
    fn roles_point_at_entities() {
        let (article, mut document) = sample();
        let role = Role { person: 1, title: Span::new(25, 29), organization: Some(0), status: RoleStatus::Former, confidence: 0.98765 };
        document.roles = vec![role, Role { organization: None, ..role }];
        let written = write(&article, &document, &Asked::default(), &proto::Versions::default());
        let expected = proto::Role {
            person_id: "e1".into(),
            title: span(11, 14, false),
            organization_id: "e2".into(),
            status: proto::RoleStatus::Former.into(),
            confidence: 0.988,
        };
        assert_eq!(written.roles, [expected.clone(), proto::Role { organization_id: String::new(), ..expected }]);
        let asked = Asked { layers: vec![Layer::Entities], ..Asked::default() };
        assert!(write(&article, &document, &asked, &proto::Versions::default()).roles.is_empty());
    }

    #[test]
    fn only_what_was_asked_is_given() {
        let (article, mut document) = sample();
        let mut asked = Asked { layers: Vec::new(), tokens: true, ..Asked::default() };
        let written = write(&article, &document, &asked, &proto::Versions::default());
        assert_eq!((written.entities.len(), written.tokens.len(), written.layers.len()), (0, document.text.words.len(), 0));
        asked.tokens = false;
        assert!(write(&article, &document, &asked, &proto::Versions::default()).tokens.is_empty());
        asked.tokens = true;
        document.warnings[0].code = WarningCode::LanguageNotSupported;
        assert!(write(&article, &document, &asked, &proto::Versions::default()).tokens.is_empty());
    }

    #[test]
    fn shares_keep_their_sum() {
        assert_eq!(shares(&[0.666_666, 0.333_333]), [0.667, 0.333]);
        assert_eq!(shares(&[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]), [0.334, 0.333, 0.333]);
        assert_eq!(shares(&[0.999_6, 0.000_4]), [1.0, 0.0]);
        assert_eq!(shares(&[]), [0.0; 0]);
        let many = shares(&[1.0 / 700.0; 700]);
        assert!((many.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(many.is_sorted_by(|a, b| a >= b));
    }
}
