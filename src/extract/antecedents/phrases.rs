//! Words → pronouns, definite descriptions ("the minister", "the 52-year-old senator") and other noun phrases without a name ("a woman").

use std::ops::Range;

use super::grammar::{self, Part, Position};
use super::page::Page;
use crate::lexicon::given_names::Gender;
use crate::lexicon::nouns::{self, Noun};
use crate::lexicon::verbs;

/// A third-person pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
}

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// "he", "her", "themselves".
    Pronoun {
        pronoun: Pronoun,
        /// "himself".
        reflexive: bool,
    },
    /// A singular noun after "the" or "this", which may speak of what a name has named.
    Description(Noun),
    /// Any other phrase: "a woman", "his wife", "officials". It speaks of nothing named, and a pronoun after it may speak of it.
    Unnamed(Noun),
}

/// A phrase in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) what: What,
    pub(super) position: Position,
    /// The word that says what it is.
    pub(super) head: usize,
    pub(super) gender: Option<Gender>,
}

/// The longest run of words between a determiner and its noun.
const LONGEST: usize = 8;

/// The phrases of a text, in text order.
pub(super) fn find(page: &Page<'_>) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < page.words.len() {
        if let Some(name) = page.name_at(at) {
            at = page.names[name].words.end.max(at + 1);
            continue;
        }
        phrases.extend(pronoun(page, at));
        // What a pronoun owns is a phrase too: "her brother".
        let owned = noun_phrase(page, at);
        at = owned.as_ref().map_or(at, |phrase| phrase.head) + 1;
        phrases.extend(owned);
    }
    phrases
}

fn pronoun(page: &Page<'_>, at: usize) -> Option<Phrase> {
    let (pronoun, part) = match page.word(at) {
        "he" => (Pronoun::He, Some(Part::Subject)),
        "him" => (Pronoun::He, None),
        "his" => (Pronoun::He, Some(Part::Possessive)),
        "himself" => (Pronoun::He, Some(Part::Object)),
        "she" => (Pronoun::She, Some(Part::Subject)),
        "her" => (Pronoun::She, owns(page, at).then_some(Part::Possessive)),
        "hers" | "herself" => (Pronoun::She, Some(Part::Object)),
        "it" => (Pronoun::It, None),
        "its" => (Pronoun::It, Some(Part::Possessive)),
        "itself" => (Pronoun::It, Some(Part::Object)),
        "they" => (Pronoun::They, Some(Part::Subject)),
        "them" => (Pronoun::They, None),
        "their" => (Pronoun::They, Some(Part::Possessive)),
        "theirs" | "themselves" => (Pronoun::They, Some(Part::Object)),
        _ => return None,
    };
    let mut position = grammar::position(page, at..at + 1);
    let before = page.word_beside(at.wrapping_sub(1), at);
    position.part = match part {
        Some(part) => part,
        None if verbs::is_preposition(before) => Part::AfterPreposition,
        // "it's"
        None if pronoun == Pronoun::It && matches!(position.part, Part::Subject | Part::Possessive) => Part::Subject,
        None => Part::Object,
    };
    position.speaks &= position.part == Part::Subject;
    let gender = match pronoun {
        Pronoun::He => Some(Gender::Masculine),
        Pronoun::She => Some(Gender::Feminine),
        Pronoun::It | Pronoun::They => None,
    };
    let reflexive = page.word(at).ends_with("self") || page.word(at).ends_with("selves");
    Some(Phrase { what: What::Pronoun { pronoun, reflexive }, position, head: at, gender })
}

/// Whether "her" owns what follows: "her brother", and not "told her that".
fn owns(page: &Page<'_>, at: usize) -> bool {
    let next = page.word_beside(at + 1, at);
    next.starts_with(char::is_alphanumeric) && !verbs::ends_phrase(next) && !verbs::is_preposition(next) && !next.ends_with("ly")
}

/// The noun phrase that begins at a word.
fn noun_phrase(page: &Page<'_>, first: usize) -> Option<Phrase> {
    let opening = page.word(first);
    let definite = matches!(opening, "the" | "this");
    let determined = definite || is_determiner(opening);
    // A bare plural: "officials said".
    let from = if determined { first + 1 } else { first };
    let (head, noun) = head(page, from, page.sentence(first).end.min(from + LONGEST), determined)?;
    let after = head + 1;
    // "the Harbour Minister Ann Lee": the title of a name, and no phrase by itself.
    if page.name_at(after).is_some() && page.places[after].sentence == page.places[head].sentence {
        return None;
    }
    if !determined && !noun.plural {
        return None;
    }
    let mut position = grammar::position(page, first..after);
    position.speaks &= position.part != Part::Possessive;
    let what = if definite && !noun.plural { What::Description(noun) } else { What::Unnamed(noun) };
    Some(Phrase { what, position, head, gender: nouns::gender(page.word(head)) })
}

