//! What speaks for an anaphor that means nothing named: "it is clear that", "a woman … she", "the company that won".

use super::choices::Anaphor;
use super::features::Feature;
use super::grammar::Part;
use super::page::{Page, Place};
use super::phrases::{self, Phrase, Pronoun};
use super::walk::Walk;
use crate::lexicon::nouns::{Noun, NounKind};

/// What is true of meaning nothing named.
pub(super) fn none(walk: &Walk<'_>, anaphor: &Anaphor<'_>) -> Vec<Feature> {
    let position = &anaphor.phrase.position;
    let here = walk.page.places[anaphor.phrase.head];
    let mut found = vec![Feature::None];
    note(
        &mut found,
        &[
            (anaphor.pronoun == Some(Pronoun::She), Feature::NoneShe),
            (position.part == Part::Possessive, Feature::NonePossessive),
            (position.part == Part::Object, Feature::NoneObject),
            (position.part == Part::AfterPreposition, Feature::NoneAfterPreposition),
            (position.speaks, Feature::NoneSpeaks),
            (here.quotation > 0, Feature::NoneQuoted),
            (anaphor.reflexive, Feature::NoneReflexive),
            (!is_near(walk, anaphor, here), Feature::NoneAlone),
        ],
    );
    if let Some(pronoun) = anaphor.pronoun {
        of_pronoun(walk, anaphor, pronoun, here, &mut found);
    }
    if anaphor.pronoun == Some(Pronoun::It) {
        of_it(walk.page, anaphor.phrase.head, &mut found);
    }
    if let Some(noun) = anaphor.noun {
        of_description(walk, anaphor.phrase, noun, &mut found);
    }
    found
}

fn note(found: &mut Vec<Feature>, features: &[(bool, Feature)]) {
    found.extend(features.iter().filter(|(holds, _)| *holds).map(|&(_, feature)| feature));
}

/// Whether something that fits was mentioned in the sentence or the two before.
fn is_near(walk: &Walk<'_>, anaphor: &Anaphor<'_>, here: Place) -> bool {
    let fitting = walk.recent.iter().rev().find(|&&entity| anaphor.fits(walk.portraits[entity].entity_type));
    let last = fitting.and_then(|&entity| walk.standings[entity].last.as_ref());
    last.is_some_and(|last| here.sentence - walk.page.places[last.position.words.start].sentence <= 2)
}

/// What the same pronoun meant before, and an unnamed phrase that it may mean.
fn of_pronoun(walk: &Walk<'_>, anaphor: &Anaphor<'_>, pronoun: Pronoun, here: Place, found: &mut Vec<Feature>) {
    let last = walk.pronouns[pronoun as usize].filter(|(sentence, _)| here.sentence - sentence <= 2);
    note(found, &[(last.is_some_and(|(_, meant)| meant.is_none()), Feature::NoneLikeTheLast)]);
    let Some(rival) = walk.unnamed.iter().rev().find(|unnamed| anaphor.fits_unnamed(unnamed)) else { return };
    let back = here.sentence - walk.page.places[rival.head].sentence;
    let gender = anaphor.phrase.gender;
    note(
        found,
        &[
            (back == 0, Feature::NoneUnnamedHere),
            (back == 1, Feature::NoneUnnamedBefore),
            (back <= 1 && rival.position.part == Part::Subject, Feature::NoneUnnamedSubject),
            (back <= 2 && gender.is_some() && rival.gender == gender, Feature::NoneUnnamedGender),
        ],
    );
}

/// Whether "it" stands for a clause that follows, or for nothing.
fn of_it(page: &Page<'_>, it: usize, found: &mut Vec<Feature>) {
    const SEEMING: &str = " seems seemed appears appeared takes took turns turned happens happened rained looks ";
    let next = page.word_beside(it + 1, it);
    let is = is_be(page, it);
    note(
        found,
        &[
            (is, Feature::NoneBe),
            (is && clause_follows(page, it), Feature::NoneBePleonastic),
            (!next.is_empty() && SEEMING.split(' ').any(|verb| verb == next), Feature::NoneSeemPleonastic),
        ],
    );
}

/// Whether a form of "be" follows "it".
fn is_be(page: &Page<'_>, it: usize) -> bool {
    let be = |at: usize| {
        matches!(page.word_beside(at, it), "is" | "was" | "'s" | "’s" | "be" | "been" | "isn't" | "isn’t" | "wasn't" | "wasn’t")
    };
    let helps = matches!(page.word_beside(it + 1, it), "will" | "would" | "may" | "might" | "could" | "must" | "has" | "had" | "should");
    be(it + 1) || (helps && (be(it + 2) || be(it + 3)))
}

/// Whether a clause follows for which "it" stands: "it is clear that", "it was hard to".
fn clause_follows(page: &Page<'_>, it: usize) -> bool {
    let ahead = (it + 3..it + 9).map(|at| page.word_beside(at, it)).take_while(|word| !matches!(*word, "," | "." | ""));
    ahead.into_iter().any(|word| matches!(word, "that" | "to" | "if" | "whether" | "when" | "how" | "for" | "who" | "why" | "what"))
}

/// What in a description, or before it, speaks of something unnamed.
fn of_description(walk: &Walk<'_>, phrase: &Phrase, noun: Noun, found: &mut Vec<Feature>) {
    let (page, words) = (walk.page, &phrase.position.words);
    let same = |unnamed: &Phrase| page.word(unnamed.head) == page.word(phrase.head);
    note(
        found,
        &[
            (phrases::is_narrowed(page, words), Feature::NoneNarrowed),
            (words.len() > 2, Feature::NoneModified),
            (phrases::is_part_of_compound(page, words), Feature::NoneCompound),
            (page.word(words.start) == "this", Feature::NoneThis),
            (walk.unnamed.iter().any(same), Feature::NoneSameNoun),
            (noun.kind == NounKind::Person, Feature::NonePerson),
            (noun.kind == NounKind::Country, Feature::NoneCountry),
            (noun.kind == NounKind::Place, Feature::NonePlace),
            (noun.kind == NounKind::Facility, Feature::NoneFacility),
            (noun.kind == NounKind::Thing, Feature::NoneThing),
        ],
    );
}
