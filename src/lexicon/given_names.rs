//! Given names after which "he" or "she" nearly always follows (`data/given_names.txt`). Only pronouns are resolved by it: no answer states it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Which pronoun follows a name or a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "she".
    Feminine,
    /// "he".
    Masculine,
}

static NAMES: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let mut gender = Gender::Feminine;
    for line in include_str!("../../data/given_names.txt").lines().filter(|line| !line.starts_with('#')) {
        match line {
            "[feminine]" => gender = Gender::Feminine,
            "[masculine]" => gender = Gender::Masculine,
            _ => names.extend(line.split(' ').map(|name| (name, gender))),
        }
    }
    names
});

/// Which pronoun a given name, lower-cased and without accents, leads to.
#[must_use]
pub fn gender(name: &str) -> Option<Gender> {
    NAMES.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_pronouns() {
        assert_eq!(gender("margaret"), Some(Gender::Feminine));
        assert_eq!(gender("yusuf"), Some(Gender::Masculine));
        assert_eq!(gender("robin"), None);
    }

    #[test]
    fn no_name_stands_in_both_lists() {
        let listed = include_str!("../../data/given_names.txt")
            .lines()
            .filter(|line| !line.starts_with(['#', '[']))
            .flat_map(|line| line.split(' '));
        assert_eq!(listed.count(), NAMES.len());
    }
}
