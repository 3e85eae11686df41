//! Verbs and small words by which the part of a mention in its sentence is read (`data/verbs.txt`).

use std::collections::HashMap;
use std::sync::LazyLock;

/// The lists of `data/verbs.txt` that a word stands in, a bit each in [`LISTS`]' order.
static WORDS: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let mut words: HashMap<&str, u8> = HashMap::new();
    let mut list = 0;
    for line in include_str!("../../data/verbs.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            list = LISTS.iter().position(|known| name.strip_suffix(']') == Some(*known)).unwrap_or_default();
        } else {
            line.split(' ').for_each(|word| *words.entry(word).or_default() |= 1 << list);
        }
    }
    words
});

const LISTS: [&str; 6] = ["prepositions", "auxiliaries", "pasts", "reporting", "inverting", "edges"];

fn stands_in(word: &str, lists: &[&str]) -> bool {
    let found = WORDS.get(word).copied().unwrap_or_default();
    LISTS.iter().enumerate().any(|(bit, list)| found & (1 << bit) != 0 && lists.contains(list))
}

/// Whether a lower-case word is a preposition.
#[must_use]
pub fn is_preposition(word: &str) -> bool {
    stands_in(word, &["prepositions"])
}

/// Whether a lower-case word is a finite verb that its ending does not show: "has", "went", "told".
#[must_use]
pub fn is_verb(word: &str) -> bool {
    stands_in(word, &["auxiliaries", "pasts", "reporting"])
}

/// Whether a lower-case word is a form of a verb of saying, thinking or showing.
#[must_use]
pub fn reports(word: &str) -> bool {
    stands_in(word, &["reporting"])
}

/// Whether the speaker may stand after a lower-case verb of saying: "said Lee", and not "told Lee".
#[must_use]
pub fn may_invert(word: &str) -> bool {
    stands_in(word, &["inverting"])
}

/// Whether a lower-case word ends a noun phrase that stands before it: "and", "who", "was".
#[must_use]
pub fn ends_phrase(word: &str) -> bool {
    stands_in(word, &["edges"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known() {
        assert!(is_preposition("against") && !is_preposition("said"));
        assert!(is_verb("has") && is_verb("went") && is_verb("told") && !is_verb("against"));
        assert!(reports("told") && !reports("went"));
        assert!(ends_phrase("who") && !ends_phrase("minister"));
        assert!(may_invert("said") && !may_invert("told"));
    }
}
