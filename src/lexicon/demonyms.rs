//! Adjectives of nationality and the countries that they speak of (`data/demonyms.txt`).

use std::collections::HashMap;
use std::sync::LazyLock;

static COUNTRIES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| include_str!("../../data/demonyms.txt").lines().filter_map(|line| line.split_once(": ")).collect());

/// The country that an adjective speaks of: "Russian" → "Russia".
#[must_use]
pub fn country(adjective: &str) -> Option<&'static str> {
    COUNTRIES.get(adjective).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_lead_to_countries() {
        assert_eq!(country("Russian"), Some("Russia"));
        assert_eq!(country("South Korean"), Some("South Korea"));
        assert_eq!(country("russian"), None);
    }
}
