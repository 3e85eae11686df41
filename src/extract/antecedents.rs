//! Pronouns and descriptions → mentions of entities: "she", "their", "the minister", "the company".
//!
//! The article is walked from left to right. Each anaphor has its choices: the entities that it may mean and that were mentioned lately,
//! or none of them. A log-linear ranker ([`ranker`]) weighs what is true of each choice ([`features`]), and the best one counts as
//! mentioned for what follows. Only entities with a name are meant: "a woman … she" gives nothing.

mod choices;
mod features;
mod grammar;
mod nothing;
mod page;
mod phrases;
mod ranker;
mod standing;
mod walk;

pub use features::{Feature, Group};
pub use ranker::Weights;

use crate::extract::entities::{self, Entity, Mention, MentionKind};
use crate::extract::roles::Role;
use crate::text::{Span, Text};

/// What an anaphor may refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// An index into the document's entities, or nothing that has a name.
    pub entity: Option<usize>,
    /// What is true of it.
    pub features: Vec<Feature>,
}

/// An anaphor and what was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The pronoun, or the description from its article to its noun.
    pub span: Span,
    /// The pronoun, or the description's noun.
    pub head: Span,
    /// What it is.
    pub group: Group,
    /// None first, then the entities.
    pub choices: Vec<Choice>,
    /// The choice taken.
    pub best: usize,
    /// How probable it is among the choices.
    pub probability: f32,
}

/// Adds to the entities their mentions by pronoun and description, and weighs their salience anew; their order stays.
pub fn resolve(text: &Text, entities: &mut [Entity], roles: &[Role]) {
    let mut found: Vec<(usize, Mention)> = Vec::new();
    decide(text, entities, roles, Weights::own(), |decision| {
        let kind = if decision.group == Group::Description { MentionKind::Nominal } else { MentionKind::Pronoun };
        let mention = Mention { span: decision.span, kind, confidence: decision.probability };
        found.extend(decision.choices[decision.best].entity.map(|entity| (entity, mention)));
    });
    for (entity, mention) in found {
        entities[entity].mentions.push(mention);
    }
    for entity in entities.iter_mut() {
        entity.mentions.sort_by_key(|mention| mention.span);
    }
    entities::weigh(text, entities);
}

/// Decides each anaphor of a text, in text order, and tells it: what training learns from.
pub fn decide(text: &Text, entities: &[Entity], roles: &[Role], weights: &Weights, tell: impl FnMut(&Decision)) {
    if !entities.is_empty() {
        walk::walk(&page::Page::new(text, entities), entities, roles, weights, tell);
    }
}

#[cfg(test)]
mod tests;
