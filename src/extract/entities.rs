//! Name mentions → entities: one entity for the mentions of the same thing.

use crate::text::Span;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A person or a family.
    Person,
    /// A company, an institution, a party, a team, a government body.
    Organization,
    /// A place: a city, a country, a region, a river.
    Location,
    /// Something built: an airport, a bridge, a stadium.
    Facility,
    /// A nationality, a religious or a political group.
    Norp,
    /// A product: a weapon, a vehicle, software.
    Product,
    /// A named event: a war, an election, a summit, a storm.
    Event,
    /// Any other name: a law, a work, a language, a disease.
    Misc,
}

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
