//! The four methods: requests are checked, handed to the [`Engine`], and answered.
//!
//! In: messages of the contract. Out: messages of the contract, or a [`Refusal`] as a status. Deadlines and cancellation come from
//! outside, by dropping a call; what it has handed in ends with it.

use std::sync::Arc;

use prost::Message;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Response, Status, Streaming};

use super::config::{self, Config};
use super::edge::{Arrival, Lifecycle};
use super::engine::{self, Engine, Extractor, Outcome, Reading};
use super::info;
use super::stream::StreamCall;
use super::telemetry::{Record, Summary};
use crate::wire::proto::extraction_service_server::ExtractionService;
use crate::wire::proto::{
    ExtractBatchRequest, ExtractBatchResponse, ExtractRequest, ExtractResponse, ExtractStreamRequest, ExtractStreamResponse,
    GetInfoRequest, GetInfoResponse,
};
use crate::wire::{Refusal, request};

/// The service of the contract.
#[derive(Debug)]
pub(super) struct Service<E> {
    engine: Arc<Engine<E>>,
    config: Config,
    lifecycle: Lifecycle,
}

/// An article of a batch: on its way, or refused at once.
type Begun<E> = (String, Result<Reading<E>, Refusal>);

impl<E: Extractor> Service<E> {
    /// The service over an engine.
    #[must_use]
    pub(super) fn new(engine: Arc<Engine<E>>, config: Config, lifecycle: Lifecycle) -> Self {
        Self { engine, config, lifecycle }
    }

    /// Hands in the articles of a batch. The first that is good is refused when the queue is full, and the batch with it; the others wait.
    async fn begin(&self, batch: ExtractBatchRequest, arrival: Arrival) -> Result<Vec<Begun<E>>, Refusal> {
        request::batch(&batch.articles, config::size(self.config.max_batch_articles))?;
        let asked = Arc::new(request::options(batch.options.as_ref(), "options")?);
        let mut begun = Vec::new();
        let mut admitted = false;
        for article in batch.articles {
            let id = article.id.clone();
            let reading = match self.engine.check(Some(article)) {
                Err(refusal) => Err(refusal),
                Ok(article) if admitted => Ok(self.engine.read(article, &asked, arrival.at).await?),
                Ok(article) => Ok(self.engine.try_read(article, &asked, arrival.at)?),
            };
            admitted |= reading.is_ok();
            begun.push((id, reading));
        }
        Ok(begun)
    }

    fn max_response(&self) -> usize {
        config::size(self.config.max_response_bytes)
    }
}

/// A response with what the log should say of it.
fn respond<T>(message: T, summary: Summary) -> Response<T> {
    let mut response = Response::new(message);
    response.extensions_mut().insert(summary);
    response
}

#[tonic::async_trait]
impl<E: Extractor> ExtractionService for Service<E> {
    type ExtractStreamStream = ReceiverStream<Result<ExtractStreamResponse, Status>>;

    async fn extract(&self, request: Request<ExtractRequest>) -> Result<Response<ExtractResponse>, Status> {
        let arrival = Arrival::of(&request);
        let ExtractRequest { article, options } = request.into_inner();
        let asked = Arc::new(request::options(options.as_ref(), "options")?);
        let article = self.engine.check(article)?;
        let answer = self.engine.try_read(article, &asked, arrival.at)?.answer().await?;
        let mut summary = Summary::default();
        summary.answered(&answer);
        let response = ExtractResponse { timings: Some(answer.timings()), document: Some(answer.document) };
        if response.encoded_len() > self.max_response() {
            return Err(Refusal::ResponseTooLarge(self.max_response()).into());
        }
        Ok(respond(response, summary))
    }

    async fn extract_batch(&self, request: Request<ExtractBatchRequest>) -> Result<Response<ExtractBatchResponse>, Status> {
        let arrival = Arrival::of(&request);
        let begun = self.begin(request.into_inner(), arrival).await?;
        let mut summary = Summary::default();
        let mut outcomes = Vec::new();
        for (article_id, reading) in begun {
            let answer = match reading {
                Ok(reading) => reading.answer().await,
                Err(refusal) => Err(refusal),
            };
            let outcome = Outcome { article_id, answer };
            summary.count(&outcome);
            outcomes.push(outcome);
        }
        let response = ExtractBatchResponse { results: engine::fit(outcomes, self.max_response()) };
        if response.encoded_len() > self.max_response() {
            return Err(Refusal::ResponseTooLarge(self.max_response()).into());
        }
        Ok(respond(response, summary))
    }

    async fn extract_stream(
        &self,
        request: Request<Streaming<ExtractStreamRequest>>,
    ) -> Result<Response<Self::ExtractStreamStream>, Status> {
        let arrival = Arrival::of(&request);
        let record = Record::new("dateline.v1.ExtractionService/ExtractStream", arrival.at);
        // One answer waits for the connection to take it; the others wait in flight.
        let (sender, answers) = mpsc::channel(1);
        let call = StreamCall::new(Arc::clone(&self.engine), &self.config, self.lifecycle.clone(), arrival);
        self.lifecycle.calls.spawn(call.run(request.into_inner(), sender, record));
        Ok(Response::new(ReceiverStream::new(answers)))
    }

    async fn get_info(&self, _: Request<GetInfoRequest>) -> Result<Response<GetInfoResponse>, Status> {
        Ok(respond(info::info(&self.config, self.engine.versions()), Summary::default()))
    }
}
