//! The article as the search for antecedents reads it: words in lower case, and for each word its sentence, paragraph, quotation and name.

use std::ops::Range;

use crate::extract::entities::Entity;
use crate::text::{Span, Text, quotes};

/// What stands between quotation marks but is shorter, in bytes, is a title or a scare quote: nobody speaks there.
const SPEECH: u32 = 20;

/// A mention by name.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) entity: usize,
    pub(super) words: Range<usize>,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    /// 0 outside quotations.
    pub(super) quotation: u32,
    /// One more than its index in [`Page::names`]; 0 where no name stands.
    name: u32,
    /// How many determiners stand before it: about as many things were spoken of.
    pub(super) determiners: u32,
}

/// An article's words and names.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) text: &'a Text,
    pub(super) words: Vec<String>,
    pub(super) places: Vec<Place>,
    /// In text order.
    pub(super) names: Vec<Name>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a Text, entities: &[Entity]) -> Self {
        let words: Vec<String> = text.words.iter().map(|&word| text.slice(word).to_lowercase()).collect();
        let mut page = Self { text, places: vec![Place::default(); words.len()], names: names(text, entities), words };
        page.place_sentences();
        page.place_quotations();
        for (index, name) in page.names.iter().enumerate() {
            page.places[name.words.clone()].iter_mut().for_each(|place| place.name = Span::offset(index + 1));
        }
        let mut determiners = 0;
        for (place, word) in page.places.iter_mut().zip(&page.words) {
            place.determiners = determiners;
            determiners +=
                u32::from(matches!(word.as_str(), "the" | "a" | "an" | "this" | "that" | "these" | "those" | "his" | "her" | "their"));
        }
        page
    }

    /// A word in lower case; nothing past the ends of the text.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// A word in lower case when it stands in the same sentence as another, else nothing.
    pub(super) fn word_beside(&self, at: usize, beside: usize) -> &str {
        let same = self.places.get(at).is_some_and(|place| place.sentence == self.places[beside].sentence);
        if same { &self.words[at] } else { "" }
    }

    /// The name that a word belongs to, an index into [`Page::names`].
    pub(super) fn name_at(&self, at: usize) -> Option<usize> {
        self.places.get(at).and_then(|place| (place.name as usize).checked_sub(1))
    }

    /// Whether a word has a capital letter first.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text.words.get(at).is_some_and(|&word| self.text.slice(word).starts_with(char::is_uppercase))
    }

    /// The words of the sentence that a word stands in.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        self.text.sentences[self.places[at].sentence as usize].words.clone()
    }

    /// The span of a range of words, which is not empty.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        Span { start: self.text.words[words.start].start, end: self.text.words[words.end - 1].end }
    }

    fn place_sentences(&mut self) {
        let mut paragraph = 0;
        for (index, sentence) in self.text.sentences.iter().enumerate() {
            while self.text.paragraphs.get(paragraph + 1).is_some_and(|next| next.span.start <= sentence.span.start) {
                paragraph += 1;
            }
            for place in &mut self.places[sentence.words.clone()] {
                (place.sentence, place.paragraph) = (Span::offset(index), Span::offset(paragraph));
            }
        }
    }

    fn place_quotations(&mut self) {
        let mut number = 0;
        for quotation in quotes::find(&self.text.content, &self.text.paragraphs) {
            if quotation.inner.end - quotation.inner.start < SPEECH {
                continue;
            }
            number += u32::from(!quotation.continues || number == 0);
            for place in &mut self.places[words(self.text, quotation.span)] {
                place.quotation = number;
            }
        }
    }
}

/// The words that a span holds.
fn words(text: &Text, span: Span) -> Range<usize> {
    let first = text.words.partition_point(|word| word.end <= span.start);
    first..first.max(text.words.partition_point(|word| word.start < span.end))
}

/// The mentions of all entities that hold a word, in text order.
fn names(text: &Text, entities: &[Entity]) -> Vec<Name> {
    let mut names = Vec::new();
    for (entity, mentions) in entities.iter().map(|entity| &entity.mentions).enumerate() {
        names.extend(mentions.iter().map(|mention| Name { entity, words: words(text, mention.span) }));
    }
    names.retain(|name| !name.words.is_empty());
    names.sort_by_key(|name| name.words.start);
    names
}
