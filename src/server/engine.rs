//! The way of an article through the workers: from the wire to a worker's queue, and back with its timings.
//!
//! In: articles as sent and what is asked of them. Out: an [`Outcome`] for each. The clock is read here, not in the pipeline.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use prost::Message;

use super::config::{self, Config};
use super::workers::{Pending, Workers};
use crate::article::{Article, Limits};
use crate::document::Document;
use crate::pipeline::Pipeline;
use crate::wire::proto::{self, extract_result};
use crate::wire::request::{self, Asked};
use crate::wire::{Refusal, document};

/// When a call that found the queue full should come again: about the time that a few articles take.
const RETRY_DELAY: Duration = Duration::from_millis(500);

/// More than the tags, lengths and timings around a document or an error take on the wire.
const FRAME_BYTES: usize = 128;

/// What reads articles: the [`Pipeline`], or what stands for it in tests of the server.
pub trait Extractor: Send + Sized + 'static {
    /// One for another thread.
    #[must_use]
    fn fork(&self) -> Self;

    /// What documents name as their makers.
    fn versions(&self) -> proto::Versions;

    /// Reads an article; `None` when `stop` was set on the way.
    fn extract(&self, article: &Article, stop: &AtomicBool) -> Option<Extraction>;
}

/// What was found, and where the time went.
#[derive(Debug)]
pub struct Extraction {
    /// What was found.
    pub document: Document,
    /// Time of the encoder.
    pub encode: Duration,
    /// Time of everything else.
    pub extract: Duration,
}

impl Extractor for Pipeline {
    fn fork(&self) -> Self {
        Self::fork(self)
    }

    fn versions(&self) -> proto::Versions {
        proto::Versions { server: env!("CARGO_PKG_VERSION").into(), model: self.model_version().into(), data: self.data_version().into() }
    }

    fn extract(&self, article: &Article, stop: &AtomicBool) -> Option<Extraction> {
        let started = Instant::now();
        let reading = self.read(article);
        let read = started.elapsed();
        let scores = self.encode(&reading, stop)?;
        let encoded = started.elapsed();
        let document = Self::extract(self, reading, &scores);
        Some(Extraction { document, encode: encoded.saturating_sub(read), extract: started.elapsed().saturating_sub(encoded) + read })
    }
}

/// The workers and what they need to know of an article.
#[derive(Debug)]
pub(super) struct Engine<E> {
    workers: Workers<E>,
    versions: Arc<proto::Versions>,
    limits: Limits,
}

/// A document as a worker hands it back.
#[derive(Debug)]
pub(super) struct Answer {
    /// The document.
    pub document: proto::Document,
    /// Its bytes on the wire.
    pub size: usize,
    /// Bytes of the article's title and text.
    pub article_bytes: usize,
    /// From the article's arrival until a worker took it.
    pub queue: Duration,
    /// Time of the encoder.
    pub encode: Duration,
    /// Time of everything else, writing the document included.
    pub extract: Duration,
    /// From the article's arrival until now.
    pub total: Duration,
}

/// An article that waits or is read. Dropping it ends the work.
#[derive(Debug)]
pub(super) struct Reading<E> {
    pending: Pending<E, Option<Answer>>,
    arrived: Instant,
}

impl<E: Extractor> Engine<E> {
    /// Starts the workers.
    ///
    /// # Errors
    ///
    /// The system gives no more threads.
    pub(super) fn start(extractor: &E, config: &Config) -> io::Result<Self> {
        let workers = Workers::start(config::size(config.workers), config::size(config.max_queued_articles), extractor, E::fork)?;
        let limits = Limits { article_bytes: config::size(config.max_article_bytes) };
        Ok(Self { workers, versions: Arc::new(extractor.versions()), limits })
    }

    /// What documents name as their makers.
    #[must_use]
    pub(super) fn versions(&self) -> &proto::Versions {
        &self.versions
    }

    /// Checks an article.
    ///
    /// # Errors
    ///
    /// The fields that are wrong.
    pub(super) fn check(&self, sent: Option<proto::Article>) -> Result<Article, Refusal> {
        request::article(sent, &self.limits)
    }

    /// Hands an article to the workers when there is room.
    ///
    /// # Errors
    ///
    /// [`Refusal::QueueFull`] when there is none.
    pub(super) fn try_read(&self, article: Article, asked: &Arc<Asked>, arrived: Instant) -> Result<Reading<E>, Refusal> {
        let pending = self.workers.try_submit(self.work(article, asked, arrived)).map_err(|_| Refusal::QueueFull(RETRY_DELAY))?;
        Ok(Reading { pending, arrived })
    }

    /// Hands an article to the workers as soon as there is room.
    ///
    /// # Errors
    ///
    /// [`Refusal::Internal`] when the workers have ended.
    pub(super) async fn read(&self, article: Article, asked: &Arc<Asked>, arrived: Instant) -> Result<Reading<E>, Refusal> {
        let pending = self.workers.submit(self.work(article, asked, arrived)).await.map_err(|_| Refusal::Internal)?;
        Ok(Reading { pending, arrived })
    }

