//! The walk through the article: names and phrases in text order, and what has been said of each entity so far.

use super::choices::{self, Anaphor};
use super::grammar::{self, Part, Position};
use super::nothing;
use super::page::Page;
use super::phrases::{self, Phrase, Pronoun, What};
use super::ranker::Weights;
use super::standing::{Last, Portrait, Standing, portraits};
use super::{Choice, Decision, Group};
use crate::extract::entities::{Entity, MentionKind};
use crate::extract::roles::Role;

/// How many entities are remembered, the last mentioned ones.
const REMEMBERED: usize = 40;
/// How many unnamed phrases are remembered.
const UNNAMED: usize = 12;
/// How many names after an anaphor are looked at, for one that is named later.
const AHEAD: usize = 12;

/// The state of the walk.
pub(super) struct Walk<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) portraits: Vec<Portrait>,
    pub(super) standings: Vec<Standing>,
    /// The entities mentioned lately, the last one last.
    pub(super) recent: Vec<usize>,
    /// The first entities of the title.
    pub(super) titled: Vec<usize>,
    /// The phrases that mean nothing named, for all that is known; the last one last.
    pub(super) unnamed: Vec<Phrase>,
    /// Who spoke last outside a quotation, and in which paragraph.
    pub(super) speaker: Option<(usize, u32)>,
    /// The paragraphs in which an entity speaks by name, in order.
    pub(super) speakers: Vec<(u32, usize)>,
    /// For each pronoun, in which sentence it last stood and what it meant.
    pub(super) pronouns: [Option<(u32, Option<usize>)>; 4],
    /// The next name of the page.
    next: usize,
    /// The sentence of the last mention.
    sentence: Option<u32>,
}

/// Walks through a text and tells what is decided.
pub(super) fn walk(page: &Page<'_>, entities: &[Entity], roles: &[Role], weights: &Weights, mut tell: impl FnMut(&Decision)) {
    let positions: Vec<Position> = page.names.iter().map(|name| grammar::position(page, name.words.clone())).collect();
    let mut walk = Walk::new(page, portraits(page, entities, roles), &positions);
    for phrase in phrases::find(page) {
        while page.names.get(walk.next).is_some_and(|name| name.words.start < phrase.position.words.start) {
            walk.pass_name(&positions[walk.next]);
        }
        walk.meet(phrase, entities, weights, &mut tell);
    }
}

impl<'a> Walk<'a> {
    fn new(page: &'a Page<'a>, portraits: Vec<Portrait>, positions: &[Position]) -> Self {
        let speaking = page.names.iter().zip(positions).filter(|(_, position)| position.speaks);
        let place = |position: &Position| page.places[position.words.start];
        let outside = speaking.filter(|(_, position)| place(position).quotation == 0);
        let mut speakers: Vec<(u32, usize)> = outside.map(|(name, position)| (place(position).paragraph, name.entity)).collect();
        speakers.sort_unstable();
        Self {
            page,
            standings: portraits.iter().map(|_| Standing::default()).collect(),
            recent: Vec::new(),
            titled: (0..portraits.len()).filter(|&entity| portraits[entity].in_title).take(8).collect(),
            portraits,
            unnamed: Vec::new(),
            speaker: None,
            speakers,
            pronouns: [None; 4],
            next: 0,
            sentence: None,
        }
    }

    /// Goes past the next name.
    fn pass_name(&mut self, position: &Position) {
        let entity = self.page.names[self.next].entity;
        self.next += 1;
        self.mention(entity, position, MentionKind::Name, None);
    }

    /// Notes that an entity is mentioned.
    fn mention(&mut self, entity: usize, position: &Position, kind: MentionKind, pronoun: Option<Pronoun>) {
        let place = self.page.places[position.words.start];
        let standing = &mut self.standings[entity];
        standing.mentions += 1;
        standing.note_sentence(place.sentence);
        match pronoun {
            Some(Pronoun::He) => standing.pronouns[0] += 1,
            Some(Pronoun::She) => standing.pronouns[1] += 1,
            _ => {}
        }
        if position.part == Part::Subject {
            standing.subject = Some(place.sentence);
        }
        if self.sentence != Some(place.sentence) {
            standing.opened = Some(place.sentence);
        }
        standing.last = Some(Last { position: position.clone(), kind, pronoun });
        self.sentence = Some(place.sentence);
        self.recent.retain(|&known| known != entity);
        if self.recent.len() == REMEMBERED {
            self.recent.remove(0);
        }
        self.recent.push(entity);
        if position.speaks && place.quotation == 0 {
            self.speaker = Some((entity, place.paragraph));
        }
    }

    /// Decides a phrase that may mean an entity, and remembers one that does not.
    fn meet(&mut self, phrase: Phrase, entities: &[Entity], weights: &Weights, tell: &mut impl FnMut(&Decision)) {
        let Some(anaphor) = Anaphor::new(&phrase) else {
            self.remember(phrase);
            return;
        };
        let mut choices = vec![Choice { entity: None, features: nothing::none(self, &anaphor) }];
        choices.extend(choices::entities(self, &anaphor, entities));
        let ranked = weights.best(anaphor.group, choices.iter().map(|choice| choice.features.as_slice()));
        let Some((best, probability)) = ranked else { return };
        let (span, head) = (self.page.span(&phrase.position.words), self.page.text.words[phrase.head]);
        let decision = Decision { span, head, group: anaphor.group, choices, best, probability };
        tell(&decision);
        let antecedent = decision.choices[best].entity;
        let pronoun = match phrase.what {
            What::Pronoun { pronoun, .. } => Some(pronoun),
            _ => None,
        };
        if let Some(pronoun) = pronoun {
            self.pronouns[pronoun as usize] = Some((self.page.places[phrase.head].sentence, antecedent));
        }
        match antecedent {
            Some(entity) => {
                let kind = if pronoun.is_some() { MentionKind::Pronoun } else { MentionKind::Nominal };
                self.mention(entity, &phrase.position, kind, pronoun);
                if pronoun.is_none() {
                    self.standings[entity].noun = Some(phrase.head);
                }
            }
            None => self.remember(phrase),
        }
    }

    fn remember(&mut self, phrase: Phrase) {
        if self.unnamed.len() == UNNAMED {
            self.unnamed.remove(0);
        }
        self.unnamed.push(phrase);
    }

    /// The entities that are named for the first time after an anaphor: in its sentence, or within so many sentences more.
    pub(super) fn named_later(&self, anaphor: &Anaphor<'_>, sentences: u32) -> Vec<usize> {
        let here = self.page.places[anaphor.phrase.head].sentence;
        let ahead = self.page.names[self.next..].iter().take(AHEAD);
        let near = ahead.take_while(|name| self.page.places[name.words.start].sentence <= here + sentences);
        let mut later: Vec<usize> = Vec::new();
        for name in near.filter(|name| name.words.start > anaphor.phrase.head && self.standings[name.entity].last.is_none()) {
            if !later.contains(&name.entity) {
                later.push(name.entity);
            }
        }
        // A pronoun that comes before a name means the first one.
        later.retain(|&entity| anaphor.fits(self.portraits[entity].entity_type));
        later.truncate(if anaphor.group == Group::Description { 3 } else { 1 });
        later
    }
}
