//! What has been said of each entity up to a place in the text.

use std::collections::HashSet;

use super::grammar::Position;
use super::page::Page;
use super::phrases::Pronoun;
use crate::extract::entities::{Entity, EntityType, MentionKind};
use crate::extract::roles::Role;
use crate::lexicon::given_names::{self, Gender};
use crate::lexicon::{demonyms, naming, nouns};
use crate::text::Text;
use unicode_normalization::UnicodeNormalization;

/// What is known of an entity whatever the place.
#[derive(Debug)]
pub(super) struct Portrait {
    pub(super) entity_type: EntityType,
    /// The words of its names.
    pub(super) name_words: HashSet<String>,
    /// The words of its titles.
    pub(super) title_words: HashSet<String>,
    /// Where it holds them.
    pub(super) organizations: Vec<usize>,
    /// By its titles and forms of address.
    pub(super) title_gender: Option<Gender>,
    pub(super) given_gender: Option<Gender>,
    pub(super) in_title: bool,
    pub(super) in_first_sentence: bool,
    pub(super) is_country: bool,
}

/// How it stands with an entity at a place in the text.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub(super) mentions: u32,
    pub(super) last: Option<Last>,
    /// The last two sentences with a mention, the later one first.
    sentences: [Option<u32>; 2],
    /// The last sentence whose subject it was, and the last one that opened with it.
    pub(super) subject: Option<u32>,
    pub(super) opened: Option<u32>,
    /// How often "he" meant it, and "she".
    pub(super) pronouns: [u32; 2],
    /// The noun by which it was last described, a word's index.
    pub(super) noun: Option<usize>,
}

impl Standing {
    /// Notes a mention in a sentence.
    pub(super) fn note_sentence(&mut self, sentence: u32) {
        if self.sentences[0] != Some(sentence) {
            self.sentences = [Some(sentence), self.sentences[0]];
        }
    }

    /// Whether it was mentioned in two of the last three sentences.
    pub(super) fn is_steady(&self, sentence: u32) -> bool {
        self.sentences[1].is_some_and(|earlier| sentence - earlier <= 2)
    }
}

/// The last mention.
#[derive(Debug)]
pub(super) struct Last {
    pub(super) position: Position,
    pub(super) kind: MentionKind,
    pub(super) pronoun: Option<Pronoun>,
}

/// What is known of each entity.
pub(super) fn portraits(page: &Page<'_>, entities: &[Entity], roles: &[Role]) -> Vec<Portrait> {
    let mut portraits: Vec<Portrait> = entities.iter().map(|entity| portrait(page.text, entity)).collect();
    for role in roles {
        let person = &mut portraits[role.person];
        for word in page.text.slice(role.title).to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '-') {
            person.title_gender = person.title_gender.or(nouns::gender(word));
            person.title_words.insert(word.to_owned());
        }
        person.organizations.extend(role.organization);
    }
    for name in &page.names {
        let person = &mut portraits[name.entity];
        if person.entity_type == EntityType::Person && person.title_gender.is_none() {
            person.title_gender = address(page, name.words.start).or_else(|| apposed(page, name.words.end));
        }
    }
    portraits
}

fn portrait(text: &Text, entity: &Entity) -> Portrait {
    let person = entity.entity_type == EntityType::Person;
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let own: Vec<String> = words(&entity.name);
    let given = own.iter().find(|word| !naming::is_honorific(word)).filter(|_| person && own.len() > 1);
    let first_sentence = text.sentences.iter().find(|sentence| sentence.span.start >= text.body_start).map(|sentence| sentence.span);
    Portrait {
        entity_type: entity.entity_type,
        name_words: entity.aliases.iter().flat_map(|alias| words(alias)).chain(own.iter().cloned()).collect(),
        title_words: HashSet::new(),
        organizations: Vec::new(),
        title_gender: None,
        given_gender: given.and_then(|name| given_names::gender(&without_accents(name))),
        in_title: entity.mentions.iter().any(|mention| mention.span.end <= text.body_start),
        in_first_sentence: entity.mentions.iter().any(|mention| first_sentence.is_some_and(|sentence| sentence.contains(mention.span))),
        is_country: demonyms::is_country(&entity.name),
    }
}

fn without_accents(name: &str) -> String {
    name.nfd().filter(|&c| !unicode_normalization::char::is_combining_mark(c)).collect()
}

/// The gender of a form of address that opens a name or stands right before it: "Mrs. Lee", "Queen Ann".
fn address(page: &Page<'_>, first: usize) -> Option<Gender> {
    let opens = page.sentence(first).start;
    let mut before = first;
    for _ in 0..2 {
        if before > opens && matches!(page.word(before - 1), "." | "\"" | "“") {
            before -= 1;
        }
    }
    let words = [page.word(first), if before > opens { page.word(before - 1) } else { "" }];
    words.into_iter().find_map(|word| match word {
        "mr" | "sir" | "lord" => Some(Gender::Masculine),
        "mrs" | "ms" | "miss" | "dame" | "lady" => Some(Gender::Feminine),
        _ => nouns::gender(word),
    })
}

/// The gender of the noun that follows a name at a comma: "Ann Lee, a mother of three".
fn apposed(page: &Page<'_>, after: usize) -> Option<Gender> {
    let opens = after.checked_sub(1).filter(|&last| page.word_beside(after, last) == ",")?;
    let follows = (after + 1..after + 6).map(|at| page.word_beside(at, opens));
    if !matches!(page.word_beside(after + 1, opens), "a" | "an" | "the") {
        return None;
    }
    follows.take_while(|word| !matches!(*word, "," | "." | "of" | "")).find_map(nouns::gender)
}
