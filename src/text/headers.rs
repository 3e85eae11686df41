//! The line of a text's head → how much of it is metadata: dates, bylines, "Last updated …", a web address.
//!
//! Only their extent is found here; what a date says is read later. Datelines ("BRUSSELS, March 9 (Reuters) -") are no metadata: they open
//! the body.

/// A word of a line, without the punctuation around it.
struct Token<'a> {
    /// The word without brackets, commas and full stops at its edges.
    word: &'a str,
    /// Byte offset in the line of the end of the word with its punctuation.
    end: usize,
    /// What the word is as part of a date.
    part: Part,
    /// Whether a comma or another mark that parts follows.
    stopped: bool,
}

/// What a word is as part of a date or its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Label,
    Weekday,
    Month,
    /// A number that may be the day of a month.
    Day,
    Year,
    /// A date in digits alone: "2023-03-09", "9.3.2023".
    Numeric,
    Time,
    /// "at", "on", "of", "the".
    Link,
    /// "GMT", "p.m.", dashes.
    Filler,
    /// A mark that parts pieces of metadata: "|".
    Bar,
    Other,
}

/// Bytes of the metadata that opens a line; 0 when there is none, all of the line when it holds nothing else.
pub(super) fn len(line: &str) -> usize {
    // Metadata is short; the bound keeps long lines cheap.
    let bound = line.char_indices().nth(200).map_or(line.len(), |(at, _)| at);
    let tokens = tokens(&line[..bound]);
    let mut parts = tokens.split(|token| token.part == Part::Bar);
    let metadata = parts.clone().any(is_metadata) && parts.all(|part| is_metadata(part) || is_name(part));
    if bound == line.len() && (metadata || is_address(&tokens)) {
        return line.len();
    }
    opening_date(&tokens)
}

/// Whether a line holds a date in digits, as datelines and tables do.
pub(super) fn holds_date(line: &str) -> bool {
    line.split_whitespace().any(|word| part(word.trim_matches(|c: char| !c.is_alphanumeric())) == Part::Numeric)
}

/// The words of a line.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for piece in line.split_inclusive(char::is_whitespace) {
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let word = trimmed.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | ',' | ':' | ';' | '.'));
            let stopped = trimmed.ends_with([',', ';', '.', ':']);
            tokens.push(Token { word, end: at + piece.trim_end().len(), part: part(word), stopped });
        }
        at += piece.len();
    }
    tokens
}

/// What a word may be in a line of metadata.
fn part(word: &str) -> Part {
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let name = |names: &[&str]| names.iter().any(|name| lower == *name || (3..=5).contains(&lower.len()) && name.starts_with(lower));
    if name(WEEKDAYS) {
        Part::Weekday
    } else if name(MONTHS) {
        Part::Month
    } else if LABELS.contains(&lower) {
        Part::Label
    } else if matches!(lower, "at" | "on" | "of" | "the") {
        Part::Link
    } else if FILLERS.contains(&lower) {
        Part::Filler
    } else if matches!(lower, "|" | "•" | "·") {
        Part::Bar
    } else if lower.starts_with(|c: char| c.is_ascii_digit()) {
        digits(lower)
    } else {
        Part::Other
    }
}

/// Names of the days, in lower case; three letters of them and more are read as short for them.
const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Names of the months, in lower case.
const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Words that say that a date follows.
const LABELS: &[&str] = &[
    "date",
    "dated",
    "published",
    "publication",
    "posted",
    "updated",
    "update",
    "modified",
    "created",
    "issued",
    "released",
    "filed",
    "last",
    "first",
    "time",
];

/// What follows a time, and dashes.
const FILLERS: &[&str] = &[
    "-", "–", "—", "/", "am", "pm", "a.m", "p.m", "gmt", "utc", "bst", "ist", "cet", "cest", "est", "edt", "et", "cst", "cdt", "ct", "mst",
    "mdt", "mt", "pst", "pdt", "pt", "msk", "eet", "eest", "jst", "kst", "sgt", "hkt", "aest", "aedt", "eat", "wat", "cat", "sast", "z",
    "hrs", "h", "noon", "local",
];

