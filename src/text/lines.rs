//! Characters → lines, and lines → paragraphs.
//!
//! In: the content. Out: spans of paragraphs. A line is a paragraph, except in a text whose lines were broken at a fixed width, as in mail
//! and on the wires: there a paragraph goes on until a blank line, an indent, a bullet or a line that ends early.

use std::ops::Range;

use super::words::is_blank;

/// A line that is not blank.
#[derive(Debug, Clone)]
struct Line<'a> {
    /// From its first to its last character that is not blank.
    text: &'a str,
    /// Byte offset of `text`.
    start: usize,
    /// Characters before `text`.
    indent: usize,
    /// Characters up to the end of `text`.
    width: usize,
    /// Whether a blank line, or nothing, stands before it.
    after_blank: bool,
}

/// Byte ranges of the paragraphs of `text`, which starts at byte `offset` of the content, and whether a blank line precedes each.
pub(super) fn paragraphs(text: &str, offset: usize) -> Vec<(Range<usize>, bool)> {
    let lines = lines(text, offset);
    let margin = margin(&lines);
    let mut paragraphs: Vec<(Range<usize>, bool)> = Vec::new();
    let mut item = false;
    let mut before: Option<&Line> = None;
    for line in &lines {
        let end = line.start + line.text.len();
        let goes_on = before.zip(margin).is_some_and(|(before, margin)| goes_on(before, line, margin, item));
        match paragraphs.last_mut() {
            Some((range, _)) if goes_on => range.end = end,
            _ => {
                item = is_item(line.text);
                paragraphs.push((line.start..end, line.after_blank));
            }
        }
        before = Some(line);
    }
    paragraphs
}

/// Whether a character ends a line.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The lines that are not blank.
fn lines(text: &str, offset: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut at = 0;
    let mut before = ' ';
    for line in text.split_inclusive(is_break) {
        let trimmed = line.trim_matches(is_blank);
        let lead = line.len() - line.trim_start_matches(is_blank).len();
        if !trimmed.is_empty() {
            let indent = line[..lead].chars().count();
            let width = indent + trimmed.chars().count();
            lines.push(Line { text: trimmed, start: offset + at + lead, indent, width, after_blank });
            after_blank = false;
        } else if !(line == "\n" && before == '\r') {
            after_blank = true;
        }
        before = line.chars().next_back().unwrap_or(' ');
        at += line.len();
    }
    lines
}

/// The longest line of a text that was broken at a fixed width, in characters; nothing for other texts.
///
/// It was if hardly any line is long, nearly every break was needed (the next line's first word did not fit), and most breaks stand inside sentences.
fn margin(lines: &[Line]) -> Option<usize> {
    let long = lines.iter().filter(|line| line.width > 100).count();
    let margin = lines.iter().map(|line| line.width).filter(|&width| width <= 100).max()?;
    let (mut breaks, mut needed, mut inside, mut lower) = (0, 0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if next.after_blank || is_item(next.text) {
            continue;
        }
        breaks += 1;
        needed += usize::from(line.width + 1 + first_word(next.text) >= margin);
        inside += usize::from(!ends_sentence(line.text));
        lower += usize::from(next.text.starts_with(char::is_lowercase));
    }
    let wrapped = breaks >= 3
        && margin >= 40
        && long * 20 <= lines.len()
        && needed * 10 >= breaks * 8
        && inside * 10 >= breaks * 6
        && lower * 10 >= breaks * 3;
    wrapped.then_some(margin)
}

/// Whether a line of a text broken at `margin` goes on with the paragraph of the line before it.
fn goes_on(before: &Line, line: &Line, margin: usize, item: bool) -> bool {
    if line.after_blank || is_item(line.text) {
        return false;
    }
    let indented = line.indent >= before.indent + 2 && !item;
    let early = before.width + 1 + first_word(line.text) + 10 < margin;
    let broken = !ends_sentence(before.text) && line.text.starts_with(char::is_lowercase);
    broken || !indented && !early
}

/// Characters of the first word of a line.
fn first_word(line: &str) -> usize {
    line.split_whitespace().next().map_or(0, |word| word.chars().count())
}

/// Whether a line ends with a mark that ends sentences.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closers = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']') || is_blank(c);
    line.trim_end_matches(closers).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// Whether a line opens with a bullet, a dash or the number of a list.
pub(super) fn is_item(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let mark = matches!(word, "*" | "**" | "-" | "--" | "–" | "—" | "+" | ">" | "o")
        || line.starts_with(['•', '▪', '●', '‣', '◦', '·', '■', '–', '—']);
    let number = word.strip_suffix(['.', ')']).map(|number| number.trim_start_matches('('));
    mark || number.is_some_and(|number| !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit()))
}
