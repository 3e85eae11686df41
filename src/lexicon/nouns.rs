//! Nouns with which news describes what it names elsewhere (`data/nouns.txt`): what they are, and whom they call a man or a woman.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::given_names::Gender;
use super::titles;

/// What a noun describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NounKind {
    /// "minister", "actress", "suspect".
    Person,
    /// "company", "party", "court".
    Organization,
    /// "country", "kingdom".
    Country,
    /// "city", "island", "river".
    Place,
    /// "airport", "stadium".
    Facility,
    /// "war", "ship", "film", "law".
    Thing,
}

/// A noun as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// What it describes.
    pub kind: NounKind,
    /// Whether it stands in the plural.
    pub plural: bool,
    /// Whether it is singular in form and many in sense: "police", "team".
    pub gathered: bool,
}

/// The lists of `data/nouns.txt`.
struct Nouns {
    kinds: HashMap<&'static str, NounKind>,
    gendered: HashMap<&'static str, Gender>,
    gathered: HashSet<&'static str>,
    plurals: HashSet<&'static str>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let mut nouns = Nouns { kinds: HashMap::new(), gendered: HashMap::new(), gathered: HashSet::new(), plurals: HashSet::new() };
    let mut section = "";
    for line in include_str!("../../data/nouns.txt").lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            section = line;
            continue;
        }
        for noun in line.split(' ') {
            let kind = match section {
                "[organization]" => NounKind::Organization,
                "[country]" => NounKind::Country,
                "[place]" => NounKind::Place,
                "[facility]" => NounKind::Facility,
                "[thing]" => NounKind::Thing,
                _ => NounKind::Person,
            };
            match section {
                "[gathered]" => drop(nouns.gathered.insert(noun)),
                "[plural]" => drop(nouns.plurals.insert(noun)),
                // The first list that has a noun says what it is.
                _ => drop(nouns.kinds.entry(noun).or_insert(kind)),
            }
            match section {
                "[feminine]" => drop(nouns.gendered.insert(noun, Gender::Feminine)),
                "[masculine]" => drop(nouns.gendered.insert(noun, Gender::Masculine)),
                _ => {}
            }
        }
    }
    nouns
});

/// What a lower-case word describes, when it is a noun of the lists or a title.
#[must_use]
pub fn noun(word: &str) -> Option<Noun> {
    if NOUNS.plurals.contains(word) {
        let kind = NounKind::Person;
        return Some(Noun { kind, plural: true, gathered: false });
    }
    if let Some(kind) = kind(word) {
        return Some(Noun { kind, plural: false, gathered: NOUNS.gathered.contains(word) });
    }
    let kind = singulars(word).find_map(|singular| kind(&singular))?;
    Some(Noun { kind, plural: true, gathered: false })
}

/// Whom a lower-case noun calls: "spokeswoman", "father".
#[must_use]
pub fn gender(word: &str) -> Option<Gender> {
    NOUNS.gendered.get(word).copied()
}

fn kind(word: &str) -> Option<NounKind> {
    NOUNS.kinds.get(word).copied().or_else(|| titles::is_head(word).then_some(NounKind::Person))
}

/// What a plural may be the plural of.
fn singulars(word: &str) -> impl Iterator<Item = String> {
    let endings = [("ies", "y"), ("men", "man"), ("es", ""), ("s", "")];
    endings.into_iter().filter_map(move |(plural, singular)| Some(format!("{}{singular}", word.strip_suffix(plural)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_known_in_singular_and_plural() {
        let cases = [
            ("company", Some((NounKind::Organization, false))),
            ("companies", Some((NounKind::Organization, true))),
            ("minister", Some((NounKind::Person, false))),
            ("spokeswomen", Some((NounKind::Person, true))),
            ("people", Some((NounKind::Person, true))),
            ("churches", Some((NounKind::Organization, true))),
            ("nation", Some((NounKind::Country, false))),
            ("yesterday", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(noun(word).map(|noun| (noun.kind, noun.plural)), expected, "{word}");
        }
        assert!(noun("police").is_some_and(|noun| noun.gathered));
        assert_eq!((gender("actress"), gender("king"), gender("judge")), (Some(Gender::Feminine), Some(Gender::Masculine), None));
    }
}