/// What a word that opens with a digit may be.
fn digits(word: &str) -> Part {
    let number = word.trim_end_matches(char::is_alphabetic);
    let tail = &word[number.len()..];
    if let Ok(value) = number.parse::<u32>() {
        return match (value, tail) {
            (1..=31, "" | "st" | "nd" | "rd" | "th") => Part::Day,
            (1..=12, "am" | "pm") => Part::Time,
            (1900..=2100, "") => Part::Year,
            _ => Part::Other,
        };
    }
    let (date, time) = word.split_once('t').unwrap_or((word, ""));
    let fields: Vec<&str> = date.split(['-', '/', '.', '年', '月']).collect();
    let numeric =
        fields.len() == 3 && fields.iter().all(|field| (1..=4).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_digit()));
    let clock =
        |text: &str| text.split([':', '.', '+', '-', 'z']).all(|field| field.len() <= 6 && field.bytes().all(|b| b.is_ascii_digit()));
    if numeric && clock(time) && fields.iter().any(|field| field.len() >= 2) {
        Part::Numeric
    } else if number.contains([':', '.']) && clock(number) && matches!(tail, "" | "am" | "pm" | "z" | "h") {
        Part::Time
    } else {
        Part::Other
    }
}

/// How much of a date a run of words holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Date {
    None,
    /// The month with its day or its year.
    Plain,
    /// Digits alone, or a weekday with day, month and year: hardly ever the start of a sentence.
    Certain,
}

/// The date that opens a run of words, with its label.
struct Run {
    /// Words in the run.
    len: usize,
    label: bool,
    timed: bool,
    date: Date,
}

/// Reads the date that opens a run of words.
fn run(tokens: &[Token]) -> Run {
    let label = tokens.iter().take_while(|token| token.part == Part::Label).count();
    let mut seen = Vec::new();
    for token in tokens.iter().skip(label) {
        let repeated = !matches!(token.part, Part::Filler | Part::Link) && seen.contains(&token.part);
        if repeated || matches!(token.part, Part::Other | Part::Bar | Part::Label) {
            break;
        }
        seen.push(token.part);
    }
    while seen.pop_if(|part| *part == Part::Link).is_some() {}
    let has = |part: Part| seen.contains(&part);
    let date = if has(Part::Numeric) || [Part::Weekday, Part::Month, Part::Day, Part::Year].into_iter().all(has) {
        Date::Certain
    } else if has(Part::Month) && (has(Part::Day) || has(Part::Year)) {
        Date::Plain
    } else {
        Date::None
    };
    Run { len: label + seen.len(), label: label > 0, timed: has(Part::Time), date }
}

/// Whether words are metadata and nothing else: a date, a byline or both.
fn is_metadata(tokens: &[Token]) -> bool {
    let date = run(tokens);
    if date.len == tokens.len() && (date.date > Date::None || date.label && date.timed) {
        return true;
    }
    let (name, rest) = tokens.split_at(byline_len(tokens));
    let after = run(rest);
    !name.is_empty() && (rest.is_empty() || after.date > Date::None && after.len == rest.len())
}

/// Whether words are a short name, as of an author or a paper beside other metadata.
fn is_name(tokens: &[Token]) -> bool {
    (1..=4).contains(&tokens.len()) && tokens.iter().all(|token| token.word.starts_with(char::is_uppercase))
}

/// Bytes of the date that opens a line of text; 0 where it belongs to the text.
fn opening_date(tokens: &[Token]) -> usize {
    let date = run(tokens);
    let (head, rest) = tokens.split_at(date.len);
    let Some(last) = head.last() else { return 0 };
    let opens = |word: &str| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| !c.is_lowercase());
    let text = rest.len() >= 4 && rest.first().is_some_and(|token| opens(token.word));
    let alone = !last.stopped && head.first().is_some_and(|token| token.part != Part::Link);
    if text && alone && (date.date == Date::Certain || date.label && date.date == Date::Plain) { last.end } else { 0 }
}

/// Parts of names that are written in lower case.
const PARTICLES: &[&str] =
    &["de", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "ben", "y"];

/// What ties the names of a byline to each other, to a place or to a paper.
const TIES: &[&str] = &[
    "and",
    "&",
    "for",
    "in",
    "of",
    "at",
    "the",
    "with",
    "special",
    "to",
    "staff",
    "writer",
    "correspondent",
    "reporter",
    "editor",
    "from",
];

