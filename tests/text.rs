//! Properties of the segmentation, over any Unicode and over texts made to be hard.

use dateline::article::Article;
use dateline::text::{Text, html, language};
use proptest::prelude::*;

fn read(title: &str, text: &str) -> Text {
    Text::read(&Article { title: title.to_owned(), text: text.to_owned(), ..Article::default() })
}

/// What holds for every text.
fn check(text: &Text) {
    let content = text.content.as_str();
    let mut at = 0;
    for paragraph in &text.paragraphs {
        let range = paragraph.span.range();
        assert!(at <= range.start && range.start < range.end, "paragraphs in order");
        assert!(!content[range.clone()].starts_with(char::is_whitespace));
        at = range.end;
    }
    let mut at = 0;
    for word in &text.words {
        let range = word.range();
        assert!(at <= range.start && range.start < range.end, "words in order");
        let skipped = &content[at..range.start];
        assert!(!skipped.contains(char::is_alphanumeric), "every letter is in a word: {skipped:?}");
        at = range.end;
    }
    assert!(!content[at..].contains(char::is_alphanumeric));
    let (mut next, mut paragraph) = (0, 0);
    for sentence in &text.sentences {
        assert_eq!(sentence.words.start, next, "sentences cover the words");
        assert!(sentence.words.end > next);
        next = sentence.words.end;
        assert_eq!(sentence.span.start, text.words[sentence.words.start].start);
        assert_eq!(sentence.span.end, text.words[next - 1].end);
        while !text.paragraphs[paragraph].span.contains(sentence.span) {
            paragraph += 1;
        }
    }
    assert_eq!(next, text.words.len());
}

/// Pieces of text in which the rules meet their exceptions.
const PIECES: [&str; 64] = [
    "The",
    "the",
    "U.S.",
    "Gen",
    "No",
    "Inc",
    "a.m.",
    "war",
    "iPhone",
    "5",
    "3.5",
    "1996-08-30",
    "March",
    "date",
    "By",
    "Jane",
    "Doe",
    "said",
    "Photo",
    ":",
    ".",
    "!",
    "?",
    "...",
    "…",
    "..",
    "\"",
    "'",
    "''",
    "``",
    "“",
    "”",
    "‘",
    "’",
    "(",
    ")",
    "[",
    "]",
    "«",
    "»",
    "-",
    "–",
    "—",
    "•",
    ",",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{2028}",
    "\t",
    "\u{ad}",
    "\u{200b}",
    "\u{200f}",
    "\u{301}",
    "🙂",
    "北京",
    "عمان",
    "<p>",
    "www.a.org",
    "@who",
];

proptest! {
    #[test]
    fn any_text_is_covered(title in any::<String>(), text in any::<String>()) {
        check(&read(&title, &text));
    }

    #[test]
    fn hard_texts_are_covered(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..80), titled in any::<bool>()) {
        let text = pieces.concat();
        check(&read(if titled { "Town gets\r\n a bridge. " } else { "" }, &text));
        check(&read(&text, &text));
    }

    #[test]
    fn signs_and_languages_are_sought_in_any_text(text in any::<String>(), pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..80)) {
        for text in [text, pieces.concat()] {
            if let Some(span) = html::find(&text) {
                prop_assert!(text.get(span.range()).is_some_and(|sign| sign.starts_with(['<', '&'])));
            }
            prop_assert!(!language::detect(&text, None).tag.is_empty());
        }
    }
}

/// 64 KiB of each: what is not linear takes minutes.
#[test]
fn long_runs_are_read() {
    let runs = [
        "a",
        "a.",
        "a-",
        "a. ",
        "A. ",
        "1.",
        "1. ",
        ".",
        ". ",
        "!",
        "? ",
        "...",
        "(",
        "( ",
        "\"",
        "\" ",
        ".\" ",
        ". \"",
        "'",
        "’",
        "'a",
        "[",
        ".[",
        ". [1",
        "@",
        "a@",
        "#a",
        "/",
        "www.",
        "http://",
        "&",
        "<",
        "<a ",
        "a.com",
        "\r",
        "\n",
        "\r\n",
        "\u{2028}",
        "• ",
        "— ",
        ". — ",
        "\u{301}",
        "\u{200b}",
        "\u{ad}",
        "🙂",
        "北",
        "The ",
        "the war.The end",
        "U.S. ",
        "A\n",
        "a\n\n",
        "By Jane Doe\n",
        "2023-03-09\n",
        "HEAD\n",
    ];
    // A long row of openers must not be read again at each full stop.
    let opened = format!("{}{}", "(".repeat(32 << 10), "b. ".repeat(10 << 10));
    check(&read("", &opened));
    for run in runs {
        let text = run.repeat((64 << 10) / run.len());
        check(&read("", &text));
        assert_eq!(html::find(&text), None);
        assert!(!language::detect(&text, None).tag.is_empty());
    }
}

#[test]
fn a_megabyte_on_one_line_is_read() {
    let words = "The mayor of the town said that it will cost 3.5 million ".repeat(4_500);
    let text = read("", &words);
    check(&text);
    assert_eq!(text.sentences.len(), 1);
    assert!(text.words.len() > 50_000);
    let sentences = "The mayor of the town said no. \"It costs too much,\" she said. ".repeat(17 << 10);
    assert!(sentences.len() > 1 << 20);
    let text = read("Town says no", &sentences);
    check(&text);
    assert_eq!(text.paragraphs.len(), 2);
    assert_eq!(text.sentences.len(), 1 + 2 * (17 << 10));
}

#[test]
fn a_title_that_the_text_repeats_is_read_once() {
    assert_eq!(read("Bridge opens", "  Bridge opens\n\nIt opened.").body_start, 0);
    assert_eq!(read("Bridge", "Bridges of the town opened.").body_start, 8);
}
