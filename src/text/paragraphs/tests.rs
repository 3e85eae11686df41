//! Paragraphs and their kinds, on texts laid out as news is.

use super::*;

/// The paragraphs with a letter each for their kind.
fn kinds(content: &str, body_start: usize) -> Vec<String> {
    let letter = |kind| match kind {
        ParagraphKind::Title => 'T',
        ParagraphKind::Heading => 'H',
        ParagraphKind::Body => 'B',
        ParagraphKind::Header => 'M',
    };
    split(content, body_start).iter().map(|p| format!("{} {}", letter(p.kind), &content[p.span.range()])).collect()
}

fn check(content: &str, expected: &[&str]) {
    assert_eq!(kinds(content, 0), expected, "{content:?}");
}

const PROSE: &str = "The mayor of the town said on Monday that the bridge will open.";

#[test]
fn every_line_break_parts() {
    for mark in ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u{2028}", "\u{2029}", "\u{c}", "\u{85}", "\u{b}", " \t\n\u{a0}\n"] {
        check(&format!("\u{feff} Ann came.{mark}Bo left.{mark}"), &["B Ann came.", "B Bo left."]);
    }
    check("", &[]);
    check(" \n\u{200b}\n\u{feff}", &[]);
}

#[test]
fn the_title_is_what_stands_before_the_body() {
    assert_eq!(kinds("Bridge opens\n\nIt opened.", 14), ["T Bridge opens", "B It opened."]);
    assert_eq!(kinds("Bridge opens\n\nBridge opens", 14), ["T Bridge opens", "B Bridge opens"]);
    assert_eq!(kinds("Brücke", 3), ["B Brücke"], "no character is cut");
}

#[test]
fn headings_stand_before_running_text() {
    let text = format!("Town gets a bridge\n\n{PROSE}\n\nBridge crucial for 'reaching' the coast, says mayor\n\n\"{PROSE}\"");
    check(
        &text,
        &[
            "H Town gets a bridge",
            &format!("B {PROSE}"),
            "H Bridge crucial for 'reaching' the coast, says mayor",
            &format!("B \"{PROSE}\""),
        ],
    );
    let headings = ["THE BRIDGE OPENS.", "Will it open?", "What we know (so far)"];
    for heading in headings {
        check(&format!("{heading}\n\n{PROSE}"), &[&format!("H {heading}"), &format!("B {PROSE}")]);
    }
    check(&format!("{PROSE}\nTHE COST\n{PROSE}"), &[&format!("B {PROSE}"), "H THE COST", &format!("B {PROSE}")]);
}

#[test]
fn other_short_lines_are_body() {
    let lines = [
        "- The first reason",
        "• The first reason",
        "1. The first reason",
        "The mayor said:",
        "the bridge of the town",
        "\"The bridge is ours",
        "KYIV, Ukraine (AP) --",
        "LONDON 1996-08-30",
        "The bridge of the",
        "Will it open?",
        "42",
    ];
    for line in lines {
        check(&format!("{PROSE}\n\n{line}\n\n{PROSE}"), &[&format!("B {PROSE}"), &format!("B {line}"), &format!("B {PROSE}")]);
    }
    check(
        &format!("{PROSE}\n\nApples\n\nPears\n\nPlums\n\n{PROSE}"),
        &[&format!("B {PROSE}"), "B Apples", "B Pears", "B Plums", &format!("B {PROSE}")],
    );
    check(&format!("{PROSE}\n\nAnn Lee"), &[&format!("B {PROSE}"), "B Ann Lee"]);
    check("HE CAME TO TOWN.\nHE LEFT.", &["B HE CAME TO TOWN.", "B HE LEFT."]);
}

#[test]
fn metadata_stands_at_the_head() {
    check(
        &format!("Town gets a bridge\n\nBy Ann Lee\n\nThursday, March 9, 2023\n\n{PROSE}\n\nThe cost\n\n{PROSE}"),
        &["H Town gets a bridge", "M By Ann Lee", "M Thursday, March 9, 2023", &format!("B {PROSE}"), "H The cost", &format!("B {PROSE}")],
    );
    check(&format!("  date 2023-03-09 {PROSE} {PROSE}"), &["M date 2023-03-09", &format!("B {PROSE} {PROSE}")]);
    check(&format!("{PROSE}\n\n{PROSE}\n\n2023-03-09"), &[&format!("B {PROSE}"), &format!("B {PROSE}"), "B 2023-03-09"]);
}

#[test]
fn lines_of_a_fixed_width_are_joined() {
    let text = "\
The mayor of the town said on Monday that the new bridge over the
river will open to traffic before the end of the month, two years
later than planned.

It cost twice as much as the council had voted for, which led the
opposition to ask for an inquiry; the mayor said that the price of
steel was to blame.
  The inquiry begins in June, with a judge from the capital in the
chair and members of both parties.
- The bridge is 300 metres long and has two lanes for cars and one
for bicycles.
";
    let found = kinds(text, 0);
    let starts: Vec<&str> = found.iter().map(|paragraph| &paragraph[2..10]).collect();
    assert_eq!(starts, ["The mayo", "It cost ", "The inqu", "- The br"]);
    assert_eq!(kinds(&text.replace('\n', "\r\n"), 0).len(), 4);
}

#[test]
fn lines_of_other_widths_stay_apart() {
    let texts = [
        "Ann came to town\nand Bo left it\nwhile Cy stayed\nand Di slept there\nuntil noon",
        "The mayor of the town said on Monday that it is so.\nThe council of the town denied it at a meeting.\nA judge will now hear both of them in the capital.\nIt is due in June.",
    ];
    for text in texts {
        assert_eq!(kinds(text, 0).len(), text.lines().count(), "{text}");
    }
}
