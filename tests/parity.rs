//! The shipped model in the binary says what it said in training: labels recorded by `training/record.py` on the repository's articles.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::article::Article;
use dateline::model::{Model, ModelSource, Window};
use dateline::text::Text;
use serde::Deserialize;

/// What was recorded of one article.
#[derive(Deserialize)]
struct Recorded {
    windows: Vec<[usize; 2]>,
    pytorch: Vec<String>,
    shipped: Vec<String>,
}

#[test]
fn the_binary_labels_words_as_training_did() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recorded = std::fs::read_to_string(root.join("tests/parity/labels.json")).unwrap();
    let recorded: BTreeMap<String, Recorded> = serde_json::from_str(&recorded).unwrap();
    let model = Model::load(&ModelSource::BuiltIn).unwrap();
    let (mut words, mut as_shipped, mut as_pytorch) = (0, 0, 0);
    for (file, recorded) in &recorded {
        let text = std::fs::read_to_string(root.join("articles").join(file)).unwrap();
        let labels = labels(&model, &text, &recorded.windows);
        assert_eq!(labels.len(), recorded.shipped.len(), "{file} has changed: record its labels anew");
        let same = |other: &[String]| labels.iter().zip(other).filter(|(one, other)| one == other).count();
        words += labels.len();
        as_shipped += same(&recorded.shipped);
        as_pytorch += same(&recorded.pytorch);
    }
    println!("of {words} words {as_shipped} as the exported graph labels them, {as_pytorch} as PyTorch does");
    assert!(words > 500, "too few words to tell: {words}");
    assert!(as_shipped * 1000 >= words * 998, "{as_shipped} of {words} as the exported graph");
    assert!(as_pytorch * 1000 >= words * 985, "{as_pytorch} of {words} as PyTorch, before quantisation");
}

/// The most probable label of each word, read in the recorded windows.
fn labels(model: &Model, text: &str, windows: &[[usize; 2]]) -> Vec<String> {
    let text = Text::read(&Article { text: text.into(), ..Article::default() });
    let windows: Vec<Window> = windows.iter().map(|&[first, last]| Window { words: first..last, core: first..last }).collect();
    let scores = model.encode(&text, &model.pieces(&text), &windows, &AtomicBool::new(false)).unwrap();
    let best = |word| (0..).zip(scores.names.word(word)).max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(label, _): (usize, _)| label);
    (0..scores.names.words()).map(|word| model.manifest().labels[best(word)].clone()).collect()
}
