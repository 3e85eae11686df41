//! Sentences of news as it comes: each case shows its own ends as `|`.

use super::*;
use crate::text::words;

/// The text of each sentence, parted by bars.
fn parted(text: &str) -> String {
    let words = words::split(text, Span::new(0, text.len()));
    let sentence = |range: Range<usize>| &text[words[range.start].start as usize..words[range.end - 1].end as usize];
    split(text, &words).into_iter().map(sentence).collect::<Vec<_>>().join("|")
}

/// Each case is written as it should come out; its text has blanks for the bars.
fn check(cases: &[&str]) {
    for case in cases {
        assert_eq!(parted(&case.replace('|', " ")), case.replace("|\u{200f}", "|"));
    }
}

#[test]
fn abbreviations_do_not_part() {
    check(&[
        "The U.S. and the E.U. signed.|Kyiv welcomed it.",
        "He flew to the U.S.|The trip was short.",
        "He flew to the U.S.|\"We are glad,\" she said.",
        "U.S. President Ann Lee met U.N. Secretary-General Bo Ek.",
        "U.S. Under-Secretary Ann Lee sold No. 1 wheat.",
        "Gen. Mark Roe and Lt. Col. Jane Poe met Sen. Moe (D-Calif.) in St. Petersburg.",
        "GEN. ROE MEETS MR. POE",
        "On Jan. 5 and on Sept. 11 they met.|In Dec. 2008 they parted.",
        "It fell in Jan.|The next month it rose.",
        "George W. Bush met J.K. Rowling and W. W. Rouse.",
        "It is plan B.|The mayor has no other.",
        "He chose No. 5 and No. 7.|No. 9 was gone.",
        "Is it true?|No.|Nobody knows.",
        "Acme Inc. Chief Executive Ann Lee resigned.",
        "She left Acme Inc.|The company said nothing.",
        "She left Acme Inc.|However, it grew.",
        "Bob Roe Jr. Managing Director",
        "They sell fruit, nuts, etc.|Prices rose.",
        "Trains, e.g. The Flyer, and cars, i.e. Fords, vs. Boats et al. lost.",
        "He came at 5 p.m. Friday and left at 6 a.m. EST.|Police said so.",
        "It ends at 5 p.m.|Visitors must leave.",
        "She earned a Ph.D. in law.|Her thesis won.",
        "He lives in Boston, Mass.|There he works.",
        "He went to Mass.|Afterwards he left.",
        "Washington, D.C. Mayor Ann Lee spoke.",
        "P.S. What about Ann?",
    ]);
}

#[test]
fn numbers_do_not_part() {
    check(&[
        "It rose 3.5 percent to $1.25.|Shares fell 0.3.|Then they rose.",
        "In 2015.|20 people died.",
        "1. First, the plan.|2. Second, the cost.",
        "2.1. Methods of Work",
        "IV. The Results",
        "(a) The first.|(b) The second.",
        "Figure 1. Prices since May.|They rose.",
        "He fell.[12]|She rose. [3, 4]|They left. [citation needed]|It ended.",
        "It harmed institutions. 9|For example, the court.",
        "The film Stop! (1965) and the play won.",
    ]);
}

#[test]
fn marks_part() {
    check(&[
        "Why?!|Because.|Wow!!!|Fine.",
        "\"Why?\" Smith asked.|\"Go!\" he said.|He went.",
        "\"Why?\"|The room fell silent.",
        "It was (!) cold and (?) dark.",
        "He was late ... but he came.|He waited...|Then he left.",
        "They saw … the Nile and more …|But then they left.",
        "It was late. . . .|The end came.",
        "It was late [...]|However, it came.",
        "Yahoo! Finance grew.|Yahoo!|The firm is gone.",
        "जय हिन्द।|यह अंत है।",
        "He left..|She stayed.",
        "هل تعرف؟|نعم.",
    ]);
}

#[test]
fn quotations_keep_their_marks() {
    check(&[
        "\"We won.|We are glad,\" he said.|\"It was hard.\"|They left.",
        "“He said ‘no.’”|Then she left.",
        "She said: “‘Stop,’ he cried.|I ran.”|It ended.",
        "``We came,'' he said.|``We saw.''|He left.",
        "(He came.)|She left.|[It ended.]|Yes.",
        "She fled (it was night.)|He stayed.",
        "\"It was the end.\" – Ann Lee, Kyiv",
        "„Ja.“|Dann ging er.",
        "«Oui.»|Elle part.",
        "He said: \"I ended the war. \"|Then he left.",
        "It was his \"end.\"",
    ]);
}

#[test]
fn odd_characters_do_not_disturb() {
    check(&[
        "It co\u{ad}operates.|It\u{200b} works.|\u{200f}Yes.",
        "Cafe\u{301} opened.|E\u{301}tienne came.",
        "Great news! 🙂|Thanks 🙂 Ann!|Bye.",
        "iPhone sales rose.|iPhone sales fell.|eBay gained.|al-Shabaab lost.",
        "i went home.|it was late.|we slept.",
        "He cited approx. five of the govt. sources.",
        "Agenda:|• First item|• Second item",
        "Ann Lee in Kyiv|Photo: Bo Ek",
        "北京很大。|上海也大。",
    ]);
}

#[test]
fn a_missing_blank_parts_sentences() {
    let cases = [
        ("It ended the war.The end came.", "It ended the war.|The end came."),
        ("He asked why?Nobody knew.", "He asked why?|Nobody knew."),
        ("\"It ended.\"The end.", "\"It ended.\"|The end."),
        ("See example.com and Node.JS or v.2 by Mr.Smith.", "See example.com and Node.JS or v.2 by Mr.Smith."),
        ("It began in 2015.It ended.", "It began in 2015.|It ended."),
    ];
    for (text, expected) in cases {
        assert_eq!(parted(text), expected);
    }
}

#[test]
fn nothing_and_marks_alone_are_read() {
    let cases = [("", ""), ("...", "..."), (". . ! ? \"", ". . ! ? \""), ("Yes. \" ' )", "Yes. \" ' )"), ("\"", "\"")];
    for (text, expected) in cases {
        assert_eq!(parted(text), expected);
    }
}
