//! Names that stand several times in an article: the mentions that are surest of their type speak for the few that differ.
//!
//! One name is one thing in most articles ("Ostend" the town, read once as its team), but not in all ("Chelsea" beat a team in Chelsea),
//! so that only a clear majority decides.

use std::collections::HashMap;

use super::name::Name;
use crate::extract::names::{EntityType, NameMention};
use crate::text::Text;

/// How many times surer the mentions of one type must be than all others of the name together. Of 1.01, 1.2, 1.5, 2 and 3 this and 1.2
/// gave the best mean F1 over the dev corpora of names (`make eval`); this one is the more careful.
const MAJORITY: f32 = 2.0;

/// Gives mentions of equal names the type that a clear majority of them has.
pub(super) fn agree(text: &Text, mentions: &mut [NameMention]) {
    // Compared as MISC, since what does not tell two names apart differs by type.
    let words: Vec<Vec<String>> = mentions.iter().map(|mention| Name::new(text.slice(mention.span), EntityType::Misc).words).collect();
    let mut votes: HashMap<&[String], Vec<(EntityType, f32)>> = HashMap::new();
    for (mention, words) in mentions.iter().zip(&words) {
        let types = votes.entry(words).or_default();
        match types.iter_mut().find(|(entity_type, _)| *entity_type == mention.entity_type) {
            Some((_, weight)) => *weight += mention.confidence,
            None => types.push((mention.entity_type, mention.confidence)),
        }
    }
    for (mention, words) in mentions.iter_mut().zip(&words) {
        let types = votes.get(words.as_slice()).map(Vec::as_slice).unwrap_or_default();
        let total: f32 = types.iter().map(|(_, weight)| weight).sum();
        if let Some((winner, _)) = types.iter().find(|(_, weight)| *weight >= MAJORITY * (total - weight)) {
            mention.entity_type = *winner;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::Span;

    fn types(names: &[(EntityType, f32)]) -> Vec<EntityType> {
        let content = "Ostend ".repeat(names.len());
        let text = Text::read(&Article { text: content, ..Article::default() });
        let mention = |(at, &(entity_type, confidence))| NameMention { span: Span::new(at * 7, at * 7 + 6), entity_type, confidence };
        let mut mentions: Vec<NameMention> = names.iter().enumerate().map(mention).collect();
        agree(&text, &mut mentions);
        mentions.iter().map(|mention| mention.entity_type).collect()
    }

    #[test]
    fn a_clear_majority_decides() {
        use EntityType::{Location, Organization};
        let town = (Location, 0.9);
        assert_eq!(types(&[town, town, town, (Organization, 0.8)]), [Location; 4]);
        assert_eq!(types(&[(Organization, 0.4), (Location, 0.95), (Location, 0.95)]), [Location; 3]);
        assert_eq!(types(&[town, (Organization, 0.8)]), [Location, Organization]);
        assert_eq!(types(&[town, town, (Organization, 0.95)]), [Location, Location, Organization]);
    }
}
