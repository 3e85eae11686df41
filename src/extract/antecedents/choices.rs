//! The entities that an anaphor may mean, and what is true of each.

use super::Choice;
use super::features::{self, Feature, Group};
use super::grammar::{self, Part};
use super::page::Page;
use super::phrases::{Phrase, Pronoun, What};
use super::standing::{Last, Portrait, Standing};
use super::walk::Walk;
use crate::extract::entities::{Entity, EntityType, MentionKind};
use crate::lexicon::demonyms;
use crate::lexicon::given_names::Gender;
use crate::lexicon::nouns::{self, Noun, NounKind};

/// How many entities an anaphor may choose from.
const CHOICES: usize = 24;

/// The longest stretch of words, within a clause, between a subject and a pronoun.
const CLAUSE: usize = 25;

/// A phrase that may mean an entity.
pub(super) struct Anaphor<'a> {
    pub(super) phrase: &'a Phrase,
    pub(super) group: Group,
    /// A description's noun.
    pub(super) noun: Option<Noun>,
    pub(super) pronoun: Option<Pronoun>,
    /// "himself".
    pub(super) reflexive: bool,
}

impl<'a> Anaphor<'a> {
    /// Nothing for a phrase that means no entity.
    pub(super) fn new(phrase: &'a Phrase) -> Option<Self> {
        let (group, noun, pronoun, reflexive) = match phrase.what {
            What::Pronoun { pronoun, reflexive } => {
                let group = match pronoun {
                    Pronoun::He | Pronoun::She => Group::HeOrShe,
                    Pronoun::It => Group::It,
                    Pronoun::They => Group::They,
                };
                (group, None, Some(pronoun), reflexive)
            }
            What::Description(noun) => (Group::Description, Some(noun), None, false),
            What::Unnamed(_) => return None,
        };
        Some(Self { phrase, group, noun, pronoun, reflexive })
    }

    /// Whether it may mean an entity of a type.
    pub(super) fn fits(&self, entity_type: EntityType) -> bool {
        use EntityType::{Event, Facility, Location, Misc, Norp, Organization, Person, Product};
        match (self.group, self.noun.map(|noun| noun.kind)) {
            (Group::HeOrShe, _) | (Group::Description, Some(NounKind::Person)) => entity_type == Person,
            (Group::It, _) => !matches!(entity_type, Person | Norp),
            (Group::They, _) => matches!(entity_type, Organization | Norp | Location | Facility | Misc),
            (Group::Description, Some(NounKind::Organization)) => matches!(entity_type, Organization | Facility | Norp | Location),
            (Group::Description, Some(NounKind::Country)) => entity_type == Location,
            (Group::Description, Some(NounKind::Place)) => matches!(entity_type, Location | Facility),
            (Group::Description, Some(NounKind::Facility)) => matches!(entity_type, Facility | Organization | Location),
            (Group::Description, _) => matches!(entity_type, Product | Event | Misc | Facility),
        }
    }

    /// Whether the entity type is the very one that the noun describes.
    fn describes(&self, entity_type: EntityType) -> bool {
        match self.noun.map(|noun| noun.kind) {
            Some(NounKind::Person) => entity_type == EntityType::Person,
            Some(NounKind::Organization) => entity_type == EntityType::Organization,
            Some(NounKind::Country | NounKind::Place) => entity_type == EntityType::Location,
            Some(NounKind::Facility) => entity_type == EntityType::Facility,
            Some(NounKind::Thing) => matches!(entity_type, EntityType::Product | EntityType::Event | EntityType::Misc),
            None => false,
        }
    }

    /// Whether it may mean what an unnamed phrase means.
    pub(super) fn fits_unnamed(&self, unnamed: &Phrase) -> bool {
        let gender = self.phrase.gender.is_none() || unnamed.gender.is_none() || self.phrase.gender == unnamed.gender;
        match (self.group, unnamed.what) {
            (_, What::Pronoun { pronoun, .. }) => self.pronoun == Some(pronoun),
            (Group::HeOrShe, What::Description(noun) | What::Unnamed(noun)) => noun.kind == NounKind::Person && !noun.plural && gender,
            (Group::It, What::Description(noun) | What::Unnamed(noun)) => noun.kind != NounKind::Person && !noun.plural,
            (Group::They, What::Description(noun) | What::Unnamed(noun)) => noun.plural || noun.gathered,
            // A description is met by one of the same noun.
            (Group::Description, _) => false,
        }
    }
}

