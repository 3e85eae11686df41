//! Words that tell who speaks in the words of a source: "a spokesman for", "a report by", "officials at".

/// Nouns of persons and documents that speak for someone else: "a spokesman for the army", "a report by the bank".
const FOR_ANOTHER: [&str; 31] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "spokesmen",
    "statement",
    "report",
    "reports",
    "poll",
    "survey",
    "study",
    "analysis",
    "letter",
    "memo",
    "release",
    "editorial",
    "article",
    "post",
    "tweet",
    "website",
    "filing",
    "email",
    "e-mail",
    "document",
    "documents",
    "data",
    "figures",
    "briefing",
    "bulletin",
    "communique",
    "announcement",
];

/// Prepositions and the like that put a name aside in a source.
const PREPOSITIONS: [&str; 25] = [
    "of",
    "for",
    "from",
    "by",
    "at",
    "in",
    "with",
    "to",
    "on",
    "within",
    "among",
    "behind",
    "near",
    "about",
    "against",
    "around",
    "inside",
    "including",
    "like",
    "under",
    "via",
    "across",
    "between",
    "over",
    "per",
];

/// Words that take some of a group.
const QUANTIFIERS: [&str; 20] = [
    "some", "many", "several", "few", "most", "other", "another", "two", "three", "four", "five", "six", "one", "various", "certain",
    "dozens", "hundreds", "any", "no", "every",
];

/// Words that may follow a noun phrase and are no noun of it.
const AFTER_NOUNS: [&str; 31] = [
    "and",
    "or",
    "but",
    "who",
    "whom",
    "whose",
    "which",
    "that",
    "of",
    "for",
    "from",
    "by",
    "at",
    "in",
    "with",
    "to",
    "on",
    "as",
    "the",
    "a",
    "an",
    "said",
    "says",
    "told",
    "himself",
    "herself",
    "itself",
    "themselves",
    "also",
    "both",
    "all",
];

/// Verbs by which headings tell who says something: "Roof fell in, says owner".
const IN_HEADINGS: [&str; 22] = [
    "says",
    "say",
    "said",
    "warns",
    "warn",
    "claims",
    "claim",
    "tells",
    "reports",
    "report",
    "finds",
    "shows",
    "suggests",
    "insists",
    "argues",
    "admits",
    "vows",
    "declares",
    "announces",
    "confirms",
    "predicts",
    "fears",
];

/// Whether a lower-case word is a verb by which headings tell who says something.
#[must_use]
pub fn says_in_headings(word: &str) -> bool {
    IN_HEADINGS.contains(&word)
}

/// Whether a lower-case noun speaks for someone else.
#[must_use]
pub fn speaks_for_another(word: &str) -> bool {
    FOR_ANOTHER.contains(&word)
}

/// Whether a lower-case word puts what follows it aside: "a lawyer for …".
#[must_use]
pub fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Whether a lower-case word takes some of a group: "some …".
#[must_use]
pub fn is_quantifier(word: &str) -> bool {
    QUANTIFIERS.contains(&word)
}

/// Whether a lower-case word after a name shows that the name is no part of a longer noun phrase, as in "Acme official".
#[must_use]
pub fn ends_noun_phrase(word: &str) -> bool {
    AFTER_NOUNS.contains(&word)
}
