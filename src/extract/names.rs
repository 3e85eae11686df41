//! Scores → names: the best sequence of labels that BIO permits, sentence by sentence.

use std::collections::HashSet;

use super::bio::{self, Label};
use crate::lexicon::naming::is_cut_short;
use crate::model::{Calibration, Manifest, Scores};
use crate::text::{Span, Text};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A person or a family.
    Person,
    /// A company, an institution, a party, a team, a government body.
    Organization,
    /// A place: a city, a country, a region, a river.
    Location,
    /// Something built: an airport, a bridge, a stadium.
    Facility,
    /// A nationality, a religious or a political group.
    Norp,
    /// A product: a weapon, a vehicle, software.
    Product,
    /// A named event: a war, an election, a summit, a storm.
    Event,
    /// Any other name: a law, a work, a language, a disease.
    Misc,
}

impl EntityType {
    /// The type that a model's manifest calls by this name, upper-case as on the wire.
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "PERSON" => Self::Person,
            "ORGANIZATION" => Self::Organization,
            "LOCATION" => Self::Location,
            "FACILITY" => Self::Facility,
            "NORP" => Self::Norp,
            "PRODUCT" => Self::Product,
            "EVENT" => Self::Event,
            "MISC" => Self::Misc,
            _ => return None,
        })
    }
}

/// A name in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NameMention {
    /// Where it stands, without marks at its ends.
    pub span: Span,
    /// What it names.
    pub entity_type: EntityType,
    /// The calibrated probability that span and type are right, 0 to 1.
    pub confidence: f32,
}

/// Below this a name is more likely wrong than right.
pub(super) const UNSURE: f32 = 0.5;

/// What decodes the name head: its labels in order, and its calibration.
#[derive(Debug, Clone)]
pub struct NameDecoder {
    labels: Vec<Label<EntityType>>,
    calibration: Calibration,
}

/// The manifest names a label that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("manifest.json: unknown label {0}")]
pub struct UnknownLabel(String);

impl NameDecoder {
    /// A decoder for the labels that a model's manifest lists.
    ///
    /// # Errors
    /// A label is not of the form "O", "B-TYPE", "I-TYPE" with a type that this version knows.
    pub fn new(manifest: &Manifest) -> Result<Self, UnknownLabel> {
        let parse = |label: &String| Label::parse(label, EntityType::parse).ok_or_else(|| UnknownLabel(label.clone()));
        Ok(Self { labels: manifest.labels.iter().map(parse).collect::<Result<_, _>>()?, calibration: manifest.calibration })
    }

    /// The names of a text, in order; none crosses a sentence and none overlaps another.
    #[must_use]
    pub fn decode(&self, text: &Text, scores: &Scores) -> Vec<NameMention> {
        let mut names = Vec::new();
        for sentence in &text.sentences {
            let first = sentence.words.start;
            let rows = sentence.words.clone().map(|word| scores.names.word(word));
            for run in bio::runs(&self.labels, rows, |word| is_address(text.slice(text.words[first + word]))) {
                let span = Span { start: text.words[first + run.words.start].start, end: text.words[first + run.words.end - 1].end };
                if let Some(span) = trim(text, span) {
                    names.push(NameMention { span, entity_type: run.kind, confidence: self.calibration.confidence(run.log.exp()) });
                }
            }
        }
        drop_common(text, &mut names);
        names
    }
}

/// Takes out unsure names of one word whose capital tells nothing: the article has the word in lower case too, in the singular or the plural,
/// or it opens a sentence and is of the type of whatever has no other ("Ferries sailed").
fn drop_common(text: &Text, names: &mut Vec<NameMention>) {
    let lower = |name: &NameMention| {
        let word = text.slice(name.span);
        let capitalised = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
        (name.confidence < UNSURE && capitalised).then(|| word.to_lowercase())
    };
    let unsure: HashSet<String> = names.iter().filter_map(lower).flat_map(|word| numbers(&word)).collect();
    if unsure.is_empty() {
        return;
    }
    let common: HashSet<&str> = text.words.iter().map(|&word| text.slice(word)).filter(|word| unsure.contains(*word)).collect();
    let starts: HashSet<u32> = text.sentences.iter().map(|sentence| sentence.span.start).collect();
    let opens = |name: &NameMention| name.entity_type == EntityType::Misc && starts.contains(&name.span.start);
    let is_common = |word: String| numbers(&word).iter().any(|form| common.contains(form.as_str()));
    names.retain(|name| lower(name).is_none_or(|word| !is_common(word) && !opens(name)));
}

/// A lower-case word in both numbers, as far as its ending tells: "ferries" with "ferry", "boat" with "boats".
fn numbers(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned(), format!("{word}s")];
    forms.extend(word.strip_suffix("ies").map(|stem| format!("{stem}y")));
    forms.extend(word.strip_suffix('y').map(|stem| format!("{stem}ies")));
    forms.extend(word.strip_suffix('s').map(str::to_owned));
    forms
}

/// Whether a word is a web or mail address: it may spell a name, and is none.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.trim_start_matches('@').contains('@')
}