/// The entities that an anaphor may mean, each with what is true of it.
pub(super) fn entities(walk: &Walk<'_>, anaphor: &Anaphor<'_>, entities: &[Entity]) -> Vec<Choice> {
    let inside = names_inside(walk.page, anaphor.phrase);
    let told_otherwise = |entity| matches!(gender(walk, anaphor, entity), Some(Feature::TitleClashes | Feature::GivenNameClashes));
    let fits =
        |entity: &&usize| anaphor.fits(walk.portraits[**entity].entity_type) && !inside.contains(entity) && !told_otherwise(**entity);
    let mut fitting: Vec<usize> = walk.recent.iter().rev().filter(fits).copied().take(CHOICES).collect();
    let forgotten = walk.titled.iter().filter(fits).filter(|&&entity| walk.standings[entity].last.is_some());
    let forgotten: Vec<usize> = forgotten.copied().filter(|entity| !fitting.contains(entity)).collect();
    fitting.extend(forgotten);
    // Those of the other gender do not count among the nearest.
    let agreeing: Vec<usize> =
        fitting.iter().copied().filter(|&entity| gender(walk, anaphor, entity).is_none_or(|found| !clashes(found))).collect();
    let later = walk.named_later(anaphor, if anaphor.group == Group::Description { 3 } else { 0 });
    let most = fitting.iter().map(|&entity| walk.standings[entity].mentions).max().unwrap_or_default();
    let choice = |&entity: &usize| {
        let mut found = Vec::with_capacity(24);
        of_type(anaphor, &walk.portraits[entity], &mut found);
        match agreeing.iter().take(3).position(|&other| other == entity) {
            Some(0) => found.push(Feature::Nearest),
            Some(1) => found.push(Feature::SecondNearest),
            Some(_) => found.push(Feature::ThirdNearest),
            None => {}
        }
        let position = &anaphor.phrase.position;
        let most_mentioned = walk.standings[entity].mentions == most;
        for (holds, feature) in [
            (agreeing == [entity], Feature::Only),
            (agreeing.first() == Some(&entity) && position.part == Part::Possessive, Feature::NearestOwns),
            (most_mentioned, Feature::MostMentioned),
            (most_mentioned && position.speaks, Feature::MostMentionedSpeaks),
        ] {
            found.extend(holds.then_some(feature));
        }
        if let Some(last) = &walk.standings[entity].last {
            of_last(walk, anaphor, (last, &walk.standings[entity]), &mut found);
            of_quotations(walk, anaphor, entity, last, &mut found);
        }
        of_discourse(walk, anaphor, entity, &mut found);
        found.extend(gender(walk, anaphor, entity));
        of_description(walk, anaphor, entity, &inside, entities, &mut found);
        Choice { entity: Some(entity), features: found }
    };
    let mut choices: Vec<Choice> = fitting.iter().map(choice).collect();
    choices.extend(later.iter().filter(|entity| !inside.contains(entity)).map(|&entity| {
        let mut found = vec![Feature::NamedLater];
        of_type(anaphor, &walk.portraits[entity], &mut found);
        found.extend(gender(walk, anaphor, entity));
        of_description(walk, anaphor, entity, &inside, entities, &mut found);
        Choice { entity: Some(entity), features: found }
    }));
    choices
}

/// The entities whose names stand in a phrase: "the Harbour Union chief" is not the Harbour Union.
fn names_inside(page: &Page<'_>, phrase: &Phrase) -> Vec<usize> {
    phrase.position.words.clone().filter_map(|at| page.name_at(at)).map(|name| page.names[name].entity).collect()
}

fn of_type(anaphor: &Anaphor<'_>, portrait: &Portrait, found: &mut Vec<Feature>) {
    found.push(match portrait.entity_type {
        EntityType::Person => Feature::Person,
        EntityType::Organization => Feature::Organization,
        EntityType::Location => Feature::Place,
        EntityType::Facility => Feature::Facility,
        EntityType::Norp => Feature::People,
        EntityType::Product | EntityType::Event | EntityType::Misc => Feature::Other,
    });
    found.extend(anaphor.describes(portrait.entity_type).then_some(Feature::NounFits));
}

