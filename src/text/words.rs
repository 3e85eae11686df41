//! Characters → words.
//!
//! A word is a run of letters, digits and marks, an abbreviation of single letters ("U.S."), a number with its inner
//! marks ("10,000", "3.5", "14:05"), a web or mail address, a repeated mark ("...", "--", `''`), or any other single character.
//! Hyphens part words, so that a name may end at one ("U.S.-led"); an apostrophe parts a clitic ("Bakhmut's") and stays inside
//! a name ("O'Brien"). Word edges are edges of BERT's basic tokens too, so word pieces equal the reference tokenizer's.

use super::Span;

/// Splits a span of the content into words; blanks and format characters between words belong to none.
#[must_use]
pub fn split(content: &str, within: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut at = within.start as usize;
    let text = &content[..within.end as usize];
    while let Some(first) = text[at..].chars().next() {
        if is_blank(first) || is_transparent(first) {
            at += first.len_utf8();
            continue;
        }
        let end = at + word_len(&text[at..], first);
        push(text, Span::new(at, end), &mut words);
        at = end;
    }
    words
}

/// Adds a word, parted from its clitic.
fn push(text: &str, word: Span, words: &mut Vec<Span>) {
    let clitic = clitic_len(&text[word.range()]);
    let cut = word.end - Span::offset(clitic);
    if clitic > 0 && cut > word.start {
        words.push(Span { start: word.start, end: cut });
        words.push(Span { start: cut, end: word.end });
    } else {
        words.push(word);
    }
}

/// Whether a character only parts words.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || (c.is_control() && c != '\u{ad}') || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Whether a character is invisible and parts nothing: soft hyphens, joiners, direction marks.
pub(super) fn is_transparent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character carries a word on: a letter, a digit or a combining mark.
fn is_alnum(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a character is a word by itself in scripts without blanks.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Whether a character is an apostrophe inside a word.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Bytes of the word that opens `text`, whose first character is given.
fn word_len(text: &str, first: char) -> usize {
    if is_ideograph(first) {
        return first.len_utf8();
    }
    if let Some(len) = address_len(text) {
        return len;
    }
    if is_alnum(first) {
        return abbreviation_len(text).unwrap_or_else(|| alnum_len(text));
    }
    if is_apostrophe(first)
        && let Some(len) = leading_clitic_len(text)
    {
        return len;
    }
    if matches!(first, '.' | '-' | '\'' | '`') { text.len() - text.trim_start_matches(first).len() } else { first.len_utf8() }
}

/// Letters of an abbreviation beyond which it ends; the bound keeps a long run of characters linear.
const LETTERS: usize = 16;

/// Bytes of "U.S." and the like: single letters, each with its full stop, two at least.
fn abbreviation_len(text: &str) -> Option<usize> {
    let (mut len, mut letters) = (0, 0);
    let mut chars = text.chars().peekable();
    while letters < LETTERS
        && let Some(letter) = chars.next_if(|c| c.is_alphabetic())
    {
        if chars.next_if_eq(&'.').is_none() {
            // "U.N" at the end of a run keeps its last letter; "U.Nations" is no abbreviation.
            let ends = letters > 0 && chars.peek().is_none_or(|&c| !is_alnum(c));
            (len, letters) = if ends { (len + letter.len_utf8(), letters + 1) } else { (len, letters) };
            if !ends && letters > 0 {
                return None;
            }
            break;
        }
        len += letter.len_utf8() + 1;
        letters += 1;
    }
    (letters >= 2).then_some(len)
}

/// Bytes of a run of letters, digits and marks, with what may stand inside it.
fn alnum_len(text: &str) -> usize {
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = is_alnum(c) && !is_ideograph(c) || is_transparent(c);
        if !inner {
            let after = chars.peek().map_or(' ', |&(_, next)| next);
            let number = before.is_numeric() && after.is_numeric() && matches!(c, '.' | ',' | ':');
            let name = before.is_alphabetic() && after.is_alphabetic() && is_apostrophe(c);
            if !number && !name {
                return text[..at].trim_end_matches(is_transparent).len();
            }
        }
        before = c;
    }
    text.trim_end_matches(is_transparent).len()
}

