//! [`Span`]: a piece of the text, in bytes.

use std::ops::Range;

/// A half-open range of bytes in [`Text::content`](super::Text::content), on character boundaries.
///
/// Articles are limited far below 4 GiB, so offsets are 32 bits wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of byte offsets.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: Self::offset(start), end: Self::offset(end) }
    }

    /// A byte offset in the width that spans use.
    #[must_use]
    pub fn offset(at: usize) -> u32 {
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// The span as a range of indices.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
