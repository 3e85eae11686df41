//! A stream of articles: a bounded number in flight, answered in their order or as they are ready.
//!
//! In: the caller's messages, settings first. Out: an answer for every article that was taken, then the status. The stream takes no
//! more articles than it may hold until the caller reads its answers, and ends early when the server drains or its age is reached.

use std::future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{Stream, StreamExt, stream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use tonic::{Code, Status, Streaming};

use super::config::{self, Config};
use super::edge::{self, Arrival, Lifecycle};
use super::engine::{self, Engine, Extractor, Outcome};
use super::telemetry::{Record, Summary};
use crate::wire::Refusal;
use crate::wire::proto::extract_stream_request::Request;
use crate::wire::proto::{self, ExtractStreamRequest, ExtractStreamResponse};
use crate::wire::request::{self, Asked};

/// The caller's end of a stream, as far as we can see it.
type Answers = mpsc::Sender<Result<ExtractStreamResponse, Status>>;

/// An article of a stream that was read or refused.
type Answered = (u32, Outcome);

/// One stream.
#[derive(Debug)]
pub(super) struct StreamCall<E> {
    engine: Arc<Engine<E>>,
    lifecycle: Lifecycle,
    arrival: Arrival,
    max_age: Duration,
    max_in_flight: usize,
    max_request: usize,
    max_response: usize,
}

impl<E: Extractor> StreamCall<E> {
    pub(super) fn new(engine: Arc<Engine<E>>, config: &Config, lifecycle: Lifecycle, arrival: Arrival) -> Self {
        Self {
            engine,
            lifecycle,
            arrival,
            max_age: config.max_connection_age(),
            max_in_flight: config::size(config.max_stream_articles_in_flight),
            max_request: config::size(config.max_request_bytes),
            max_response: config::size(config.max_response_bytes),
        }
    }

    /// Answers the whole stream. Everything in flight ends when the caller goes, its deadline passes or the time for draining is over.
    pub(super) async fn run(self, requests: Streaming<ExtractStreamRequest>, answers: Answers, mut record: Record) {
        let over = self.lifecycle.over.clone();
        let deadline = self.arrival.deadline;
        let status = tokio::select! {
            biased;
            () = answers.closed() => return,
            status = self.answer(requests, &answers, &mut record.summary) => status,
            () = until(deadline) => Refusal::DeadlineExceeded.into(),
            () = over.cancelled() => Refusal::Draining.into(),
        };
        let code = status.code();
        if code != Code::Ok && answers.send(Err(status)).await.is_err() {
            return;
        }
        record.end(code);
    }

    /// Answers what the caller sends, and says how the stream ends.
    async fn answer(&self, requests: Streaming<ExtractStreamRequest>, answers: &Answers, summary: &mut Summary) -> Status {
        let (ending, mut end) = oneshot::channel();
        let mut intake = self.intake(requests, ending);
        let config = intake.config().await.unwrap_or_default();
        let asked = match request::options(config.options.as_ref(), "config.options") {
            Ok(asked) => Arc::new(asked),
            Err(refusal) => return refusal.into(),
        };
        let taken = stream::unfold(intake, |mut intake| async { intake.article().await.map(|taken| (taken, intake)) });
        let begun = taken.map(|(index, article)| self.begin(index, article, &asked));
        let mut outcomes: Pin<Box<dyn Stream<Item = Answered> + Send + '_>> = if config.allow_out_of_order {
            begun.buffer_unordered(self.max_in_flight).boxed()
        } else {
            begun.buffered(self.max_in_flight).boxed()
        };
        while let Some((index, outcome)) = outcomes.next().await {
            summary.count(&outcome);
            let result = engine::fit(vec![outcome], self.max_response).pop();
            if answers.send(Ok(ExtractStreamResponse { index, result })).await.is_err() {
                return Refusal::Cancelled.into();
            }
        }
        end.try_recv().unwrap_or_else(|_| Status::ok(""))
    }

    fn intake(&self, requests: Streaming<ExtractStreamRequest>, ending: oneshot::Sender<Status>) -> Intake {
        Intake {
            requests,
            draining: self.lifecycle.draining.clone(),
            aged: self.arrival.at + self.max_age,
            max_request: self.max_request,
            ahead: None,
            next_index: 0,
            ending: Some(ending),
        }
    }

    /// Begins with an article, in a task of its own: it goes on while the caller reads nothing, and gives back its place in the queue.
    fn begin(&self, index: u32, article: Option<proto::Article>, asked: &Arc<Asked>) -> impl Future<Output = Answered> + Send + use<E> {
        let (engine, asked, arrived) = (Arc::clone(&self.engine), Arc::clone(asked), Instant::now());
        let article_id = article.as_ref().map(|article| article.id.clone()).unwrap_or_default();
        let reading = async move { engine.read(engine.check(article)?, &asked, arrived).await?.answer().await };
        let reading = AbortOnDropHandle::new(tokio::spawn(reading));
        async move { (index, Outcome { article_id, answer: reading.await.unwrap_or(Err(Refusal::Internal)) }) }
    }
}

/// What the caller sends, until the stream must end.
struct Intake {
    requests: Streaming<ExtractStreamRequest>,
    draining: CancellationToken,
    /// When the stream has reached its age.
    aged: Instant,
    max_request: usize,
    /// A first message that was no settings.
    ahead: Option<ExtractStreamRequest>,
    next_index: u32,
    /// Takes the status of a stream that ends before its caller says so.
    ending: Option<oneshot::Sender<Status>>,
}

impl Intake {
    /// The settings, when the stream begins with them.
    async fn config(&mut self) -> Option<proto::StreamConfig> {
        match self.message().await {
            Some(ExtractStreamRequest { request: Some(Request::Config(config)) }) => Some(config),
            first => {
                self.ahead = first;
                None
            }
        }
    }

    /// The next article and its index; none when the stream ends. A message of neither kind stands for an article that is missing.
    async fn article(&mut self) -> Option<(u32, Option<proto::Article>)> {
        let message = match self.ahead.take() {
            Some(first) => first,
            None => self.message().await?,
        };
        let article = match message.request {
            Some(Request::Config(_)) => {
                self.end(Refusal::field("config", "takes the first message of a stream only"));
                return None;
            }
            Some(Request::Article(article)) => Some(article),
            None => None,
        };
        let index = self.next_index;
        self.next_index = index.wrapping_add(1);
        Some((index, article))
    }

    /// The next message; none when the caller has sent all or the stream must end.
    async fn message(&mut self) -> Option<ExtractStreamRequest> {
        self.ending.as_ref()?;
        let message = tokio::select! {
            biased;
            () = self.draining.cancelled() => Err(Refusal::Draining.into()),
            () = sleep_until(self.aged.into()) => Err(Refusal::Draining.into()),
            message = self.requests.message() => message.map_err(|status| edge::explain(&status, self.max_request)),
        };
        message.unwrap_or_else(|status: Status| {
            self.end(status);
            None
        })
    }

    fn end(&mut self, status: impl Into<Status>) {
        if let Some(ending) = self.ending.take() {
            // The stream may have ended meanwhile.
            let _ = ending.send(status.into());
        }
    }
}

/// Waits for a deadline, for ever when there is none.
async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline.into()).await,
        None => future::pending().await,
    }
}
