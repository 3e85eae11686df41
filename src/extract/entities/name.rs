//! A mention's name, taken apart for comparison, and whether two names can be one thing's.

use crate::lexicon::naming::{is_company_ending, is_honorific, is_person_suffix, is_small};

use super::super::names::EntityType;

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What it names.
    pub(super) entity_type: EntityType,
    /// The name as written, on one line, without a leading "the" and invisible characters.
    pub(super) written: String,
    /// Its words, lower-cased, without what does not tell names apart: forms of address, legal forms, stops.
    pub(super) words: Vec<String>,
    /// The first letters of its words, upper-cased: all of them, and those of the words that are not small.
    initials: [String; 2],
    /// Its letters when it looks like an acronym: "NATO", "E.U.".
    pub(super) acronym: Option<String>,
}

impl Name {
    /// Takes a name apart.
    pub(super) fn new(text: &str, entity_type: EntityType) -> Self {
        let visible = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}');
        let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let joined: String = joined.chars().filter(visible).collect();
        let written = joined.strip_prefix("the ").or(joined.strip_prefix("THE ")).unwrap_or(&joined).to_owned();
        let all: Vec<&str> = written.split([' ', '-', '‑', '–']).filter(|word| !word.is_empty()).collect();
        Self { words: telling(&written, entity_type), initials: initials(&all), acronym: acronym(&written), entity_type, written }
    }

    /// Whether this may be a shorter form of the longer name of the same person: "Stoltenberg", "J. Stoltenberg", "Jens".
    pub(super) fn shortens_person(&self, long: &Self) -> bool {
        let both = self.entity_type == EntityType::Person && long.entity_type == EntityType::Person;
        if !both || self.words.len() > long.words.len() || self.words == long.words {
            return false;
        }
        let (Some(family), Some(last)) = (self.words.last(), long.words.last()) else { return false };
        let given = self.words.len() == 1 && long.words.first() == Some(family);
        given || family == last && in_order(&self.words, &long.words)
    }

    /// The first letters of its words, where they can be an acronym's.
    pub(super) fn initials(&self) -> impl Iterator<Item = &str> {
        let distinct = if self.initials[0] == self.initials[1] { 1 } else { 2 };
        self.initials[..distinct].iter().map(String::as_str).filter(|letters| !letters.is_empty() && self.acronym.is_none())
    }

    /// Whether this acronym's letters are the first letters of the long name's words.
    pub(super) fn abbreviates(&self, long: &Self) -> bool {
        self.acronym.as_deref().is_some_and(|letters| long.initials().any(|initials| initials == letters))
    }

    /// Whether this acronym begins with the long name's first letter: enough where brackets say that it stands for the name.
    pub(super) fn opens_like(&self, long: &Self) -> bool {
        let opens = |letters: &str| long.written.to_uppercase().chars().next().is_some_and(|first| letters.starts_with(first));
        long.acronym.is_none() && self.acronym.as_deref().is_some_and(opens)
    }
}

/// Whether each word of the short name, or the word that its initial stands for, comes in the long name in this order.
fn in_order(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|full| full == word || (is_initial(word) && full.starts_with(word.as_str()))))
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// The words that tell a name from others, lower-cased.
fn telling(written: &str, entity_type: EntityType) -> Vec<String> {
    let bare = |word: &str| word.to_lowercase().chars().filter(|c| !matches!(c, '.' | ',' | '’' | '\'' | '"' | '“' | '”')).collect();
    let mut words: Vec<String> = written.split([' ', '-', '‑', '–']).map(bare).filter(|word: &String| !word.is_empty()).collect();
    match entity_type {
        EntityType::Person => {
            while words.len() > 1 && is_honorific(&words[0]) {
                words.remove(0);
            }
            while words.len() > 1 && words.last().is_some_and(|word| is_person_suffix(word)) {
                words.pop();
            }
        }
        EntityType::Organization => {
            while words.len() > 1 && words.last().is_some_and(|word| is_company_ending(word)) {
                words.pop();
            }
        }
        // "Russians" and "Russian" are one people.
        EntityType::Norp => {
            if let Some(last) = words.last_mut().filter(|word| word.len() > 4 && word.ends_with('s') && !word.ends_with("ss")) {
                last.pop();
            }
        }
        _ => {}
    }
    words
}

/// The first letters of all words, and of those that are not small.
fn initials(words: &[&str]) -> [String; 2] {
    let of = |words: &mut dyn Iterator<Item = &&str>| -> String {
        let letters: String = words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).flat_map(char::to_uppercase).collect();
        // One letter abbreviates nothing.
        if letters.chars().count() < 2 { String::new() } else { letters }
    };
    [of(&mut words.iter()), of(&mut words.iter().filter(|word| !is_small(&word.to_lowercase())))]
}

/// The letters of "NATO", "E.U.", "UNHCR"; `None` for a name that is no acronym.
fn acronym(written: &str) -> Option<String> {
    let letters: String = written.chars().filter(|&c| c != '.').collect();
    let count = letters.chars().count();
    (2..=7).contains(&count).then_some(())?;
    letters.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&').then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Name {
        Name::new(name, EntityType::Person)
    }

    fn organization(name: &str) -> Name {
        Name::new(name, EntityType::Organization)
    }

    fn equal(one: &Name, other: &Name) -> bool {
        (one.entity_type, &one.words) == (other.entity_type, &other.words)
    }

    #[test]
    fn equal_names() {
        let pairs = [("George Bush Jr.", "George Bush"), ("Mr. Bush", "Bush"), ("JENS STOLTENBERG", "Jens Stoltenberg")];
        for (one, other) in pairs {
            assert!(equal(&person(one), &person(other)), "{one} = {other}");
        }
        assert!(equal(&organization("Boeing Co."), &organization("the Boeing")));
        assert!(equal(&organization("U.N."), &organization("UN")));
        assert!(equal(&organization("Nord\nStream AG"), &organization("Nord Stream")));
        assert!(equal(&Name::new("Russians", EntityType::Norp), &Name::new("Russian", EntityType::Norp)));
        assert!(!equal(&person("Bush"), &organization("Bush")));
        assert!(!organization("Limited").words.is_empty());
    }

    #[test]
    fn short_names_of_persons() {
        let cases = [
            ("Stoltenberg", "Jens Stoltenberg", true),
            ("Jens", "Jens Stoltenberg", true),
            ("J. Stoltenberg", "Jens Stoltenberg", true),
            ("George Bush", "George W. Bush", true),
            ("K. Stoltenberg", "Jens Stoltenberg", false),
            ("Jens Stolten", "Jens Stoltenberg", false),
            ("Jens Stoltenberg", "Stoltenberg", false),
            ("Jens Stoltenberg", "Jens Stoltenberg", false),
        ];
        for (short, long, expected) in cases {
            assert_eq!(person(short).shortens_person(&person(long)), expected, "{short} of {long}");
        }
        assert!(!organization("Union").shortens_person(&organization("European Union")));
    }

    #[test]
    fn acronyms() {
        let cases = [
            ("E.U.", "European Union", true),
            ("EU", "the European Union", true),
            ("DOJ", "Department of Justice", true),
            ("BoA", "Bank of America", false),
            ("BOA", "Bank of America", true),
            ("UN", "United Nations Children", false),
            ("A", "Acme", false),
            ("AT&T", "American Telephone & Telegraph", false),
        ];
        for (short, long, expected) in cases {
            assert_eq!(organization(short).abbreviates(&organization(long)), expected, "{short} of {long}");
        }
    }
}
