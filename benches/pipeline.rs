//! How fast articles are read, as a share of what the encoder alone and what names alone take on the same articles in the same run:
//! `make bench`.
//!
//! Prints pieces and words a second, on as many threads as asked for (`DATELINE_BENCH_THREADS`, 2 without). With the folder of
//! another model in `DATELINE_BENCH_MODEL`, the built-in one is measured against that too, by turns.

#![expect(clippy::expect_used, reason = "a measurement that cannot start ends")]

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dateline::article::Article;
use dateline::extract::names::NameDecoder;
use dateline::model::ModelSource;
use dateline::pipeline::Pipeline;

/// Words in each article.
const WORDS: usize = 500;
/// Articles in each round.
const ARTICLES: usize = 24;
/// Rounds of each kind, by turns, so that a noisy machine is noisy for both; the median counts.
const ROUNDS: usize = 5;

fn main() {
    let threads = std::env::var("DATELINE_BENCH_THREADS").ok().and_then(|n| n.parse().ok()).unwrap_or(2);
    let articles: Vec<Article> = (0..ARTICLES).map(article).collect();
    let pipeline = Pipeline::load(&ModelSource::BuiltIn).expect("the built-in model loads");
    let readings: Vec<_> = articles.iter().map(|article| pipeline.read(article)).collect();
    let words: usize = readings.iter().map(|reading| reading.text.words.len()).sum();
    let window = |w: &dateline::model::Window, starts: &[u32]| (starts[w.words.end] - starts[w.words.start]) as usize + 2;
    let pieces: usize = readings.iter().flat_map(|r| r.windows.iter().map(|w| window(w, &r.pieces.word_starts))).sum();
    let core: usize = readings.iter().map(|r| r.pieces.pieces.len()).sum();
    println!("{ARTICLES} articles of {} words, {core} pieces, {pieces} with context, {threads} threads", words / ARTICLES);

    let stop = AtomicBool::new(false);
    let encode = |pipeline: &Pipeline, at: usize| drop(pipeline.encode(&readings[at], &stop));
    let read = |pipeline: &Pipeline, at: usize| drop(pipeline.run(&articles[at], &stop));
    let decoder = NameDecoder::new(pipeline.manifest()).expect("the built-in model's labels are known");
    let names = |pipeline: &Pipeline, at: usize| {
        let reading = pipeline.read(&articles[at]);
        drop(pipeline.encode(&reading, &stop).map(|scores| decoder.decode(&reading.text, &scores)));
    };
    let split = |pipeline: &Pipeline, at: usize| drop(pipeline.read(&articles[at]));
    let other = std::env::var_os("DATELINE_BENCH_MODEL")
        .map(|folder| Pipeline::load(&ModelSource::Folder(folder.into())).expect("the folder of DATELINE_BENCH_MODEL holds a model"));
    let (mut encoder, mut whole, mut text, mut others, mut names_alone) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        if let Some(other) = &other {
            others.push(round(other, threads, &read));
        }
        encoder.push(round(&pipeline, threads, &encode));
        names_alone.push(round(&pipeline, threads, &names));
        whole.push(round(&pipeline, threads, &read));
        text.push(round(&pipeline, threads, &split));
    }
    let rate = |count: usize, times: &mut Vec<Duration>| {
        times.sort();
        f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / times[times.len() / 2].as_secs_f64()
    };
    let (encoder, whole_pieces) = (rate(pieces, &mut encoder), rate(pieces, &mut whole));
    println!("encoder alone    {encoder:>10.0} pieces/s");
    println!("whole pipeline   {whole_pieces:>10.0} pieces/s  {:>8.0} words/s", rate(words, &mut whole));
    println!("reading the text {:>10.0} words/s", rate(words, &mut text));
    println!("whole / encoder  {:>10.1} %", 100.0 * whole_pieces / encoder);
    println!("whole / names    {:>10.1} %", 100.0 * whole_pieces / rate(pieces, &mut names_alone));
    if let Some(other) = other {
        let name = other.model_version();
        println!(
            "model {} / model {name} {:>10.1} %",
            pipeline.model_version(),
            100.0 * rate(words, &mut whole) / rate(words, &mut others)
        );
    }
}

/// Does something with every article, on so many threads; how long it took.
fn round(pipeline: &Pipeline, threads: usize, work: &(dyn Fn(&Pipeline, usize) + Sync)) -> Duration {
    let next = AtomicUsize::new(0);
    let forks: Vec<Pipeline> = (0..threads).map(|_| pipeline.fork()).collect();
    let start = Instant::now();
    std::thread::scope(|scope| {
        for fork in forks {
            let next = &next;
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= ARTICLES {
                        break;
                    }
                    work(&fork, at);
                }
            });
        }
    });
    start.elapsed()
}

/// An article of invented news; each number gives another one.
fn article(number: usize) -> Article {
    let people = ["Maria Keller", "Tomas Lindqvist", "Amina Diallo", "Peter Okafor", "Yuki Tanabe"];
    let places = ["Ravenport", "Lake Torrin", "Nairobi", "Gdansk", "Santa Elvira"];
    let bodies = ["Harbour Authority", "Northern Rail", "Ministry of Fisheries", "Union of Dockers", "Torrin Bank"];
    let mut text = String::new();
    let mut words = 0;
    for turn in number.. {
        let (person, place, body) = (people[turn % 5], places[turn * 3 % 5], bodies[turn * 7 % 5]);
        let sentence = format!(
            "{person}, who heads the {body}, said on Tuesday that {} ships had left {place} since the storm, and that repairs to the \
             eastern pier would cost \"no less than ${}.5 million\" before winter. ",
            turn % 90 + 10,
            turn % 17 + 2
        );
        words += sentence.split(' ').count();
        text.push_str(&sentence);
        if turn % 3 == 0 {
            text.push_str("\n\n");
        }
        if words >= WORDS {
            break;
        }
    }
    Article { text, ..Article::default() }
}
