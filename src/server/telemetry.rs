//! Logs: a structured line for each call. Never the text, title, id or address of an article.
//!
//! In: what a call did and how it ended. Out: lines of text or JSON on standard error, written by a thread of their own: who does not
//! read them loses lines and never stops a call.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use std::{io, panic};

use tonic::Code;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;

use super::config::LogFormat;
use super::engine::{Answer, Outcome};

/// The longest method name that is logged; longer ones are not of this server.
const MAX_METHOD: usize = 100;

/// The log filter cannot be read, or logs are already set up.
#[derive(Debug, thiserror::Error)]
#[error("log: {0}")]
pub struct LogError(String);

/// Sets up logs for the whole process, and keeps what a panic says, which may quote an article, out of them. Dropping the guard
/// writes what is left.
///
/// # Errors
///
/// A filter that cannot be read, and a second call.
pub fn init(format: LogFormat, filter: &str) -> Result<WorkerGuard, LogError> {
    let filter = EnvFilter::try_new(filter).map_err(|error| LogError(format!("{error}; takes a filter such as info or dateline=debug")))?;
    let (writer, guard) = NonBlockingBuilder::default().lossy(true).finish(io::stderr());
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).with_ansi(false);
    let set = match format {
        LogFormat::Text => logs.try_init(),
        LogFormat::Json => logs.json().flatten_event(true).try_init(),
    };
    set.map_err(|error| LogError(error.to_string()))?;
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|location| format!("{}:{}", location.file(), location.line()));
        tracing::error!(place, "panic");
    }));
    Ok(guard)
}

/// What a call did.
#[derive(Debug, Clone, Default)]
pub(super) struct Summary {
    articles: u64,
    failed: u64,
    article_bytes: usize,
    languages: BTreeSet<String>,
    queue: Duration,
    encode: Duration,
    extract: Duration,
}

impl Summary {
    /// Counts an article that has a document.
    pub(super) fn answered(&mut self, answer: &Answer) {
        // The caller may have named the language, in any length; its first subtag has at most eight letters.
        let language = answer.document.language.split('-').next().unwrap_or_default();
        self.languages.insert(language.to_owned());
        self.articles += 1;
        self.article_bytes += answer.article_bytes;
        self.queue += answer.queue;
        self.encode += answer.encode;
        self.extract += answer.extract;
    }

    /// Counts an article of a batch or a stream.
    pub(super) fn count(&mut self, outcome: &Outcome) {
        if let Ok(answer) = &outcome.answer {
            self.answered(answer);
        } else {
            self.articles += 1;
            self.failed += 1;
        }
    }
}

/// The line of one call, written when it ends; a record that is dropped before tells a call that was cancelled.
#[derive(Debug)]
pub(super) struct Record {
    method: String,
    started: Instant,
    /// What the call did so far.
    pub summary: Summary,
    ended: bool,
}

impl Record {
    /// Begins with the call.
    #[must_use]
    pub(super) fn new(method: &str, started: Instant) -> Self {
        // A path that no method has is the caller's to choose, and no place to leave text in.
        let plain = method.len() <= MAX_METHOD && method.chars().all(|c| c.is_ascii_alphanumeric() || "._/".contains(c));
        let method = if plain { method.trim_start_matches('/') } else { "unknown" };
        Self { method: method.to_owned(), started, summary: Summary::default(), ended: false }
    }

    /// Writes the line.
    pub(super) fn end(mut self, code: Code) {
        self.write(code);
        self.ended = true;
    }

    /// Leaves the line to somebody else.
    pub(super) fn pass(mut self) {
        self.ended = true;
    }

    fn write(&self, code: Code) {
        let Summary { articles, failed, article_bytes, languages, queue, encode, extract } = &self.summary;
        let languages = languages.iter().map(String::as_str).collect::<Vec<_>>().join(",");
        let [queue_ms, encode_ms, extract_ms, total_ms] = [*queue, *encode, *extract, self.started.elapsed()].map(milliseconds);
        let (method, status) = (self.method.as_str(), format!("{code:?}"));
        if code == Code::Internal {
            tracing::error!(method, status, articles, failed, article_bytes, languages, queue_ms, encode_ms, extract_ms, total_ms, "call");
        } else {
            tracing::info!(method, status, articles, failed, article_bytes, languages, queue_ms, encode_ms, extract_ms, total_ms, "call");
        }
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if !self.ended {
            self.write(Code::Cancelled);
        }
    }
}

/// A time for a log: milliseconds to three places.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
