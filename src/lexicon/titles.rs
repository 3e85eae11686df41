//! Titles: offices, ranks and positions that persons hold (`data/titles.txt`).

use std::collections::HashSet;
use std::sync::LazyLock;

/// The lists of `data/titles.txt`.
struct Titles {
    heads: HashSet<&'static str>,
    modifiers: HashSet<&'static str>,
    /// Word by word.
    complements: Vec<Vec<&'static str>>,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let mut titles = Titles { heads: HashSet::new(), modifiers: HashSet::new(), complements: Vec::new() };
    let mut section = "";
    for line in include_str!("../../data/titles.txt").lines().filter(|line| !line.starts_with('#')) {
        match line {
            "[heads]" | "[modifiers]" | "[complements]" => section = line,
            _ if section == "[heads]" => titles.heads.extend(line.split(' ')),
            _ if section == "[modifiers]" => titles.modifiers.extend(line.split(' ')),
            _ => titles.complements.push(line.split(' ').collect()),
        }
    }
    titles
});

/// Whether a word, lower-cased and without full stop, ends a title: "minister", "sen".
#[must_use]
pub fn is_head(word: &str) -> bool {
    TITLES.heads.contains(word)
}

/// Whether a lower-case word may stand before the head of a title: "deputy", "foreign".
#[must_use]
pub fn is_modifier(word: &str) -> bool {
    TITLES.modifiers.contains(word)
}

/// How many of the lower-case words that follow a head belong to the title by themselves: "of staff", "general".
#[must_use]
pub fn complement_len(words: &[String]) -> usize {
    let follows =
        |complement: &&Vec<&str>| complement.len() <= words.len() && complement.iter().zip(words).all(|(one, other)| one == other);
    TITLES.complements.iter().filter(follows).map(Vec::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known() {
        assert!(is_head("minister") && is_head("sen") && !is_head("deputy-dawg"));
        assert!(is_modifier("deputy") && !is_modifier("minister"));
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(complement_len(&words("of staff at")), 2);
        assert_eq!(complement_len(&words("general")), 1);
        assert_eq!(complement_len(&words("of kenya")), 0);
        assert_eq!(complement_len(&[]), 0);
    }
}