/// Words of the byline that opens a line: "By Jane Doe, Staff Writer"; 0 when there is none.
fn byline_len(tokens: &[Token]) -> usize {
    let lead = tokens
        .iter()
        .take_while(|token| matches!(token.word.to_lowercase().as_str(), "written" | "reported" | "reporting" | "story"))
        .count();
    if !tokens.get(lead).is_some_and(|token| token.word.eq_ignore_ascii_case("by")) {
        return 0;
    }
    let rest = tokens.get(lead + 1..).unwrap_or_default();
    let within = |at: usize, list: &[&str]| rest.get(at).is_some_and(|token| list.contains(&token.word.to_lowercase().as_str()));
    let names = (0..rest.len()).take_while(|&at| is_named(rest, at) || within(at, PARTICLES) || within(at, TIES)).count();
    let author = (0..names).take_while(|&at| !within(at, TIES) || is_named(rest, at)).filter(|&at| is_named(rest, at)).count();
    // An author has two names or an office: "By Land and Sea" is a headline.
    let known = author >= 2 || author == 1 && rest.first().is_some_and(|token| token.stopped);
    if known && names <= 12 { lead + 1 + names } else { 0 }
}

/// Whether a word may belong to a person's name; "April Jones" does, "April 5" does not.
fn is_named(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let dated = tokens.get(at + 1).is_some_and(|next| next.word.starts_with(|c: char| c.is_ascii_digit()));
    let part = token.part == Part::Other || token.part == Part::Month && !dated || token.word == "The";
    part && token.word.starts_with(char::is_uppercase) && !token.word.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line is a web address alone.
fn is_address(tokens: &[Token]) -> bool {
    let [token] = tokens else { return false };
    ["http://", "https://", "www."].iter().any(|scheme| token.word.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_of_metadata() {
        let lines = [
            "date 2023-03-09",
            "Published: 9 Mar 2023 14:05 GMT",
            "Friday, July 21, 2017",
            "Fri 21 Jul 2017",
            "21/07/2017",
            "9.3.2023",
            "2023-03-09T14:05:00Z",
            "2023-03-09T14:05:00+02:00",
            "Last updated on March 9th, 2023 at 2:05 p.m. EST",
            "Updated 3:05 PM ET, Thu March 9, 2023",
            "Updated: 14:05 GMT",
            "March 2023",
            "[9 March 2023]",
            "By JANE DOE",
            "By Jane Doe, Staff Writer",
            "by Jane van der Doe and John O’Neill in Kyiv",
            "By Jane Doe | March 9, 2023",
            "By April Jones - 9 April 2023",
            "Jane Doe • 9 March 2023 • Daily News",
            "https://news.example.com/2023/03/09/bridge-opens",
        ];
        for line in lines {
            assert_eq!(len(line), line.len(), "{line}");
        }
    }

    #[test]
    fn dates_before_the_text() {
        let cases = [
            ("date 2023-03-09 The mayor of the town came.", "date 2023-03-09"),
            ("Thursday, May 7, 2015 On Tuesday, the mayor came.", "Thursday, May 7, 2015"),
            ("2023-03-09 14:05 GMT \"We came to town,\" she said.", "2023-03-09 14:05 GMT"),
            ("2023-03-09 - Mayors of four towns came.", "2023-03-09 -"),
            ("Published March 9, 2023 Mayors of four towns came.", "Published March 9, 2023"),
        ];
        for (line, metadata) in cases {
            assert_eq!(line.get(..len(line)), Some(metadata), "{line}");
        }
    }

    #[test]
    fn text_is_no_metadata() {
        let lines = [
            "",
            "|",
            "On March 9, 2023 NATO and the mayor met.",
            "March 9, 2023 Commission members met in town.",
            "May 2023 be better than this year was.",
            "BRUSSELS, March 9 (Reuters) - The mayor came.",
            "LONDON 1996-08-30",
            "By Land and Sea",
            "By Friday the mayor of the town had left",
            "By 2030 the bridge will be built",
            "By the river",
            "Date of birth",
            "Updated plans",
            "Last week",
            "First",
            "2023",
            "Monday",
            "3.5",
            "14:05",
            "Published on Monday in London",
            "Thursday, May 7, 2015, was a good day for the town.",
            "2023-03-09 was a good day for the town.",
            "Ann Lee | Bo Ek",
        ];
        for line in lines {
            assert_eq!(len(line), 0, "{line}");
        }
    }
}
