//! Abbreviations and the words that open sentences: general knowledge of written English, in one place.
//!
//! In: a word without its full stop. Out: what a full stop after it may mean. [`sentences`](super::sentences) alone reads it.

/// What an abbreviation says of the full stop after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name or more of the same sentence follows: "Gen.", "vs.", "e.g.".
    Inner,
    /// A number follows, or else it is no abbreviation: "No. 5", "p. 12".
    BeforeNumber,
    /// It may end a sentence, and does when a word follows that opens sentences: "Inc.", "U.S.", "Jan.".
    Either,
    /// It ends a sentence when any capital follows: "etc.".
    MayEnd,
    /// An hour of the day, which ends a sentence unless a day or a time zone follows: "a.m.".
    Hour,
}

/// Titles, ranks and other words that stand before what they belong to.
const INNER: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "Hon", "Fr", "Msgr", "Messrs", "Mme", "Mmes", "Mlle", "Gen", "Lt", "Col", "Maj", "Capt",
    "Cpt", "Cmdr", "Cdr", "Adm", "Sgt", "Cpl", "Pvt", "Pfc", "Spc", "Brig", "Cdre", "Supt", "Insp", "Det", "Ofc", "Sen", "Sens", "Rep",
    "Reps", "Gov", "Govs", "Pres", "Amb", "Atty", "Asst", "Dep", "Sec", "Del", "Ald", "Mt", "Ft", "Pt", "Sra", "Srta", "Dra", "Ste",
    "Gens", "Lts", "Profs", "Drs", "vs", "viz", "cf", "approx", "ca", "incl", "esp", "resp", "orig", "misc", "feat", "Assoc",
];

/// Words before a number.
const BEFORE_NUMBER: &[&str] = &[
    "No", "Nos", "Nr", "Art", "Arts", "Fig", "Figs", "Eq", "Eqs", "Ch", "Chap", "Vol", "Vols", "pp", "para", "paras", "pg", "Ref", "Refs",
    "Ex", "Op", "Rte", "Hwy", "Tel", "Ext", "Sect",
];

/// Words that may stand inside a sentence or end it: companies, streets, months, days, degrees.
const EITHER: &[&str] = &[
    "Inc", "Corp", "Ltd", "Co", "Cos", "Bros", "Plc", "Llc", "Pty", "Cie", "Intl", "Assn", "Dept", "Div", "Univ", "Inst", "Natl", "Govt",
    "Jr", "Sr", "Esq", "St", "Sts", "Ave", "Aves", "Blvd", "Rd", "Hts", "Pkwy", "Sq", "Bldg", "Apt", "Jan", "Feb", "Mar", "Apr", "Jun",
    "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Tues", "Thurs", "al", "est", "Ph", "Mfg", "ed",
];

/// States of the United States and provinces of Canada, as news style shortens them; they follow a comma, a bracket or a hyphen.
const STATES: &[&str] = &[
    "Ala", "Ariz", "Ark", "Calif", "Cal", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Kans", "Ky", "La", "Md", "Mass",
    "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nebr", "Nev", "Okla", "Ore", "Oreg", "Pa", "Penn", "Tenn", "Tex", "Vt", "Va", "Wash",
    "Wis", "Wisc", "Wyo", "Alta", "Ont", "Que", "Sask", "Nfld", "Me", "Ida", "Mex", "Eng", "Dem",
];

/// Words after which any capital opens a sentence.
const MAY_END: &[&str] = &["etc", "lb", "lbs", "oz", "kg", "km", "cm", "mm", "hr", "hrs", "min", "mins", "mph", "sq"];

/// Dotted abbreviations that never end a sentence.
const DOTTED_INNER: &[&str] = &["e.g.", "i.e.", "n.b.", "q.v.", "p.s."];

/// Dotted abbreviations of the hour.
const DOTTED_HOURS: &[&str] = &["a.m.", "p.m."];

/// What may follow "a.m." and "p.m." in the same sentence, besides a number.
const AFTER_HOURS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "GMT",
    "UTC",
    "BST",
    "CET",
    "CEST",
    "EST",
    "EDT",
    "ET",
    "CST",
    "CT",
    "MST",
    "PST",
    "PT",
    "Eastern",
    "Pacific",
    "Central",
];

