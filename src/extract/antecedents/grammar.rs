//! What part a mention plays in its sentence, read off the words around it: the text has no parse.

use std::ops::Range;

use super::page::Page;
use crate::lexicon::{nouns, titles, verbs};

/// The part that a mention plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A verb follows: "Lee left", "Lee, the mayor, left"; or a verb of saying stands before: "said Lee".
    Subject,
    /// "They met Lee".
    Object,
    /// "with Lee".
    AfterPreposition,
    /// "Lee's brother".
    Possessive,
}

/// Where a mention stands and what part it plays.
#[derive(Debug, Clone)]
pub(super) struct Position {
    pub(super) words: Range<usize>,
    pub(super) part: Part,
    /// Whether it is who says something there.
    pub(super) speaks: bool,
}

/// The longest apposition, in words, that is stepped over.
const APPOSITION: usize = 24;

/// Reads the position of a mention.
pub(super) fn position(page: &Page<'_>, words: Range<usize>) -> Position {
    let verb = verb_after(page, &words);
    let before = before(page, words.start);
    let after = page.word_beside(words.end, words.start);
    let inverted = verbs::may_invert(before) && !after.starts_with(char::is_alphanumeric);
    let according = before == "to" && words.start >= 2 && page.words[..words.start].iter().rev().take(8).any(|word| word == "according");
    let part = if matches!(after, "'s" | "’s" | "'" | "’") {
        Part::Possessive
    } else if verbs::is_preposition(before) {
        Part::AfterPreposition
    } else if inverted || verb.is_some() {
        Part::Subject
    } else {
        Part::Object
    };
    let reports = part == Part::Subject && verb.is_some_and(|at| verbs::reports(page.word(at)));
    Position { words, part, speaks: inverted || according || reports }
}

/// Whether a lower-case word looks like a finite verb.
pub(super) fn is_verb(word: &str) -> bool {
    let third_person = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && nouns::noun(word).is_none();
    verbs::is_verb(word) || word.ends_with("ed") || third_person
}

/// Whether a word ends a clause, so that the subject before it is not the subject after it.
pub(super) fn parts_clauses(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | ":"
            | "("
            | ")"
            | "—"
            | "–"
            | "--"
            | "\""
            | "“"
            | "”"
            | "that"
            | "who"
            | "which"
            | "because"
            | "when"
            | "while"
            | "if"
            | "as"
            | "and"
            | "but"
            | "or"
            | "after"
            | "before"
            | "since"
            | "until"
            | "where"
            | "what"
            | "why"
            | "how"
            | "whether"
            | "than"
    )
}

/// The word before a mention with its titles and articles: "with Harbour Minister Ann Lee" has "with".
fn before<'a>(page: &'a Page<'_>, first: usize) -> &'a str {
    let opens = page.sentence(first).start;
    let mut at = first;
    while at > opens && first - at < 6 {
        let word = page.word(at - 1);
        let titled = matches!(word, "the" | "a" | "an" | "-" | "." | "former") || titles::is_head(word) || titles::is_modifier(word);
        // "Harbour Union chief Ann Lee", and not "On Monday Ann Lee", "In Ostend Ann Lee".
        let part_of_title = at < first && page.is_capital(at - 1) && at - 1 > opens && !verbs::is_preposition(word);
        if !titled && !part_of_title {
            break;
        }
        at -= 1;
    }
    if at > opens { page.word(at - 1) } else { "" }
}

/// The verb that follows a mention, behind an apposition, a bracket, or adverbs.
fn verb_after(page: &Page<'_>, words: &Range<usize>) -> Option<usize> {
    let end = page.sentence(words.start).end;
    let mut at = words.end;
    let closing = match page.word_beside(at, words.start) {
        "," => ",",
        "(" => ")",
        _ => "",
    };
    if !closing.is_empty() {
        at += 1;
        at += page.words[at..end.min(at + APPOSITION)].iter().position(|word| word == closing)? + 1;
    }
    while at < end
        && (page.word(at).ends_with("ly")
            || matches!(page.word(at), "also" | "now" | "then" | "later" | "never" | "who" | "not" | "himself" | "herself"))
    {
        at += 1;
    }
    (at < end && page.name_at(at).is_none() && is_verb(page.word(at))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::Text;

    /// The position of the words `name` in a text.
    fn position_of(content: &str, name: &str) -> (Part, bool) {
        let text = Text::read(&Article { text: content.into(), ..Article::default() });
        let page = Page::new(&text, &[]);
        let start = content.find(name).unwrap();
        let first = text.words.iter().position(|word| word.start as usize == start).unwrap();
        let last = text.words.iter().position(|word| word.end as usize == start + name.len()).unwrap();
        let found = position(&page, first..last + 1);
        (found.part, found.speaks)
    }

    #[test]
    fn the_words_around_a_mention_tell_its_part() {
        let cases = [
            ("Ann Lee left.", (Part::Subject, false)),
            ("On Monday Ann Lee said so.", (Part::Subject, true)),
            ("They went with Harbour Union chief Ann Lee.", (Part::AfterPreposition, false)),
            ("\"We won,\" said Ann Lee.", (Part::Subject, true)),
            ("Ann Lee, the mayor of the town, told them.", (Part::Subject, true)),
            ("According to Ann Lee, it rained.", (Part::AfterPreposition, true)),
            ("They told Ann Lee on Monday.", (Part::Object, false)),
            ("They went with Harbour Minister Ann Lee.", (Part::AfterPreposition, false)),
            ("They saw Ann Lee's brother.", (Part::Possessive, false)),
        ];
        for (content, expected) in cases {
            assert_eq!(position_of(content, "Ann Lee"), expected, "{content}");
        }
    }
}
