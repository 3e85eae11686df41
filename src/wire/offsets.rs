//! Byte offsets of the content → offsets of title or text in the caller's unit.
//!
//! In: a [`Text`] and a unit. Out: [`Offsets`], which converts any span of that text.

use super::proto;
use crate::text::{Span, Text};

/// Bytes between two checkpoints: a conversion counts fewer than this many.
const STEP: usize = 128;

/// Bytes that [`Text::content`] puts between title and text.
const GAP: u32 = 2;

/// Converts spans of one text.
#[derive(Debug)]
pub(super) struct Offsets<'a> {
    content: &'a [u8],
    body_start: u32,
    /// Units of one byte of UTF-8; `None` where every byte is a unit.
    units: Option<fn(u8) -> u32>,
    /// Units before each multiple of [`STEP`] bytes; empty where every byte is a unit.
    checkpoints: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// Prepares the conversion into a unit; an unspecified one means code points.
    pub(super) fn new(text: &'a Text, unit: proto::OffsetUnit) -> Self {
        let content = text.content.as_bytes();
        let units: Option<fn(u8) -> u32> = match unit {
            proto::OffsetUnit::Utf8 => None,
            _ if content.is_ascii() => None,
            proto::OffsetUnit::Utf16 => Some(utf16_units),
            proto::OffsetUnit::Unspecified | proto::OffsetUnit::Codepoint => Some(code_points),
        };
        let checkpoints = units.map(|units| checkpoints(content, units)).unwrap_or_default();
        Self { content, body_start: text.body_start, units, checkpoints }
    }

    /// A span of the content in the caller's unit, from the start of the title or of the text that it lies in.
    pub(super) fn convert(&self, span: Span) -> proto::Span {
        let in_title = span.start < self.body_start;
        let (base, last) = if in_title { (0, self.body_start.saturating_sub(GAP)) } else { (self.body_start, u32::MAX) };
        let origin = self.units_before(base);
        proto::Span {
            start: self.units_before(span.start.min(last)).saturating_sub(origin),
            end: self.units_before(span.end.min(last)).saturating_sub(origin),
            in_title,
        }
    }

    /// Units of the content before a byte.
    fn units_before(&self, byte: u32) -> u32 {
        let Some(units) = self.units else { return byte };
        let byte = byte as usize;
        let known = self.checkpoints.get(byte / STEP).copied().unwrap_or_default();
        let rest = self.content.get(byte - byte % STEP..byte).unwrap_or_default();
        known + rest.iter().map(|&byte| units(byte)).sum::<u32>()
    }
}

/// Units before each multiple of [`STEP`] bytes.
fn checkpoints(content: &[u8], units: fn(u8) -> u32) -> Vec<u32> {
    let mut before = 0;
    let mut checkpoints = vec![0];
    for step in content.chunks(STEP) {
        before += step.iter().map(|&byte| units(byte)).sum::<u32>();
        checkpoints.push(before);
    }
    checkpoints
}

/// Code points that a byte begins: every byte begins one but those that continue it.
fn code_points(byte: u8) -> u32 {
    u32::from(byte & 0xc0 != 0x80)
}

/// UTF-16 units of the code point that a byte begins: two where UTF-8 takes four bytes.
fn utf16_units(byte: u8) -> u32 {
    code_points(byte) + u32::from(byte >= 0xf0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;

    const UNITS: [proto::OffsetUnit; 3] = [proto::OffsetUnit::Codepoint, proto::OffsetUnit::Utf8, proto::OffsetUnit::Utf16];

    /// Slices as a caller's language does.
    fn slice(text: &str, unit: proto::OffsetUnit, start: u32, end: u32) -> String {
        let (start, end) = (start as usize, end as usize);
        match unit {
            proto::OffsetUnit::Utf8 => text[start..end].to_owned(),
            proto::OffsetUnit::Utf16 => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
            _ => text.chars().skip(start).take(end - start).collect(),
        }
    }

    fn read(title: &str, text: &str) -> Text {
        Text::read(&Article { title: title.into(), text: text.into(), ..Article::default() })
    }

    /// The caller gets the same characters from what it sent as we have in the content.
    fn check(title: &str, text: &str) {
        let read = read(title, text);
        for unit in UNITS {
            let offsets = Offsets::new(&read, unit);
            for &word in &read.words {
                let span = offsets.convert(word);
                let sent = if span.in_title { title } else { text };
                assert_eq!(slice(sent, unit, span.start, span.end), read.content[word.range()], "{unit:?}");
            }
        }
    }

    #[test]
    fn offsets_are_the_callers() {
        let text = "\u{feff}Zoë 🙂 said e\u{301}.\r\n\r\n北京 𝒳y \u{200f}عمان\u{200f} end";
        check("", text);
        check(" L’été 🙂 ", text);
        check("\u{feff}Zoë", text);
        check("plain", "plain text only, and plain again");
        check("été 🙂", &format!("{text} ").repeat(40));
    }

    #[test]
    fn units_count_as_they_should() {
        let read = read("T🙂", "a🙂é b");
        let b = Span::new(read.content.len() - 1, read.content.len());
        let emoji = Span::new(1, 5);
        for (unit, start, end) in [
            (proto::OffsetUnit::Unspecified, 4, 2),
            (proto::OffsetUnit::Codepoint, 4, 2),
            (proto::OffsetUnit::Utf8, 8, 5),
            (proto::OffsetUnit::Utf16, 5, 3),
        ] {
            let offsets = Offsets::new(&read, unit);
            assert_eq!(offsets.convert(b), proto::Span { start, end: start + 1, in_title: false }, "{unit:?}");
            assert_eq!(offsets.convert(emoji), proto::Span { start: 1, end, in_title: true }, "{unit:?}");
        }
    }

    #[test]
    fn no_span_panics() {
        let read = read("é", "é");
        for unit in UNITS {
            let offsets = Offsets::new(&read, unit);
            for (start, end) in [(0, 99), (99, 99), (3, 99), (u32::MAX, u32::MAX), (1, 0)] {
                offsets.convert(Span { start, end });
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_slices_back(title in "\\PC{0,20}", text in "[\\PC\\s]{0,300}") {
            check(&title, &text);
        }
    }
}
