//! Name mentions → entities: one entity for the mentions of the same thing.
//!
//! Mentions are joined when their names are equal, when one is the short form of exactly one person's name, and when one is an
//! acronym: given in brackets after the long name, or made of the first letters of exactly one name in the article.

mod acronyms;
mod agreement;
mod clusters;
mod compounds;
mod name;
mod salience;

use std::collections::{HashMap, HashSet};

use crate::extract::names::NameMention;
use crate::text::{Span, Text};
use clusters::Clusters;
use name::Name;

pub use crate::extract::names::EntityType;

/// How a mention refers to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By name.
    Name,
    /// By a description: "the minister".
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// One place in the text that refers to an entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
    /// The calibrated probability that span and type are right, 0 to 1.
    pub confidence: f32,
}

/// A person, an organization, a place or another thing with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub entity_type: EntityType,
    /// Its canonical name: the fullest one in the article.
    pub name: String,
    /// Its other names in the article, in order of first mention.
    pub aliases: Vec<String>,
    /// Its share of the article's attention, 0 to 1; the shares of all entities sum to 1.
    pub salience: f32,
    /// Its mentions in text order.
    pub mentions: Vec<Mention>,
}

/// Joins the names of a text, given in text order, into entities, most salient first.
#[must_use]
pub fn resolve(text: &Text, mentions: &[NameMention]) -> Vec<Entity> {
    let mut mentions = mentions.to_vec();
    acronyms::settle(text, &mut mentions);
    let mut mentions = compounds::part(text, &mentions);
    agreement::agree(text, &mut mentions);
    let names: Vec<Name> = mentions.iter().map(|mention| Name::new(text.slice(mention.span), mention.entity_type)).collect();
    let mut clusters = Clusters::new(names.len());
    join_equal(&names, &mut clusters);
    join_bracketed(text, &mentions, &names, &mut clusters);
    join_acronyms(&names, &mut clusters);
    // "George Bush" finds "George W. Bush" first, so that "Bush" finds one person.
    join_persons(&names, &mut clusters, |words| words > 1);
    join_persons(&names, &mut clusters, |words| words == 1);
    let mut entities: Vec<Entity> = clusters.members().iter().map(|cluster| entity(&mentions, &names, cluster)).collect();
    salience::weigh(text, &mut entities);
    entities.sort_by(|a, b| b.salience.total_cmp(&a.salience).then_with(|| first(a).cmp(&first(b))));
    entities
}

/// Weighs the entities' shares of the article's attention anew, once they have other mentions.
pub fn weigh(text: &Text, entities: &mut [Entity]) {
    salience::weigh(text, entities);
}

/// Joins equal names.
fn join_equal(names: &[Name], clusters: &mut Clusters) {
    let mut first = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        clusters.join(*first.entry((name.entity_type, &name.words)).or_insert(index), index);
    }
}

/// Joins an acronym in brackets with the name right before it: "European Union (E.U.)".
fn join_bracketed(text: &Text, mentions: &[NameMention], names: &[Name], clusters: &mut Clusters) {
    for (index, pair) in mentions.windows(2).enumerate() {
        let (long, short) = (&names[index], &names[index + 1]);
        let between = &text.content[pair[0].span.end as usize..pair[1].span.start as usize];
        let closed = text.content[pair[1].span.end as usize..].starts_with(')');
        if between.trim() == "(" && closed && (short.abbreviates(long) || short.opens_like(long)) {
            clusters.join(index, index + 1);
        }
    }
}

/// Joins each acronym with the one name of its type whose first letters it has; with several, it stays by itself.
fn join_acronyms(names: &[Name], clusters: &mut Clusters) {
    let mut by_initials: HashMap<(EntityType, &str), Vec<usize>> = HashMap::new();
    let first: Vec<usize> = (0..names.len()).filter(|&index| clusters.find(index) == index).collect();
    for &index in &first {
        let name = &names[index];
        for initials in name.initials() {
            by_initials.entry((name.entity_type, initials)).or_default().push(index);
        }
    }
    for index in first {
        let name = &names[index];
        let Some(letters) = &name.acronym else { continue };
        let fitting = by_initials.get(&(name.entity_type, letters)).map(Vec::as_slice).unwrap_or_default();
        if let Some(long) = clusters.only(fitting.iter().copied()) {
            clusters.join(long, index);
        }
    }
}

/// Joins each person's name of so many words with the one longer name that it shortens; with several, it stays by itself.
fn join_persons(names: &[Name], clusters: &mut Clusters, length: impl Fn(usize) -> bool) {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut seen = HashSet::new();
    for (index, name) in names.iter().enumerate() {
        if name.entity_type == EntityType::Person && seen.insert(&name.words) {
            for word in [name.words.first(), name.words.last()].into_iter().flatten() {
                by_word.entry(word).or_default().push(index);
            }
        }
    }
    let mut pairs = Vec::new();
    for (index, name) in names.iter().enumerate() {
        // The first of equal names speaks for them all.
        let person = name.entity_type == EntityType::Person && length(name.words.len());
        let Some(last) = name.words.last().filter(|_| person && seen.remove(&name.words)) else { continue };
        let known = by_word.get(last.as_str()).map(Vec::as_slice).unwrap_or_default();
        let fitting = known.iter().copied().filter(|&long| name.shortens_person(&names[long]));
        if let Some(long) = clusters.only(fitting) {
            pairs.push((long, index));
        }
    }
    for (long, short) in pairs {
        clusters.join(long, short);
    }
}

/// The entity of a cluster, its salience still to be weighed.
fn entity(mentions: &[NameMention], names: &[Name], cluster: &[usize]) -> Entity {
    let mut written: Vec<&str> = Vec::new();
    for &index in cluster {
        if !written.contains(&names[index].written.as_str()) {
            written.push(&names[index].written);
        }
    }
    // The fullest name, the first of several; an acronym or a shouted name only where there is no other.
    let fullness = |name: &str| (name.contains(char::is_lowercase), name.split(' ').count(), name.chars().count());
    let name = written.iter().copied().rev().max_by_key(|name| fullness(name)).unwrap_or_default();
    Entity {
        entity_type: entity_type(mentions, cluster),
        name: name.to_owned(),
        aliases: written.iter().filter(|other| **other != name).map(|other| (*other).to_owned()).collect(),
        salience: 0.0,
        mentions: cluster
            .iter()
            .map(|&index| Mention { span: mentions[index].span, kind: MentionKind::Name, confidence: mentions[index].confidence })
            .collect(),
    }
}

/// The first mention.
fn first(entity: &Entity) -> Option<Span> {
    entity.mentions.iter().map(|mention| mention.span).min()
}

/// The type that most mentions have, the first of equals.
fn entity_type(mentions: &[NameMention], cluster: &[usize]) -> EntityType {
    let mut counts: Vec<(EntityType, usize)> = Vec::new();
    for &index in cluster {
        let entity_type = mentions[index].entity_type;
        match counts.iter_mut().find(|(known, _)| *known == entity_type) {
            Some((_, count)) => *count += 1,
            None => counts.push((entity_type, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(EntityType::Misc, |(entity_type, _)| entity_type)
}

#[cfg(test)]
mod tests;