/// Where and how it was last mentioned.
fn of_last(walk: &Walk<'_>, anaphor: &Anaphor<'_>, (last, standing): (&Last, &Standing), found: &mut Vec<Feature>) {
    let (page, position) = (walk.page, &anaphor.phrase.position);
    let (here, there) = (page.places[position.words.start], page.places[last.position.words.start]);
    let back = here.sentence - there.sentence;
    found.push(features::distance(back));
    if back <= 2 {
        found.push(features::between(here.determiners - page.places[last.position.words.end - 1].determiners));
    }
    found.push(match last.kind {
        MentionKind::Name => Feature::ByName,
        MentionKind::Nominal => Feature::ByDescription,
        MentionKind::Pronoun => Feature::ByPronoun,
    });
    found.push(match last.position.part {
        Part::Subject => Feature::Subject,
        Part::Object => Feature::Object,
        Part::AfterPreposition => Feature::AfterPreposition,
        Part::Possessive => Feature::Possessive,
    });
    let subject = last.position.part == Part::Subject;
    let clause = subject && back == 0 && position.part != Part::Subject && in_clause(page, last.position.words.end, position.words.start);
    let after_last = walk.unnamed.iter().rev().take_while(|unnamed| unnamed.head > last.position.words.start);
    let rival = after_last.into_iter().any(|unnamed| anaphor.fits_unnamed(unnamed));
    let apposed = position.words.start == last.position.words.end + 1 && page.word(last.position.words.end) == ",";
    for (holds, feature) in [
        (here.paragraph == there.paragraph, Feature::SameParagraph),
        (here.paragraph == there.paragraph + 1, Feature::ParagraphBefore),
        (rival, Feature::UnnamedBetween),
        (anaphor.pronoun.is_some() && last.pronoun == anaphor.pronoun, Feature::SamePronounLast),
        (back == 0 && position.part == Part::Possessive, Feature::OwnsHere),
        (standing.subject == Some(here.sentence), Feature::SubjectHere),
        (back <= 1 && standing.subject.is_some_and(|sentence| sentence + 1 == here.sentence), Feature::SubjectOneBack),
        (last.position.part == position.part, Feature::SamePart),
        (standing.opened == Some(there.sentence), Feature::OpensSentence),
        (back <= 1 && standing.opened.is_some_and(|sentence| sentence + 1 == here.sentence), Feature::OpensOneBack),
        (last.position.speaks, Feature::LastSpoke),
        (clause && anaphor.reflexive, Feature::ReflexiveSubject),
        (clause && !anaphor.reflexive && position.part == Part::Possessive, Feature::SubjectOwns),
        (clause && !anaphor.reflexive && position.part != Part::Possessive, Feature::SubjectOfClause),
        (apposed, Feature::Apposed),
        (position.words.start == last.position.words.end, Feature::RightBefore),
    ] {
        found.extend(holds.then_some(feature));
    }
}

/// Whether nothing parts clauses between two words.
fn in_clause(page: &Page<'_>, from: usize, to: usize) -> bool {
    to >= from && to - from <= CLAUSE && !page.words[from..to].iter().any(|word| grammar::parts_clauses(word))
}

fn of_quotations(walk: &Walk<'_>, anaphor: &Anaphor<'_>, entity: usize, last: &Last, found: &mut Vec<Feature>) {
    let (here, there) = (walk.page.places[anaphor.phrase.head], walk.page.places[last.position.words.start]);
    match (here.quotation, there.quotation) {
        (0, 0) => {}
        (own, other) if own == other => found.push(Feature::QuotedTogether),
        (_, 0) => found.push(Feature::QuotedAnaphor),
        (0, _) => found.push(Feature::QuotedBefore),
        _ => found.push(Feature::QuotedApart),
    }
    let named = walk.speakers.binary_search(&(here.paragraph, entity)).is_ok();
    let speaks = named || walk.speaker == Some((entity, here.paragraph));
    found.extend((here.quotation > 0 && speaks).then_some(Feature::SpeaksThere));
}