    /// Reads a short article, so that the first caller does not pay for what is done once.
    ///
    /// # Errors
    ///
    /// [`Refusal::Internal`] when the model fails.
    pub(super) async fn warm_up(&self) -> Result<Answer, Refusal> {
        let text = "Maria Schneider joined the World Bank in Lisbon on Monday.".into();
        let article = Article { text, ..Article::default() };
        self.read(article, &Arc::default(), Instant::now()).await?.answer().await
    }

    fn work(&self, article: Article, asked: &Arc<Asked>, arrived: Instant) -> impl FnOnce(&E, &AtomicBool) -> Option<Answer> + use<E> {
        let (asked, versions) = (Arc::clone(asked), Arc::clone(&self.versions));
        move |extractor, stop| {
            let queue = arrived.elapsed();
            let found = extractor.extract(&article, stop)?;
            let started = Instant::now();
            let document = document::write(&article, &found.document, &asked, &versions);
            Some(Answer {
                size: document.encoded_len(),
                document,
                article_bytes: article.title.len() + article.text.len(),
                queue,
                encode: found.encode,
                extract: found.extract + started.elapsed(),
                total: Duration::ZERO,
            })
        }
    }
}

impl<E> Reading<E> {
    /// Waits for the document.
    ///
    /// # Errors
    ///
    /// [`Refusal::Internal`] when a worker panicked, [`Refusal::Cancelled`] when it was told to stop.
    pub(super) async fn answer(self) -> Result<Answer, Refusal> {
        match self.pending.done().await {
            Ok(Some(answer)) => Ok(Answer { total: self.arrived.elapsed(), ..answer }),
            Ok(None) => Err(Refusal::Cancelled),
            Err(_) => Err(Refusal::Internal),
        }
    }
}

impl Answer {
    /// Where the time went.
    #[must_use]
    pub(super) fn timings(&self) -> proto::Timings {
        proto::Timings {
            queue: Some(self.queue.into()),
            encode: Some(self.encode.into()),
            extract: Some(self.extract.into()),
            total: Some(self.total.into()),
        }
    }
}

/// What became of one article of a batch or a stream.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The article's id, as sent.
    pub article_id: String,
    /// Its document, or why there is none.
    pub answer: Result<Answer, Refusal>,
}

impl Outcome {
    /// The document when it has room, else an error that says so.
    fn into_result(self, room: &mut usize, limit: usize) -> proto::ExtractResult {
        let refusal = match self.answer {
            Ok(answer) if answer.size <= *room => {
                *room -= answer.size;
                let timings = Some(answer.timings());
                return proto::ExtractResult { outcome: Some(extract_result::Outcome::Document(answer.document)), timings };
            }
            Ok(_) => Refusal::ResponseTooLarge(limit),
            Err(refusal) => refusal,
        };
        let error = refusal.article_error(&self.article_id);
        proto::ExtractResult { outcome: Some(extract_result::Outcome::Error(error)), timings: None }
    }

    /// The bytes that the outcome needs if it is none but an error.
    fn least_size(&self, limit: usize) -> usize {
        let error = match &self.answer {
            Ok(_) => Refusal::ResponseTooLarge(limit).article_error(&self.article_id),
            Err(refusal) => refusal.article_error(&self.article_id),
        };
        error.encoded_len() + FRAME_BYTES
    }
}

/// The outcomes as one message of at most `limit` bytes may hold them: documents that find no room, first come first served, are
/// replaced by errors that say so.
#[must_use]
pub(super) fn fit(outcomes: Vec<Outcome>, limit: usize) -> Vec<proto::ExtractResult> {
    let least: usize = outcomes.iter().map(|outcome| outcome.least_size(limit)).sum();
    let mut room = limit.saturating_sub(least);
    outcomes.into_iter().map(|outcome| outcome.into_result(&mut room, limit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(article_id: &str, size: usize) -> Outcome {
        let document = proto::Document { language: "x".repeat(size), ..proto::Document::default() };
        let time = Duration::from_secs(u64::MAX / 2);
        let size = document.encoded_len();
        let answer = Answer { document, size, article_bytes: 0, queue: time, encode: time, extract: time, total: time };
        Outcome { article_id: article_id.into(), answer: Ok(answer) }
    }

    fn fitted(results: &[proto::ExtractResult]) -> Vec<bool> {
        results.iter().map(|result| matches!(result.outcome, Some(extract_result::Outcome::Document(_)))).collect()
    }

    #[test]
    fn what_finds_no_room_is_an_error_in_its_place() {
        let limit = 10_000;
        let outcomes = || vec![outcome("a", 3000), outcome("b", 9000), outcome("c", 3000), outcome(&"d".repeat(1000), 3000)];
        let results = fit(outcomes(), limit);
        assert_eq!(fitted(&results), [true, false, true, false]);
        assert!(proto::ExtractBatchResponse { results }.encoded_len() <= limit);
        assert_eq!(fitted(&fit(outcomes(), 100_000)), [true; 4]);
        assert_eq!(fitted(&fit(outcomes(), 10)), [false; 4]);
    }
}
