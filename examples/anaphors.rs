//! Lists the anaphors of articles with the features of their choices, for training (`training/antecedents.py`).
//!
//! usage: anaphors WEIGHTS.json < ARTICLES.jsonl
//!
//! One JSON article a line in, one line out. Of an article the field `text` is read, and `names` ([start, end, type, confidence] in bytes)
//! where an earlier answer gave them: they spare the encoder. Other offsets are Unicode code points into the text.

use std::io::{self, BufRead, BufWriter, Write};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use dateline::article::Article;
use dateline::extract::antecedents::{self, Decision, Feature, Group, Weights};
use dateline::extract::entities::{self, Entity};
use dateline::extract::names::{EntityType, NameDecoder, NameMention};
use dateline::extract::roles;
use dateline::model::ModelSource;
use dateline::pipeline::Pipeline;
use dateline::text::{Span, Text};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let weights = std::fs::read_to_string(std::env::args().nth(1).context("usage: anaphors WEIGHTS.json")?)?;
    let weights = Weights::parse(&weights)?;
    let pipeline = Pipeline::load(&ModelSource::BuiltIn)?;
    let decoder = NameDecoder::new(pipeline.manifest())?;
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(
        out,
        "{}",
        json!({"groups": Group::ALL.iter().map(|group| group.name()).collect::<Vec<_>>(), "features": Feature::ALL.iter().map(|feature| feature.name()).collect::<Vec<_>>()})
    )?;
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let article = Article { text: request["text"].as_str().unwrap_or_default().to_owned(), ..Article::default() };
        let (text, names) = if let Some(known) = request["names"].as_array() {
            (Text::read(&article), known.iter().filter_map(name).collect())
        } else {
            let reading = pipeline.read(&article);
            let scores = pipeline.encode(&reading, &AtomicBool::new(false)).context("stopped")?;
            let names = decoder.decode(&reading.text, &scores);
            (reading.text, names)
        };
        let entities = entities::resolve(&text, &names);
        let roles = roles::find(&text, &entities);
        let offsets = codepoint_offsets(&text.content);
        let mut anaphors = Vec::new();
        antecedents::decide(&text, &entities, &roles, &weights, |decision| anaphors.push(anaphor(decision, &offsets)));
        let entities: Vec<Value> = entities.iter().map(|entity| mentions(entity, &offsets)).collect();
        writeln!(out, "{}", json!({"names": names.iter().map(written).collect::<Vec<_>>(), "entities": entities, "anaphors": anaphors}))?;
    }
    out.flush()?;
    Ok(())
}

/// A name as an earlier answer wrote it.
fn name(value: &Value) -> Option<NameMention> {
    let offset = |at: usize| usize::try_from(value[at].as_u64()?).ok();
    let all = [
        EntityType::Person,
        EntityType::Organization,
        EntityType::Location,
        EntityType::Facility,
        EntityType::Norp,
        EntityType::Product,
        EntityType::Event,
        EntityType::Misc,
    ];
    let entity_type = all.into_iter().find(|known| format!("{known:?}") == value[2])?;
    #[expect(clippy::cast_possible_truncation, reason = "it was written from an f32")]
    let confidence = value[3].as_f64()? as f32;
    Some(NameMention { span: Span::new(offset(0)?, offset(1)?), entity_type, confidence })
}

fn written(name: &NameMention) -> Value {
    json!([name.span.start, name.span.end, format!("{:?}", name.entity_type), name.confidence])
}

fn ends(span: Span, offsets: &[u32]) -> [u32; 2] {
    [offsets[span.start as usize], offsets[span.end as usize]]
}

/// An entity's type and the spans of its names.
fn mentions(entity: &Entity, offsets: &[u32]) -> Value {
    json!({"type": format!("{:?}", entity.entity_type), "mentions": entity.mentions.iter().map(|mention| ends(mention.span, offsets)).collect::<Vec<_>>()})
}

fn anaphor(decision: &Decision, offsets: &[u32]) -> Value {
    let choices = decision
        .choices
        .iter()
        .map(|choice| json!([choice.entity, choice.features.iter().map(|&feature| feature as usize).collect::<Vec<_>>()]));
    json!({
        "span": ends(decision.span, offsets),
        "head": ends(decision.head, offsets),
        "group": decision.group as usize,
        "choices": choices.collect::<Vec<_>>(),
        "best": decision.best,
    })
}

/// For each byte offset, the number of characters before it.
fn codepoint_offsets(content: &str) -> Vec<u32> {
    let mut offsets = vec![0; content.len() + 1];
    let mut count = 0;
    for (at, c) in content.char_indices() {
        offsets[at..at + c.len_utf8()].fill(count);
        count += 1;
    }
    offsets[content.len()] = count;
    offsets
}
