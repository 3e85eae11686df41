//! Attributions that the layout tells and no sentence: "Source: content" and "content, says source" in headings, names that open the
//! paragraphs of a transcript.

use std::collections::HashMap;
use std::ops::Range;

use super::speakers::Named;
use super::{Draft, Text};
use crate::extract::entities::{Entity, EntityType, MentionKind};
use crate::lexicon::{naming, speech};
use crate::text::{Paragraph, ParagraphKind};

/// How sure a saying is that a heading's form tells of.
const HEADING: f32 = 0.7;
/// How sure a saying is that opens with its speaker's name in a transcript.
const TRANSCRIPT: f32 = 0.9;
/// The most words of a source in a heading, and of a name that opens a paragraph.
const SOURCE: usize = 6;
/// The fewest words of what is said in a heading.
const CONTENT: usize = 3;

/// Adds what the layout tells; it takes the place of what was found in the same heading, and of a content without source that is the
/// paragraph of a transcript.
pub(super) fn add(text: &Text, entities: &[Entity], named: &[Named], drafts: &mut Vec<Draft>) {
    let reader = Reader { text, entities, named };
    let mut told: Vec<(Range<usize>, Draft)> = Vec::new();
    let leads = reader.leads();
    for paragraph in &text.paragraphs {
        let words = super::words(text, paragraph.span);
        let draft = match paragraph.kind {
            ParagraphKind::Title | ParagraphKind::Heading => reader.heading(&words),
            ParagraphKind::Body => reader.turn(&words, &leads),
            ParagraphKind::Header => None,
        };
        told.extend(draft.map(|draft| (words, draft)));
    }
    drafts.retain(|draft| {
        let at = told.partition_point(|(words, _)| words.end <= draft.content[0].start);
        let Some((words, ours)) = told.get(at).filter(|(words, _)| words.start <= draft.content[0].start) else { return true };
        // What is said within the speech of a transcript stays, nested in it.
        let nested = ours.cue.is_none() && draft.cue.is_some() && draft.source.as_ref().is_some_and(|source| source.start > words.start);
        nested && ours.content[0].start < draft.content[0].start
    });
    drafts.extend(told.into_iter().map(|(_, draft)| draft));
}

/// Reads paragraphs.
struct Reader<'a> {
    text: &'a Text,
    entities: &'a [Entity],
    named: &'a [Named],
}

impl Reader<'_> {
    /// "Roof fell in, says owner", "Owner: Roof fell in", "Roof fell in: owner".
    fn heading(&self, words: &Range<usize>) -> Option<Draft> {
        let mark = |marks: &[&str]| words.clone().rfind(|&word| marks.contains(&self.text.slice(self.text.words[word])));
        let comma = mark(&[",", "–", "—", "-"]);
        if let Some((comma, (cue, source))) = comma.and_then(|comma| Some((comma, self.says(comma + 1..words.end)?))) {
            return self.draft(words.start..comma, Some(cue), source, HEADING);
        }
        let colon = words.clone().find(|&word| self.text.slice(self.text.words[word]) == ":")?;
        let (before, after) = (words.start..colon, colon + 1..words.end);
        if self.is_named(&before) {
            self.draft(after, None, before, HEADING)
        } else if self.is_named(&after) {
            self.draft(before, None, after, HEADING)
        } else {
            None
        }
    }

    /// "says the mayor" or "the mayor says": the verb and who.
    fn says(&self, words: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        if words.len() < 2 || words.len() > SOURCE + 1 {
            return None;
        }
        let says = |word: usize| speech::says_in_headings(&self.word(word));
        if says(words.start) {
            return Some((words.start..words.start + 1, words.start + 1..words.end));
        }
        says(words.end - 1).then(|| (words.end - 1..words.end, words.start..words.end - 1))
    }

    /// "MR. CARR: We met." in a transcript, where the name is known or opens other paragraphs too.
    fn turn(&self, words: &Range<usize>, leads: &HashMap<String, usize>) -> Option<Draft> {
        let name = self.lead(words)?;
        let known = leads.get(&self.name(&name)).is_some_and(|&count| count > 1);
        let called = naming::is_honorific(self.word(name.start).trim_end_matches('.'));
        let mentioned = self.named.iter().skip(self.first_named(name.start)).take_while(|named| named.words.start < name.end);
        let person = mentioned.into_iter().any(|named| self.entities[named.entity].entity_type == EntityType::Person);
        (known || called || person).then(|| self.draft(name.end + 1..words.end, None, name, TRANSCRIPT))?
    }

    /// How often each name in capitals opens a paragraph.
    fn leads(&self) -> HashMap<String, usize> {
        let mut leads = HashMap::new();
        for Paragraph { span, .. } in &self.text.paragraphs {
            if let Some(name) = self.lead(&super::words(self.text, *span)) {
                *leads.entry(self.name(&name)).or_default() += 1;
            }
        }
        leads
    }

    /// The words in capitals before a colon that open a paragraph, after a quotation mark maybe.
    fn lead(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let slice = |word: usize| self.text.slice(self.text.words[word]);
        let colon = words.clone().take(SOURCE + 1).find(|&word| slice(word) == ":")?;
        let shouted = |word: usize| !slice(word).contains(char::is_lowercase);
        let long = |word: usize| slice(word).chars().filter(|c| c.is_alphabetic()).count() > 1;
        let quoted = usize::from(matches!(slice(words.start), "\"" | "“" | "‘" | "'" | "«"));
        let name = words.start + quoted..colon;
        (!name.is_empty() && name.clone().all(shouted) && name.clone().any(long)).then_some(name)
    }

    /// Whether some words are the name of one who may speak, whole.
    fn is_named(&self, words: &Range<usize>) -> bool {
        let speaks = |named: &Named| {
            let entity_type = self.entities[named.entity].entity_type;
            named.kind == MentionKind::Name
                && matches!(entity_type, EntityType::Person | EntityType::Organization | EntityType::Location | EntityType::Norp)
        };
        self.named[self.first_named(words.start)..].iter().take(2).any(|named| named.words == *words && speaks(named))
    }

    fn first_named(&self, word: usize) -> usize {
        self.named.partition_point(|named| named.words.start < word)
    }

    fn draft(&self, content: Range<usize>, cue: Option<Range<usize>>, source: Range<usize>, probability: f32) -> Option<Draft> {
        let spoken = content.clone().filter(|&word| self.text.slice(self.text.words[word]).contains(char::is_alphanumeric)).count();
        let enough = spoken >= if probability < TRANSCRIPT { CONTENT } else { 1 };
        enough.then(|| Draft { cue, source: Some(source), content: vec![content], probability })
    }

    fn name(&self, words: &Range<usize>) -> String {
        words.clone().map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }

    fn word(&self, word: usize) -> String {
        self.text.slice(self.text.words[word]).to_lowercase()
    }
}
