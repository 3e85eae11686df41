//! Whether a cue tells that something was not said: "did not say", "declined to comment", "never claimed".

use std::ops::Range;

use super::Text;

/// How many words before a cue may negate it; auxiliaries and adverbs stand between.
const BEFORE: usize = 4;

/// Words that negate the cue that they stand in or before.
const NEGATIONS: [&str; 8] = ["not", "n't", "n’t", "never", "neither", "nor", "without", "cannot"];

/// Verbs that say of another saying that it did not come about, as the cue's first words: "declined to say".
const REFUSALS: [&str; 12] =
    ["declined", "decline", "declines", "declining", "refused", "refuse", "refuses", "refusing", "failed", "fails", "failing", "stopped"];

/// Whether a cue is negated.
pub(super) fn negated(text: &Text, cue: &Range<usize>) -> bool {
    let word = |at: usize| text.slice(text.words[at]).to_lowercase();
    let negates = |word: &str| NEGATIONS.contains(&word) || word.ends_with("n't") || word.ends_with("n’t");
    if cue.clone().any(|at| negates(&word(at))) || REFUSALS.contains(&word(cue.start).as_str()) {
        return true;
    }
    // "did not immediately say": the words that lead from the negation to the cue, which no mark and no other verb's subject parts.
    for at in (cue.start.saturating_sub(BEFORE)..cue.start).rev() {
        let word = word(at);
        if negates(&word) {
            return true;
        }
        let leads = matches!(
            word.as_str(),
            "did" | "does" | "do" | "has" | "have" | "had" | "would" | "will" | "could" | "can" | "is" | "was" | "be" | "been" | "to"
        ) || word.ends_with("ly")
            || REFUSALS.contains(&word.as_str());
        if REFUSALS.contains(&word.as_str()) {
            return true;
        }
        if !leads {
            return false;
        }
    }
    false
}
