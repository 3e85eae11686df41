//! Label scores → labelled runs of words: the best sequence of labels that BIO permits (Ramshaw and Marcus 1995).

use std::ops::Range;

/// A label of a head of the encoder: outside, or the first or a later word of a run of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label<T> {
    /// In no run.
    Outside,
    /// The first word of a run.
    Begin(T),
    /// A later word of a run.
    Inside(T),
}

impl<T: Copy + Eq> Label<T> {
    /// Reads "O", "B-KIND" or "I-KIND".
    pub(super) fn parse(label: &str, kind: impl Fn(&str) -> Option<T>) -> Option<Self> {
        match label.split_once('-') {
            None => (label == "O").then_some(Self::Outside),
            Some(("B", name)) => kind(name).map(Self::Begin),
            Some(("I", name)) => kind(name).map(Self::Inside),
            Some(_) => None,
        }
    }
}

/// A run of words, and how sure its least sure word is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run<T> {
    /// What it is.
    pub(super) kind: T,
    /// Its words, counted from the first row.
    pub(super) words: Range<usize>,
    /// The lowest log-probability of the labels that its words have.
    pub(super) log: f32,
}

/// The runs of the permitted sequence with the highest probability (Viterbi 1967). `rows` are the words' log-probabilities in the order of
/// `labels`, of which the first is outside; a word that `closed` names is outside whatever its scores.
pub(super) fn runs<'a, T: Copy + Eq>(
    labels: &[Label<T>],
    rows: impl Iterator<Item = &'a [f32]> + Clone,
    closed: impl Fn(usize) -> bool,
) -> Vec<Run<T>> {
    let path = best_path(labels, rows.clone(), closed);
    let mut runs: Vec<Run<T>> = Vec::new();
    for (word, (&label, row)) in path.iter().zip(rows).enumerate() {
        let log = row[label];
        match (labels[label], runs.last_mut()) {
            (Label::Begin(kind), _) => runs.push(Run { kind, words: word..word + 1, log }),
            (Label::Inside(kind), Some(run)) if run.kind == kind && run.words.end == word => {
                run.words.end += 1;
                run.log = run.log.min(log);
            }
            _ => {}
        }
    }
    runs
}

/// The best permitted sequence, as indices into the labels.
fn best_path<'a, T: Copy + Eq>(labels: &[Label<T>], rows: impl Iterator<Item = &'a [f32]>, closed: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut best: Vec<f32> = Vec::new();
    let mut origins: Vec<usize> = Vec::new();
    for (word, logs) in rows.enumerate() {
        let outside_only = closed(word);
        let any = highest(best.iter().copied().enumerate());
        let mut next = Vec::with_capacity(labels.len());
        for (&label, log) in labels.iter().zip(logs) {
            let (from, score) = match label {
                Label::Inside(kind) => {
                    let continues = |&(before, _): &(usize, f32)| matches!(labels[before], Label::Begin(k) | Label::Inside(k) if k == kind);
                    highest(best.iter().copied().enumerate().filter(continues))
                }
                _ if best.is_empty() => (0, 0.0),
                _ => any,
            };
            let forbidden = outside_only && label != Label::Outside;
            next.push(if forbidden { f32::MIN } else { score + log });
            origins.push(from);
        }
        // Only differences count; without this a long text would outgrow the precision of f32.
        let top = highest(next.iter().copied().enumerate()).1;
        best = next.into_iter().map(|score| if top > f32::MIN { score - top } else { score }).collect();
    }
    let mut label = highest(best.iter().copied().enumerate()).0;
    let mut path = Vec::with_capacity(origins.len() / labels.len().max(1));
    for origin in origins.rchunks(labels.len().max(1)) {
        path.push(label);
        label = origin[label];
    }
    path.reverse();
    path
}

/// The first of the pairs with the highest score; one that nothing beats when there is none.
fn highest(pairs: impl Iterator<Item = (usize, f32)>) -> (usize, f32) {
    pairs.fold((0, f32::MIN), |best, pair| if pair.1 > best.1 { pair } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &[[f32; 5]], closed: &[usize]) -> Vec<(char, Range<usize>)> {
        let kinds = |name: &str| name.chars().next();
        let labels = ["O", "B-X", "I-X", "B-Y", "I-Y"].map(|label| Label::parse(label, kinds).unwrap());
        let logs: Vec<Vec<f32>> = rows.iter().map(|row| row.iter().map(|p: &f32| (p + 1e-6).ln()).collect()).collect();
        runs(&labels, logs.iter().map(Vec::as_slice), |word| closed.contains(&word)).into_iter().map(|run| (run.kind, run.words)).collect()
    }

    #[test]
    fn runs_begin_and_go_on_within_their_kind() {
        let (out, begin, inside) = ([0.9, 0.1, 0.0, 0.0, 0.0], [0.1, 0.9, 0.0, 0.0, 0.0], [0.1, 0.0, 0.9, 0.0, 0.0]);
        assert_eq!(found(&[out, begin, inside, begin, out], &[]), [('X', 1..3), ('X', 3..4)]);
        assert_eq!(found(&[[0.5, 0.4, 0.0, 0.0, 0.1], inside], &[]), [('X', 0..2)], "an inside needs its beginning");
        assert_eq!(found(&[begin, [0.3, 0.0, 0.3, 0.0, 0.4]], &[]), [('X', 0..1)], "and not that of another kind");
        assert_eq!(found(&[begin, inside], &[1]), [('X', 0..1)]);
        assert_eq!(found(&[], &[]), []);
    }

    #[test]
    fn labels_are_read() {
        let kind = |name: &str| (name == "X").then_some('x');
        assert_eq!(Label::parse("O", kind), Some(Label::Outside));
        assert_eq!(Label::parse("I-X", kind), Some(Label::Inside('x')));
        assert_eq!((Label::parse("B-Z", kind), Label::parse("X", kind), Label::parse("E-X", kind)), (None, None, None));
    }
}