/// A span without quotation marks, brackets and stops at its ends; `None` when no letter or digit is left.
fn trim(text: &Text, span: Span) -> Option<Span> {
    let name = text.slice(span);
    let opening = |c: char| !(c.is_alphanumeric() || matches!(c, '@' | '#' | '$' | '€' | '£' | '.') || balanced(name, c));
    let closing = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '+' | '!') || balanced(name, c));
    let left = name.trim_start_matches(opening);
    let kept = left.trim_end_matches(closing);
    let start = span.start as usize + (name.len() - left.len());
    let end = start + kept.len();
    kept.contains(char::is_alphanumeric).then(|| Span::new(start, end + stop_len(kept, &text.content[end..])))
}

/// Bytes of the full stop that belongs to a name whose last word is cut short: "Acme Ltd.", "Ann Lee Jr.".
fn stop_len(name: &str, after: &str) -> usize {
    let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    usize::from(name.contains(' ') && after.starts_with('.') && is_cut_short(&last))
}

/// Whether a bracket has its partner within the name.
fn balanced(name: &str, bracket: char) -> bool {
    matches!(bracket, '(' | ')') && name.contains('(') && name.contains(')')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::model::Rows;

    /// Decodes words whose labels are given with their probabilities; the rest of each word's probability is spread evenly.
    fn decode(content: &str, likely: &[&[(&str, f32)]]) -> Vec<(String, EntityType, f32)> {
        let labels = ["O", "B-PERSON", "I-PERSON", "B-ORGANIZATION", "I-ORGANIZATION", "B-MISC"];
        let calibration = Calibration { slope: 1.0, intercept: 0.0 };
        let decoder =
            NameDecoder { labels: labels.iter().map(|label| Label::parse(label, EntityType::parse).unwrap()).collect(), calibration };
        let raw = likely.iter().map(|word| {
            let rest = (1.0 - word.iter().map(|(_, p)| p).sum::<f32>()) / 100.0 + 1e-6;
            labels.map(|label| word.iter().find(|(name, _)| *name == label).map_or(rest, |(_, p)| *p).ln())
        });
        let text = Text::read(&Article { text: content.into(), ..Article::default() });
        let names = decoder.decode(&text, &Scores::of_names(Rows::new(raw.flatten().collect(), labels.len())));
        names.into_iter().map(|name| (text.slice(name.span).to_owned(), name.entity_type, name.confidence)).collect()
    }

    #[test]
    fn an_inside_needs_its_beginning() {
        let names =
            decode("met Ann Lee", &[&[("O", 0.9)], &[("O", 0.4), ("B-PERSON", 0.35)], &[("I-PERSON", 0.8), ("B-ORGANIZATION", 0.1)]]);
        assert_eq!(names.len(), 1);
        assert_eq!((names[0].0.as_str(), names[0].1), ("Ann Lee", EntityType::Person));
        assert!((names[0].2 - 0.35).abs() < 0.01, "as sure as the least sure word: {}", names[0].2);
    }

    #[test]
    fn neighbours_stay_apart() {
        let names = decode("Ann Bob Acme", &[&[("B-PERSON", 0.9)], &[("B-PERSON", 0.9)], &[("B-ORGANIZATION", 0.9)]]);
        assert_eq!(names.iter().map(|name| name.0.as_str()).collect::<Vec<_>>(), ["Ann", "Bob", "Acme"]);
    }

    #[test]
    fn an_unsure_word_whose_capital_tells_nothing_is_no_name() {
        for (content, label, p, expected) in [
            ("Ferries left . The ferries", "B-ORGANIZATION", 0.4, 0),
            ("Ferries left . The ferries", "B-ORGANIZATION", 0.6, 1),
            ("Ferries left . The boats", "B-ORGANIZATION", 0.4, 1),
            ("Ferries left . The ferry", "B-ORGANIZATION", 0.4, 0),
            ("FERRIES left . The ferries", "B-ORGANIZATION", 0.4, 1),
            ("Ferries left . The boats", "B-MISC", 0.4, 0),
            ("Ferries left . The boats", "B-MISC", 0.6, 1),
        ] {
            let (first, rest) = ([(label, p)], [("O", 0.9)]);
            assert_eq!(decode(content, &[&first, &rest, &rest, &rest, &rest]).len(), expected, "{content} {label} {p}");
        }
    }

    #[test]
    fn an_address_is_no_name() {
        let sure = |label: &'static str| [(label, 0.9)];
        for address in ["ann.lee@acme.example", "https://acme.example/Ann-Lee", "www.Acme.example"] {
            let labels: [&[(&str, f32)]; 4] = [&sure("B-PERSON"), &sure("I-PERSON"), &sure("I-PERSON"), &sure("B-ORGANIZATION")];
            let names = decode(&format!("Ann Lee {address} Acme"), &labels);
            assert_eq!(names.iter().map(|name| name.0.as_str()).collect::<Vec<_>>(), ["Ann Lee", "Acme"], "{address}");
        }
    }

    #[test]
    fn marks_at_the_ends_are_trimmed() {
        let names =
            decode("\"Acme\" won", &[&[("B-ORGANIZATION", 0.9)], &[("I-ORGANIZATION", 0.9)], &[("I-ORGANIZATION", 0.9)], &[("O", 0.9)]]);
        assert_eq!(names[0].0, "Acme");
        let names = decode("of Acme Ltd.", &[&[("O", 0.9)], &[("B-ORGANIZATION", 0.9)], &[("I-ORGANIZATION", 0.9)], &[("O", 0.9)]]);
        assert_eq!(names[0].0, "Acme Ltd.", "the stop is part of the name");
        assert!(decode("\" so", &[&[("B-PERSON", 0.9)], &[("O", 0.9)]]).is_empty());
    }
}
