//! Sources → speakers: which entity a source names, and whose words a quotation without a source is.

use std::ops::Range;

use super::{Draft, Span, Text};
use crate::extract::entities::{Entity, EntityType, MentionKind};
use crate::lexicon::speech;
use crate::text::quotes::Quotation;

/// A mention in the text, as words.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) words: Range<usize>,
    pub(super) entity: usize,
    pub(super) kind: MentionKind,
}

/// What a mention is to the source that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The source itself, or one of several.
    Head,
    /// What follows a preposition, or belongs to a noun after it: "a lawyer for Lee", "Lee's lawyer", "an Acme official".
    Aside,
}

/// The speakers of each draft, as indices into the entities; the drafts are in the order of their contents.
pub(super) fn find(text: &Text, quotations: &[Quotation], entities: &[Entity], named: &[Named], drafts: &[Draft]) -> Vec<Vec<usize>> {
    let reader = Reader { text, entities, named };
    let mut speakers: Vec<Vec<usize>> = Vec::with_capacity(drafts.len());
    let mut turns: Vec<Turn> = Vec::new();
    for draft in drafts {
        let found = match (&draft.source, &draft.cue) {
            (Some(source), _) => reader.speakers(source),
            (None, Some(_)) => Vec::new(),
            (None, None) => whose_turn(&turns, paragraph(text, &draft.content[0])),
        };
        if is_quoted(text, quotations, &draft.content[0]) {
            turns.push(Turn { paragraph: paragraph(text, &draft.content[0]), speakers: found.clone() });
        }
        speakers.push(found);
    }
    first_persons(text, drafts, &mut speakers);
    speakers
}

/// Something said in quotation marks.
#[derive(Debug)]
struct Turn {
    paragraph: usize,
    speakers: Vec<usize>,
}

/// Whose turn it is in a paragraph that does not say: the one before last's where two have been taking turns paragraph by paragraph, else
/// the last one's, who goes on.
fn whose_turn(turns: &[Turn], paragraph: usize) -> Vec<usize> {
    let Some(last) = turns.last().filter(|last| last.paragraph + 1 >= paragraph) else { return Vec::new() };
    let before = turns.iter().rev().find(|turn| turn.paragraph < last.paragraph).filter(|turn| turn.paragraph + 1 == last.paragraph);
    let taking_turns =
        before.filter(|before| last.paragraph < paragraph && before.speakers != last.speakers && !before.speakers.is_empty());
    taking_turns.unwrap_or(last).speakers.clone()
}

/// Gives "I" and "we" inside a content to who says it.
fn first_persons(text: &Text, drafts: &[Draft], speakers: &mut [Vec<usize>]) {
    for index in 0..drafts.len() {
        let Some(source) = drafts[index].source.as_ref().filter(|source| source.len() == 1) else { continue };
        if !matches!(text.slice(text.words[source.start]).to_lowercase().as_str(), "i" | "we") {
            continue;
        }
        let says = |draft: &Draft| draft.content.iter().any(|piece| piece.contains(&source.start));
        // Drafts are in the order of their contents: the one around this one begins shortly before it.
        let around = (0..=index).rev().take(8).filter(|&other| other != index).find(|&other| says(&drafts[other]));
        speakers[index] = around.map(|around| speakers[around].clone()).unwrap_or_default();
    }
}

/// The mentions of all entities in text order, the longer of two that begin together first.
pub(super) fn named(text: &Text, entities: &[Entity]) -> Vec<Named> {
    let mut named = Vec::new();
    for (entity, facts) in entities.iter().enumerate() {
        for mention in &facts.mentions {
            named.push(Named { words: super::words(text, mention.span), entity, kind: mention.kind });
        }
    }
    named.sort_by_key(|named| (named.words.start, usize::MAX - named.words.end));
    named
}

/// Reads sources.
struct Reader<'a> {
    text: &'a Text,
    entities: &'a [Entity],
    named: &'a [Named],
}

