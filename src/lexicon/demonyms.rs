//! Adjectives of nationality and the countries that they speak of (`data/demonyms.txt`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static COUNTRIES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| include_str!("../../data/demonyms.txt").lines().filter_map(|line| line.split_once(": ")).collect());

/// The country that an adjective speaks of: "Russian" → "Russia".
#[must_use]
pub fn country(adjective: &str) -> Option<&'static str> {
    COUNTRIES.get(adjective).copied()
}

/// Whether a name is a country's that the list has an adjective for.
#[must_use]
pub fn is_country(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| COUNTRIES.values().copied().collect());
    NAMES.contains(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_lead_to_countries() {
        assert_eq!(country("Russian"), Some("Russia"));
        assert_eq!(country("South Korean"), Some("South Korea"));
        assert_eq!(country("russian"), None);
        assert!(is_country("Kenya") && !is_country("Nairobi"));
    }
}
