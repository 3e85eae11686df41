//! Segments articles: one JSON article a line on standard input, one JSON line of its paragraphs, sentences and words out.
//! With a vocabulary file as argument, the word pieces of each word too, as pairs of id and shape code.
//!
//! Training and the scoring of sentence ends read this, so that both see the text exactly as the service does.
//! Only the field `text` is read; offsets are Unicode code points into it.

use std::io::{self, BufRead, BufWriter, Write};

use dateline::article::Article;
use dateline::text::wordpiece::Vocabulary;
use dateline::text::{Span, Text};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let vocabulary = std::env::args().nth(1).map(std::fs::read_to_string).transpose()?;
    let vocabulary = vocabulary.map(|lines| Vocabulary::parse(&lines)).transpose()?;
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let text = request["text"].as_str().unwrap_or_default().to_owned();
        let text = Text::read(&Article { text, ..Article::default() });
        let mut segments = segments(&text);
        if let Some(vocabulary) = &vocabulary {
            segments["pieces"] = pieces(&text, vocabulary);
        }
        writeln!(out, "{segments}")?;
    }
    out.flush()?;
    Ok(())
}

/// The parts of a text with their spans.
fn segments(text: &Text) -> Value {
    let codepoints = codepoint_offsets(&text.content);
    let ends = |span: Span| [codepoints[span.start as usize], codepoints[span.end as usize]];
    let object = |span: Span| json!({"start": ends(span)[0], "end": ends(span)[1]});
    json!({
        "paragraphs": text.paragraphs.iter().map(|p| json!({"span": object(p.span), "kind": format!("{:?}", p.kind)})).collect::<Vec<_>>(),
        "sentences": text.sentences.iter().map(|s| json!({"span": object(s.span), "words": [s.words.start, s.words.end]})).collect::<Vec<_>>(),
        "words": text.words.iter().map(|&w| ends(w)).collect::<Vec<_>>(),
    })
}

/// For each word the ids and shape codes of its pieces.
fn pieces(text: &Text, vocabulary: &Vocabulary) -> Value {
    let pieces = vocabulary.pieces(text);
    let words = pieces.word_starts.windows(2).map(|ends| &pieces.pieces[ends[0] as usize..ends[1] as usize]);
    words.map(|word| word.iter().map(|piece| json!([piece.id, piece.shape])).collect::<Vec<_>>()).collect()
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