/// Titlecase words of closed classes, which stand at the start of sentences and hardly ever open a name.
const STARTERS: &[&str] = &[
    "A",
    "An",
    "The",
    "This",
    "That",
    "These",
    "Those",
    "I",
    "He",
    "She",
    "It",
    "We",
    "They",
    "You",
    "His",
    "Her",
    "Its",
    "Our",
    "Their",
    "My",
    "Your",
    "And",
    "But",
    "Or",
    "Nor",
    "So",
    "Yet",
    "If",
    "When",
    "Whenever",
    "While",
    "Whereas",
    "Although",
    "Though",
    "Because",
    "Since",
    "Unless",
    "Until",
    "Once",
    "After",
    "Afterwards",
    "Before",
    "During",
    "As",
    "At",
    "By",
    "For",
    "From",
    "In",
    "Into",
    "Of",
    "On",
    "Onto",
    "Over",
    "Under",
    "Through",
    "Throughout",
    "To",
    "Toward",
    "Towards",
    "Upon",
    "With",
    "Within",
    "Without",
    "Against",
    "Along",
    "Amid",
    "Among",
    "Around",
    "Between",
    "Beyond",
    "Despite",
    "Except",
    "Like",
    "Unlike",
    "Near",
    "Outside",
    "Inside",
    "Per",
    "According",
    "What",
    "Whatever",
    "Who",
    "Whoever",
    "Whose",
    "Which",
    "Where",
    "Why",
    "How",
    "However",
    "Moreover",
    "Furthermore",
    "Therefore",
    "Thus",
    "Hence",
    "Meanwhile",
    "Instead",
    "Indeed",
    "Nevertheless",
    "Nonetheless",
    "Otherwise",
    "Besides",
    "Also",
    "Then",
    "There",
    "Here",
    "Now",
    "Still",
    "Even",
    "Just",
    "Only",
    "Perhaps",
    "Maybe",
    "Earlier",
    "Later",
    "Last",
    "Next",
    "Soon",
    "Recently",
    "Yesterday",
    "Today",
    "Tomorrow",
    "Some",
    "Several",
    "Many",
    "Most",
    "Much",
    "More",
    "Few",
    "Both",
    "Each",
    "Every",
    "Everyone",
    "All",
    "Any",
    "Another",
    "Other",
    "Others",
    "Such",
    "No",
    "Not",
    "None",
    "Nobody",
];

/// Verbs of saying, between a quoted question and its speaker.
const SAYING: &[&str] = &[
    "said",
    "says",
    "say",
    "asked",
    "asks",
    "ask",
    "told",
    "tells",
    "added",
    "adds",
    "wrote",
    "writes",
    "cried",
    "cries",
    "shouted",
    "yelled",
    "screamed",
    "replied",
    "replies",
    "answered",
    "wondered",
    "wonders",
    "tweeted",
    "exclaimed",
    "demanded",
    "inquired",
    "joked",
    "quipped",
    "whispered",
    "repeated",
    "continued",
    "called",
    "begged",
    "recalled",
];

/// Labels that stand with their number before a full stop and a caption or heading.
const NUMBERED: &[&str] = &["Figure", "Fig", "Table", "Box", "Chapter", "Section", "Part", "Step", "Article", "Appendix", "Rule", "Q"];

/// Names written with an exclamation mark.
const EXCLAIMED: &[&str] = &["Yahoo", "Jeopardy", "Yum"];

/// What the abbreviation says, or nothing where the word is none. `listed` tells whether a comma, a bracket or a hyphen stands before it.
pub(super) fn kind(word: &str, listed: bool) -> Option<Abbreviation> {
    if word.ends_with('.') {
        return Some(dotted(word));
    }
    if listed && in_any_case(STATES, word) {
        Some(Abbreviation::Either)
    } else if INNER.contains(&word) {
        Some(Abbreviation::Inner)
    } else if in_any_case(INNER, word) {
        // "MR." in a headline, but "FT." and "MS." after names of other things.
        Some(Abbreviation::Either)
    } else if in_any_case(BEFORE_NUMBER, word) {
        Some(Abbreviation::BeforeNumber)
    } else if in_any_case(EITHER, word) {
        Some(Abbreviation::Either)
    } else {
        MAY_END.contains(&word).then_some(Abbreviation::MayEnd)
    }
}

/// What "U.S.", "e.g." and the like say.
fn dotted(word: &str) -> Abbreviation {
    let same = |list: &[&str]| list.iter().any(|entry| entry.eq_ignore_ascii_case(word));
    if same(DOTTED_INNER) {
        Abbreviation::Inner
    } else if same(DOTTED_HOURS) {
        Abbreviation::Hour
    } else {
        Abbreviation::Either
    }
}

/// Whether a list has the word as written, or in capitals throughout.
fn in_any_case(list: &[&str], word: &str) -> bool {
    let capitals = word.len() > 1 && !word.contains(|c: char| c.is_lowercase());
    list.iter().any(|&entry| entry == word || capitals && entry.starts_with(char::is_uppercase) && entry.eq_ignore_ascii_case(word))
}

/// Whether a word opens sentences and hardly any name.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// Whether a word is a verb of saying.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING.contains(&word)
}

/// Whether a day, a month or a time zone follows an hour.
pub(super) fn follows_hour(word: &str) -> bool {
    AFTER_HOURS.contains(&word)
}

/// Whether a word takes a number as a label: "Figure 1."
pub(super) fn is_numbered(word: &str) -> bool {
    in_any_case(NUMBERED, word)
}

/// Whether a name carries its exclamation mark with it.
pub(super) fn is_exclaimed(word: &str) -> bool {
    EXCLAIMED.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_told_apart() {
        let cases = [
            ("Gen", false, Some(Abbreviation::Inner)),
            ("GEN", false, Some(Abbreviation::Either)),
            ("gen", false, None),
            ("EST", false, None),
            ("No", false, Some(Abbreviation::BeforeNumber)),
            ("Inc", false, Some(Abbreviation::Either)),
            ("Mass", true, Some(Abbreviation::Either)),
            ("Mass", false, None),
            ("U.S.", false, Some(Abbreviation::Either)),
            ("P.M.", false, Some(Abbreviation::Hour)),
            ("e.g.", false, Some(Abbreviation::Inner)),
            ("etc", false, Some(Abbreviation::MayEnd)),
            ("war", false, None),
        ];
        for (word, listed, expected) in cases {
            assert_eq!(kind(word, listed), expected, "{word}");
        }
    }
}