/// What it is to the article so far.
fn of_discourse(walk: &Walk<'_>, anaphor: &Anaphor<'_>, entity: usize, found: &mut Vec<Feature>) {
    found.push(features::count(walk.standings[entity].mentions));
    let portrait = &walk.portraits[entity];
    let before = anaphor.pronoun.and_then(|pronoun| walk.pronouns[pronoun as usize]);
    let (page, position) = (walk.page, &anaphor.phrase.position);
    let named = |at: usize| page.name_at(at).is_some_and(|name| page.names[name].entity == entity);
    let owned = position.part == Part::Possessive && (position.words.end + 1..position.words.end + 4).any(named);
    let speaker = walk.speaker.is_some_and(|(speaker, _)| speaker == entity);
    for (holds, feature) in [
        (portrait.in_title, Feature::InTitle),
        (portrait.in_first_sentence, Feature::InFirstSentence),
        (before.is_some_and(|(_, meant)| meant == Some(entity)), Feature::SamePronounBefore),
        (owned, Feature::OwnedHere),
        (walk.standings[entity].is_steady(page.places[anaphor.phrase.head].sentence), Feature::Steady),
        (speaker, Feature::LastSpeaker),
        (speaker && anaphor.phrase.position.speaks, Feature::GoesOnSpeaking),
    ] {
        found.extend(holds.then_some(feature));
    }
}

/// Number is in the types; gender tells persons apart, the surest evidence first.
fn gender(walk: &Walk<'_>, anaphor: &Anaphor<'_>, entity: usize) -> Option<Feature> {
    let portrait = &walk.portraits[entity];
    let gender = anaphor.phrase.gender.filter(|_| portrait.entity_type == EntityType::Person)?;
    let [he, she] = walk.standings[entity].pronouns;
    let (same, other) = if gender == Gender::Masculine { (he, she) } else { (she, he) };
    Some(match (portrait.title_gender, portrait.given_gender) {
        (Some(own), _) if own == gender => Feature::TitleAgrees,
        (Some(_), _) => Feature::TitleClashes,
        (None, Some(own)) if own == gender => Feature::GivenNameAgrees,
        (None, Some(_)) => Feature::GivenNameClashes,
        (None, None) if same > other => Feature::PronounsAgree,
        (None, None) if other > same => Feature::PronounsClash,
        (None, None) => Feature::GenderUnknown,
    })
}

fn clashes(gender: Feature) -> bool {
    matches!(gender, Feature::TitleClashes | Feature::GivenNameClashes | Feature::PronounsClash)
}

/// Whether what a description says is true of it.
fn of_description(walk: &Walk<'_>, anaphor: &Anaphor<'_>, entity: usize, inside: &[usize], entities: &[Entity], found: &mut Vec<Feature>) {
    let Some(noun) = anaphor.noun else { return };
    let (portrait, standing) = (&walk.portraits[entity], &walk.standings[entity]);
    let word = walk.page.word(anaphor.phrase.head);
    let named_in = |organization: &usize| {
        let country = |other: &usize| demonyms::country(&entities[*other].name) == Some(entities[*organization].name.as_str());
        inside.contains(organization) || inside.iter().any(country)
    };
    let other = |name: &String| name != word && nouns::noun(name).is_some_and(|other| other.kind == noun.kind && !other.plural);
    let titled = portrait.title_words.contains(word);
    let called = standing.noun.map(|noun| walk.page.word(noun));
    let place = portrait.entity_type == EntityType::Location;
    for (holds, feature) in [
        (titled, Feature::TitleSaysSo),
        (!titled && !portrait.title_words.is_empty(), Feature::OtherTitle),
        (portrait.name_words.contains(word), Feature::InItsName),
        (noun.kind != NounKind::Person && portrait.name_words.iter().any(other), Feature::OtherInItsName),
        (portrait.organizations.iter().any(named_in), Feature::OrganizationAgrees),
        (called == Some(word), Feature::CalledSo),
        (called.is_some_and(|called| called != word), Feature::CalledOtherwise),
        (noun.kind == NounKind::Country && portrait.is_country, Feature::CountryAgrees),
        (matches!(noun.kind, NounKind::Place | NounKind::Facility) && portrait.is_country, Feature::CountryClashes),
        (noun.kind == NounKind::Country && place && !portrait.is_country, Feature::TownClashes),
    ] {
        found.extend(holds.then_some(feature));
    }
}