impl Reader<'_> {
    /// The entities that a source names as speaking.
    fn speakers(&self, source: &Range<usize>) -> Vec<usize> {
        if source.len() == 1 && matches!(self.word(source.start).as_str(), "who" | "which") {
            return self.meant_by_relative(source.start).into_iter().collect();
        }
        let first = self.named.partition_point(|named| named.words.start < source.start);
        let mut inside: Vec<&Named> = Vec::new();
        for named in self.named[first..].iter().take_while(|named| named.words.start < source.end) {
            // A name within a description is part of it.
            let part = inside.last().is_some_and(|last| named.words.end <= last.words.end);
            if named.words.end <= source.end && !part {
                inside.push(named);
            }
        }
        let heads: Vec<&Named> = inside.iter().copied().filter(|named| self.place(named, source) == Place::Head).collect();
        let is_person = |named: &&&Named| self.entities[named.entity].entity_type == EntityType::Person;
        let Some(head) = heads.iter().find(is_person).or(heads.first()) else { return self.spoken_for(source, &inside) };
        let mut speakers = vec![head.entity];
        let mut last = head.words.end;
        for next in heads.iter().filter(|next| next.words.start >= head.words.end) {
            if !self.joined(last..next.words.start) {
                break;
            }
            if !speakers.contains(&next.entity) {
                speakers.push(next.entity);
            }
            last = next.words.end;
        }
        speakers
    }

    /// The entity whose mention ends right before a relative pronoun, a comma between them or not: "Lee, who said".
    fn meant_by_relative(&self, pronoun: usize) -> Option<usize> {
        let ends = pronoun.checked_sub(usize::from(pronoun > 0 && self.word(pronoun - 1) == ","))?;
        let after = self.named.partition_point(|named| named.words.start < ends);
        self.named[..after].iter().rev().take(3).find(|named| named.words.end == ends).map(|named| named.entity)
    }

    /// What a mention is to its source.
    fn place(&self, named: &Named, source: &Range<usize>) -> Place {
        let alone = named.words == *source;
        if named.kind == MentionKind::Pronoun && !alone && matches!(self.word(named.words.start).as_str(), "his" | "her" | "its" | "their")
        {
            return Place::Aside;
        }
        let after = if named.words.end < source.end { self.word(named.words.end) } else { String::new() };
        if matches!(after.as_str(), "'s" | "’s" | "'" | "’")
            || (after.starts_with(char::is_alphanumeric) && !speech::ends_noun_phrase(&after))
        {
            return Place::Aside;
        }
        let mut before = named.words.start;
        while before > source.start && matches!(self.word(before - 1).as_str(), "the" | "a" | "an") {
            before -= 1;
        }
        if before > source.start {
            let word = self.word(before - 1);
            // "some Republicans" are not the Republicans.
            if speech::is_preposition(&word) || speech::is_quantifier(&word) {
                return Place::Aside;
            }
        }
        // The title after a preposition, up to the name: "a lawyer for Senator Lee".
        let titled = (source.start..before).rev().take_while(|&at| self.capital(at)).last();
        match titled.filter(|&first| first > source.start) {
            Some(first)
                if speech::is_preposition(&self.word(first - 1)) && self.entities[named.entity].entity_type == EntityType::Person =>
            {
                // "the Prime Minister of Kenya Ann Lee" names her all the same.
                if self.named_at(first) { Place::Head } else { Place::Aside }
            }
            _ => Place::Head,
        }
    }

    /// The organization or place in whose name a source speaks: "a spokesman for the army", "an Acme report".
    fn spoken_for(&self, source: &Range<usize>, inside: &[&Named]) -> Vec<usize> {
        let speaks = source.clone().find(|&at| speech::speaks_for_another(&self.word(at)) && !self.named_at(at));
        let Some(speaks) = speaks else { return Vec::new() };
        let fits = |named: &&&Named| {
            let kind =
                matches!(self.entities[named.entity].entity_type, EntityType::Organization | EntityType::Location | EntityType::Facility);
            let near = named.words.end <= speaks || matches!(self.word(speaks + 1).as_str(), "for" | "from" | "by" | "of" | "at");
            kind && near
        };
        // What follows the noun tells more than what stands before it: "a police report from Acme".
        let after = inside.iter().filter(fits).find(|named| named.words.start > speaks);
        after.or(inside.iter().rfind(fits)).map(|named| named.entity).into_iter().collect()
    }

    /// Whether the words between two names join them: "Lee and Carr", "Lee, Carr", "Lee and Senator Carr".
    fn joined(&self, between: Range<usize>) -> bool {
        let links = |at: usize| matches!(self.word(at).as_str(), "and" | "or" | "&" | "," | ";");
        !between.is_empty() && between.len() <= 6 && links(between.start) && between.clone().all(|at| links(at) || self.capital(at))
    }

    fn named_at(&self, word: usize) -> bool {
        let after = self.named.partition_point(|named| named.words.start <= word);
        self.named[..after].iter().rev().take(3).any(|named| named.words.contains(&word) && named.kind == MentionKind::Name)
    }

    fn capital(&self, word: usize) -> bool {
        self.text.slice(self.text.words[word]).starts_with(char::is_uppercase)
    }

    /// A word in lower case; nothing past the end.
    fn word(&self, word: usize) -> String {
        self.text.words.get(word).map_or_else(String::new, |&span| self.text.slice(span).to_lowercase())
    }
}

/// Whether some words begin in a quotation.
fn is_quoted(text: &Text, quotations: &[Quotation], words: &Range<usize>) -> bool {
    let start = text.words[words.start];
    let after = quotations.partition_point(|quotation| quotation.span.end <= start.start);
    quotations.get(after).is_some_and(|quotation| quotation.span.contains(start))
}

/// The paragraph that some words begin in.
fn paragraph(text: &Text, words: &Range<usize>) -> usize {
    let start: Span = text.words[words.start];
    text.paragraphs.partition_point(|paragraph| paragraph.span.end <= start.start)
}
