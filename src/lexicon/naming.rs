//! The words that stand in names without telling one name from another.

/// Endings of company names that articles leave out at the second mention.
const COMPANY_ENDINGS: [&str; 26] = [
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "pty",
    "sa",
    "sarl",
    "se",
    "spa",
    "srl",
    "ab",
];

/// Words that come after a person's family name.
const PERSON_SUFFIXES: [&str; 9] = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "qc", "kc"];

/// Forms of address and ranks that may be read as part of a person's name.
const HONORIFICS: [&str; 30] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "father",
    "sheikh",
    "sheik",
    "imam",
    "president",
    "senator",
    "sen",
    "rep",
    "gov",
    "gen",
    "col",
    "lt",
    "maj",
    "capt",
    "sgt",
    "judge",
    "justice",
];

/// The company endings and person suffixes that are written with a full stop.
const CUT_SHORT: [&str; 10] = ["bros", "co", "corp", "inc", "jr", "llc", "ltd", "pty", "sr", "esq"];

/// Small words inside names, which lend no letter to an acronym as a rule.
const SMALL_WORDS: [&str; 18] =
    ["of", "the", "and", "for", "in", "on", "to", "at", "de", "del", "la", "le", "les", "des", "du", "und", "für", "&"];

/// Whether a word, lower-cased and without full stop, is the legal form of a company.
#[must_use]
pub fn is_company_ending(word: &str) -> bool {
    COMPANY_ENDINGS.contains(&word)
}

/// Whether a word, lower-cased and without full stop, comes after a family name.
#[must_use]
pub fn is_person_suffix(word: &str) -> bool {
    PERSON_SUFFIXES.contains(&word)
}

/// Whether a word, lower-cased and without full stop, is a form of address.
#[must_use]
pub fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&word)
}

/// Whether a word, lower-cased, closes a name cut short, so that a full stop after it is part of the name.
#[must_use]
pub fn is_cut_short(word: &str) -> bool {
    CUT_SHORT.contains(&word)
}

/// Whether a word, lower-cased, is a small word inside names.
#[must_use]
pub fn is_small(word: &str) -> bool {
    SMALL_WORDS.contains(&word)
}
