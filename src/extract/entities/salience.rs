//! How much of the article's attention each entity has.

use super::Entity;
use crate::text::{Span, Text};

/// What a mention in the title counts beside one in the text.
const IN_TITLE: f32 = 3.0;
/// What the first mention counts more when it opens the text; it falls to nothing at the end. News puts the matter first.
const FIRST_MENTION: f32 = 3.0;

/// Sets each entity's share and puts the most salient first; entities of equal share stand in order of first mention.
pub(super) fn weigh(text: &Text, entities: &mut [Entity]) {
    let weights: Vec<f32> = entities.iter().map(|entity| weight(text, entity)).collect();
    let total: f32 = weights.iter().sum();
    for (entity, weight) in entities.iter_mut().zip(weights) {
        entity.salience = weight / total.max(f32::MIN_POSITIVE);
    }
    entities.sort_by(|a, b| b.salience.total_cmp(&a.salience).then_with(|| first(a).cmp(&first(b))));
}

/// Mentions, those in the title more, and how early the first one comes.
fn weight(text: &Text, entity: &Entity) -> f32 {
    let mentions: f32 = entity.mentions.iter().map(|mention| if in_title(text, mention.span) { IN_TITLE } else { 1.0 }).sum();
    let body = text.content.len().saturating_sub(text.body_start as usize).max(1);
    let at = first(entity).map_or(body, |span| (span.start.saturating_sub(text.body_start)) as usize);
    // Lengths of articles are far below the precision of f32.
    #[expect(clippy::cast_precision_loss, reason = "a ratio of text offsets")]
    let early = 1.0 - at as f32 / body as f32;
    mentions + FIRST_MENTION * early
}

fn first(entity: &Entity) -> Option<Span> {
    entity.mentions.iter().map(|mention| mention.span).min()
}

fn in_title(text: &Text, span: Span) -> bool {
    span.end <= text.body_start
}