/// The clitics that stand apart from the word before them, without their apostrophe.
const CLITICS: [&str; 6] = ["s", "ll", "re", "ve", "d", "m"];

/// Bytes of the clitic that ends a word, with its apostrophe; 0 when there is none.
fn clitic_len(word: &str) -> usize {
    let Some((at, mark)) = word.char_indices().rev().take(3).find(|&(_, c)| is_apostrophe(c)) else { return 0 };
    let tail = &word[at + mark.len_utf8()..];
    if CLITICS.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)) { word.len() - at } else { 0 }
}

/// Bytes of a clitic that blanks part from its word ("the city 's"), apostrophe first.
fn leading_clitic_len(text: &str) -> Option<usize> {
    let mark = text.chars().next()?.len_utf8();
    let tail = &text[mark..];
    let run = tail.find(|c| !is_alnum(c)).unwrap_or(tail.len());
    CLITICS.iter().any(|clitic| tail[..run].eq_ignore_ascii_case(clitic)).then_some(mark + run)
}

/// Endings that make a dotted run of letters a web address rather than two sentences without a blank.
const DOMAINS: [&str; 14] = ["com", "org", "net", "gov", "edu", "info", "io", "mil", "int", "co.uk", "co", "tv", "eu", "uk"];

/// Bytes of a web address, a mail address, a handle or a hash tag.
fn address_len(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '#')) {
        return None;
    }
    // The bounds keep a long run of characters linear.
    let run = |longest: usize| {
        let inside = |b: &u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+=%".contains(b);
        &text[..text.bytes().take(longest).take_while(inside).count()]
    };
    let scheme = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
    let run = if scheme { run(2048) } else { Some(run(64)).filter(|head| head.contains(['.', '@', '#'])).map(|_| run(256))? };
    if run.len() < 3 || !run.contains(['/', '.', '@', '#']) {
        return None;
    }
    let run = run.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '/');
    let tagged = run.starts_with(['@', '#'])
        && run.len() > 1
        && run[1..].chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && run.contains(|c: char| c.is_ascii_alphabetic());
    (tagged || scheme || is_mail(run) || is_domain(run)).then_some(run.len())
}

/// Whether a run is name@host.domain.
fn is_mail(run: &str) -> bool {
    run.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains(['@', '/', ':']))
}

/// Whether a run is a host with a well-known ending, and perhaps a path.
fn is_domain(run: &str) -> bool {
    let host = run.split('/').next().unwrap_or(run);
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
        && DOMAINS.contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text, Span::new(0, text.len())).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn words_are_split() {
        let cases: [(&str, &[&str]); 18] = [
            ("", &[]),
            ("Bakhmut's fall", &["Bakhmut", "'s", "fall"]),
            ("O’Brien doesn’t", &["O’Brien", "doesn’t"]),
            ("we'll go", &["we", "'ll", "go"]),
            ("the U.S.-led E.U. and U.N", &["the", "U.S.", "-", "led", "E.U.", "and", "U.N"]),
            ("10,000 at 14:05, 3.5%.", &["10,000", "at", "14:05", ",", "3.5", "%", "."]),
            ("'' so -- it ...", &["''", "so", "--", "it", "..."]),
            ("mail a@b.org, see www.foo.com/x. Then", &["mail", "a@b.org", ",", "see", "www.foo.com/x", ".", "Then"]),
            ("Amazon.com said@ @who #tag #1", &["Amazon.com", "said", "@", "@who", "#tag", "#", "1"]),
            ("the war.The end", &["the", "war", ".", "The", "end"]),
            ("co\u{ad}operate\u{200b}now", &["co\u{ad}operate", "now"]),
            ("e\u{301}t\u{e9}", &["e\u{301}t\u{e9}"]),
            ("北京 is", &["北", "京", "is"]),
            ("\u{200f}عمان\u{200f}!", &["عمان", "!"]),
            ("the city 's mayor", &["the", "city", "'s", "mayor"]),
            ("George W. Bush", &["George", "W", ".", "Bush"]),
            ("\u{feff}No. 5", &["No", ".", "5"]),
            ("🙂🙂", &["🙂", "🙂"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }
}
