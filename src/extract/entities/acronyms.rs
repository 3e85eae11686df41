//! Acronyms whose type is unsure: one that an organization's name in the article explains is that organization.

use std::collections::{HashMap, HashSet};

use super::compounds;
use super::name::Name;
use crate::extract::names::{EntityType, NameMention, UNSURE};
use crate::text::Text;

/// Makes organizations of the acronyms of unsure type whose letters begin the words of exactly one organization's name: "H.U." where the
/// article has a "Harbour Union", be it as part of a longer name.
pub(super) fn settle(text: &Text, mentions: &mut [NameMention]) {
    let mut explained: HashMap<String, HashSet<Vec<String>>> = HashMap::new();
    for mention in mentions.iter().filter(|mention| mention.entity_type == EntityType::Organization) {
        let tail = compounds::halves(text, mention).map(|(_, tail)| tail);
        for span in [Some(mention.span), tail.map(|tail| tail.span)].into_iter().flatten() {
            let name = Name::new(text.slice(span), EntityType::Organization);
            let letters: Vec<String> = name.initials().map(str::to_owned).collect();
            for letters in letters {
                explained.entry(letters).or_default().insert(name.words.clone());
            }
        }
    }
    for mention in mentions.iter_mut().filter(|mention| mention.confidence < UNSURE && mention.entity_type != EntityType::Person) {
        let acronym = Name::new(text.slice(mention.span), mention.entity_type).acronym;
        if acronym.and_then(|letters| explained.get(&letters)).is_some_and(|names| names.len() == 1) {
            mention.entity_type = EntityType::Organization;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::Span;

    #[test]
    fn an_unsure_acronym_is_what_the_article_explains() {
        use EntityType::{Location, Organization, Person};
        for (long, entity_type, confidence, expected) in [
            ("Harbour Union", Location, 0.4, Organization),
            ("Fisheries Board of the Harbour Union", Location, 0.4, Organization),
            ("Harbour Union", Location, 0.9, Location),
            ("Harbour Union", Person, 0.4, Person),
            ("Harbour Board", Location, 0.4, Location),
        ] {
            let content = format!("The {long} met; the H.U. paid.");
            let text = Text::read(&Article { text: content.clone(), ..Article::default() });
            let at = |name: &str| content.find(name).map(|start| Span::new(start, start + name.len())).unwrap();
            let mut mentions = [
                NameMention { span: at(long), entity_type: Organization, confidence: 0.9 },
                NameMention { span: at("H.U."), entity_type, confidence },
            ];
            settle(&text, &mut mentions);
            assert_eq!(mentions[1].entity_type, expected, "{content} {confidence}");
        }
    }
}
