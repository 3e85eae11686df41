//! Set phrases that name a source for a whole sentence where the encoder saw none: "…, as per the ministry", "In the words of Lee, …".

use std::ops::Range;

use super::{Draft, Text};
use crate::text::Sentence;

/// The phrases, word by word in lower case; "according to" the encoder knows well, and where it sees none there is none.
const PHRASES: [&[&str]; 3] = [&["as", "per"], &["in", "the", "words", "of"], &["as", "reported", "by"]];

/// The most words of a source.
const SOURCE: usize = 14;
/// The fewest words of what it is the source of.
const CONTENT: usize = 3;
/// How sure a saying is that such a phrase tells of.
const STATED: f32 = 0.7;

/// Adds the sayings of phrases that no draft has; a draft within the sentence that has its cue there and no source gives way.
pub(super) fn add(text: &Text, drafts: &mut Vec<Draft>) {
    let mut cues: Vec<Range<usize>> = drafts.iter().filter_map(|draft| draft.cue.clone()).collect();
    cues.sort_by_key(|cue| cue.start);
    let mut stated: Vec<(Range<usize>, Draft)> = Vec::new();
    for sentence in &text.sentences {
        let Some(draft) = stated_in(text, sentence) else { continue };
        let cue = draft.cue.clone().unwrap_or_default();
        let at = cues.partition_point(|other| other.end <= cue.start);
        if cues.get(at).is_none_or(|other| other.start >= cue.end) {
            stated.push((sentence.words.clone(), draft));
        }
    }
    drafts.retain(|draft| {
        let Some(cue) = draft.cue.as_ref().filter(|_| draft.source.is_none()) else { return true };
        let at = stated.partition_point(|(words, _)| words.end <= cue.start);
        stated.get(at).is_none_or(|(_, ours)| !(ours.content[0].start <= cue.start && cue.end <= ours.content[0].end))
    });
    drafts.extend(stated.into_iter().map(|(_, draft)| draft));
}

/// The saying that a phrase tells of in a sentence: its source up to the next comma, its content the rest.
fn stated_in(text: &Text, sentence: &Sentence) -> Option<Draft> {
    let words = sentence.words.clone();
    let word = |at: usize| text.slice(text.words[at]).to_lowercase();
    let starts = |phrase: &&&[&str], at: usize| {
        at + phrase.len() < words.end && phrase.iter().enumerate().all(|(offset, expected)| word(at + offset) == *expected)
    };
    let (at, phrase) = words.clone().find_map(|at| PHRASES.iter().find(|phrase| starts(phrase, at)).map(|phrase| (at, phrase)))?;
    let source = at + phrase.len()..words.end;
    let stop = source.clone().find(|&at| matches!(word(at).as_str(), "," | ";" | "." | "\"" | "“" | "”" | ":" | "that"));
    let source = source.start..stop.unwrap_or(source.end);
    let opens =
        words.clone().take_while(|&before| before < at).all(|before| !text.slice(text.words[before]).contains(char::is_alphanumeric))
            || (at == words.start + 1 && matches!(word(words.start).as_str(), "but" | "and" | "yet" | "so"));
    let content = if opens { source.end + 1..words.end } else { words.start..at };
    let content = content.start.min(content.end)..content.end;
    let skip = |at: &usize| !text.slice(text.words[*at]).contains(char::is_alphanumeric);
    let mut content = content.clone().find(|at| !skip(at))?..content.end;
    while content.end > content.start && skip(&(content.end - 1)) {
        content.end -= 1;
    }
    // "However, …": the adverb links sentences and is nobody's word.
    if content.len() > 2
        && word(content.start + 1) == ","
        && matches!(word(content.start).as_str(), "however" | "meanwhile" | "still" | "instead" | "moreover")
    {
        content.start += 2;
    }
    let fits = (1..=SOURCE).contains(&source.len()) && content.len() >= CONTENT;
    fits.then(|| Draft { cue: Some(at..at + phrase.len()), source: Some(source), content: vec![content], probability: STATED })
}
