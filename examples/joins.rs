//! How the service would join the parts of attributions: `joins MODEL < articles.jsonl > choices.jsonl`, for `training/joining.py`.
//!
//! Reads `{"text"}` a line; writes for each article its choices, a list of `{"of", "anchor": [start, end], "candidates": [{"span",
//! "features": [[aspect, step]]}]}` in code points; the candidate that is none has no span.

use std::error::Error;
use std::io::{self, BufRead, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use dateline::article::Article;
use dateline::extract::attributions::{self, PartDecoder};
use dateline::model::{Model, ModelSource};
use dateline::text::Text;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).ok_or("usage: joins MODEL < articles.jsonl > choices.jsonl")?;
    let model = Model::load(&ModelSource::Folder(folder))?;
    let decoder = PartDecoder::new(model.manifest())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let text = Text::read(&Article { text: article["text"].as_str().unwrap_or_default().to_owned(), ..Article::default() });
        let pieces = model.pieces(&text);
        let windows = model.windows(&text, &pieces);
        let scores = model.encode(&text, &pieces, &windows, &AtomicBool::new(false)).ok_or("stopped")?;
        let span = |words: &Range<usize>| {
            let offset = |byte: u32| text.content[..byte as usize].chars().count();
            json!([offset(text.words[words.start].start), offset(text.words[words.end - 1].end)])
        };
        let choices = attributions::choices(&text, &scores, &decoder);
        let written: Vec<Value> = choices
            .iter()
            .map(|choice| {
                let candidate = |(words, features): &(Option<Range<usize>>, Vec<attributions::joining::Feature>)| {
                    let features: Vec<Value> = features.iter().map(|feature| json!([format!("{:?}", feature.aspect), feature.step])).collect();
                    json!({"span": words.as_ref().map(span), "features": features})
                };
                json!({"of": choice.of, "anchor": span(&choice.anchor), "candidates": choice.candidates.iter().map(candidate).collect::<Vec<_>>()})
            })
            .collect();
        writeln!(out, "{}", Value::Array(written))?;
    }
    Ok(())
}