/// The last noun of the lists in the run of words that a determiner opens; for a bare plural, the word itself.
fn head(page: &Page<'_>, from: usize, until: usize, determined: bool) -> Option<(usize, Noun)> {
    let until = if determined { until } else { until.min(from + 1) };
    let mut found = None;
    for at in from..until {
        let word = page.word(at);
        if page.name_at(at).is_some() {
            if found.is_some() {
                break;
            }
            continue;
        }
        if verbs::ends_phrase(word) || verbs::is_preposition(word) || !(word == "-" || word.starts_with(char::is_alphanumeric)) {
            break;
        }
        match nouns::noun(word) {
            Some(noun) => found = Some((at, noun)),
            None if found.is_some() && word != "-" && grammar::is_verb(word) => break,
            None => {}
        }
    }
    // "the company-owned"
    found.filter(|&(at, _)| page.word(at + 1) != "-")
}

/// Whether a word opens a noun phrase, "the" and its like apart.
fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "these"
            | "those"
            | "some"
            | "any"
            | "every"
            | "each"
            | "another"
            | "no"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "many"
            | "several"
            | "few"
            | "both"
            | "all"
            | "most"
            | "other"
            | "my"
            | "our"
            | "your"
            | "his"
            | "her"
            | "its"
            | "their"
            | "'s"
            | "’s"
    )
}

/// Words that follow a description and narrow it down to one of many: "the company that …", "the mayor of …".
pub(super) fn is_narrowed(page: &Page<'_>, words: &Range<usize>) -> bool {
    matches!(
        page.word_beside(words.end, words.start),
        "of" | "that" | "who" | "which" | "whose" | "in" | "for" | "from" | "with" | "where" | "at" | "on"
    )
}

/// Whether a word follows that may be the noun in truth: "the company car".
pub(super) fn is_part_of_compound(page: &Page<'_>, words: &Range<usize>) -> bool {
    let next = page.word_beside(words.end, words.start);
    let edge = verbs::ends_phrase(next) || verbs::is_preposition(next) || grammar::is_verb(next) || next.ends_with("ly");
    next.starts_with(char::is_alphanumeric) && !edge
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::Text;

    #[test]
    fn phrases_without_a_name_are_found() {
        let cases: [(&str, &[(&str, &str)]); 9] = [
            ("The minister told her brother.", &[("description", "The minister"), ("pronoun", "her"), ("unnamed", "her brother")]),
            ("The 52-year-old senator slept.", &[("description", "The 52-year-old senator")]),
            ("A woman saw the company lawsuit.", &[("unnamed", "A woman"), ("description", "the company")]),
            ("Officials said they left.", &[("unnamed", "Officials"), ("pronoun", "they")]),
            ("The companies paid themselves.", &[("unnamed", "The companies"), ("pronoun", "themselves")]),
            ("The country's president left.", &[("description", "The country"), ("unnamed", "'s president")]),
            ("The plan announced by the mayor failed.", &[("description", "the mayor")]),
            ("Nothing happened yesterday.", &[]),
            ("", &[]),
        ];
        for (content, expected) in cases {
            let text = Text::read(&Article { text: content.into(), ..Article::default() });
            let page = Page::new(&text, &[]);
            let shown = |phrase: &Phrase| {
                let kind = match phrase.what {
                    What::Pronoun { .. } => "pronoun",
                    What::Description(_) => "description",
                    What::Unnamed(_) => "unnamed",
                };
                (kind, text.slice(page.span(&phrase.position.words)))
            };
            let found = find(&page);
            assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected, "{content}");
        }
    }

    #[test]
    fn her_owns_or_is_met() {
        for (content, expected) in [
            ("They met her on Monday.", Part::Object),
            ("They went with her.", Part::AfterPreposition),
            ("They met her son.", Part::Possessive),
        ] {
            let text = Text::read(&Article { text: content.into(), ..Article::default() });
            let found = find(&Page::new(&text, &[]));
            let her = found.iter().find(|phrase| phrase.gender == Some(Gender::Feminine)).unwrap();
            assert_eq!(her.position.part, expected, "{content}");
        }
    }
}
