//! 6\. The service on a port: settings, workers, the four methods, health, reflection, and a graceful end.
//!
//! In: a bound listener, a loaded [`Pipeline`](crate::pipeline::Pipeline), a [`Config`], and the signal to stop. Out: answers to
//! calls until then. Inference runs on threads of its own, never on the async ones.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "what a client sends causes no panic"
    )
)]

mod config;
mod workers;
mod incoming;
mod engine;
mod edge;
mod stream;
mod service;
mod info;
mod telemetry;

pub use config::{Config, ConfigError, Flags, LogFormat};
pub use engine::{Extraction, Extractor};
pub use info::info;
pub use telemetry::{LogError, init as init_logs};

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};
use tonic::codec::CompressionEncoding::Gzip;
use tonic::server::NamedService;
use tonic::transport::server::Router;
use tonic::transport::{self, Server};
use tonic_health::ServingStatus;
use tonic_health::server::{HealthReporter, health_reporter};
use tonic_reflection::server::Builder as Reflection;
use tower::layer::util::{Identity, Stack};

use crate::wire::Refusal;
use crate::wire::proto::DESCRIPTORS;
use crate::wire::proto::extraction_service_server::ExtractionServiceServer;
use edge::{EdgeLayer, Lifecycle};
use engine::Engine;
use service::Service;

/// The services that reflection lists.
const LISTED: [&str; 2] = ["dateline.v1.ExtractionService", "grpc.health.v1.Health"];

/// How long connections may take to pass on their last answers when all calls have ended.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// A server that could not start or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// A setting is out of its bounds.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The system gives no threads.
    #[error("workers: {0}")]
    Workers(io::Error),
    /// The descriptors of the contract cannot be read.
    #[error("reflection: {0}")]
    Reflection(#[from] tonic_reflection::server::Error),
    /// The first article could not be read.
    #[error("model: the warm-up article was not read: {0}")]
    WarmUp(Refusal),
    /// The transport failed.
    #[error("transport: {0}")]
    Transport(#[from] transport::Error),
}

/// Serves until `shutdown` is done, then ends gracefully: the port closes, streams answer what they have taken, other calls are
/// answered, and what is not done after [`Config::drain`] is cut off. Health says SERVING from the first article that the model has
/// read until `shutdown`.
///
/// # Errors
///
/// Settings out of bounds, no threads, a model that does not read, a transport that fails.
pub async fn run<E: Extractor>(
    listener: TcpListener,
    extractor: E,
    config: &Config,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    config.check()?;
    let engine = Arc::new(Engine::start(&extractor, config).map_err(ServeError::Workers)?);
    drop(extractor);
    let lifecycle = Lifecycle::default();
    let (health, health_service) = health_reporter();
    report::<E>(&health, ServingStatus::NotServing).await;
    let router = router(Arc::clone(&engine), config, &lifecycle)?.add_service(health_service);
    let incoming = incoming::speaking(listener, config::seconds(config.keepalive_timeout_seconds));
    let mut serving = pin!(router.serve_with_incoming_shutdown(incoming, lifecycle.draining.clone().cancelled_owned()));
    let ready = async {
        engine.warm_up().await.map_err(ServeError::WarmUp)?;
        report::<E>(&health, ServingStatus::Serving).await;
        tracing::info!("serving");
        std::future::pending().await
    };
    tokio::select! {
        result = &mut serving => return Ok(result?),
        result = ready => return result,
        () = shutdown => {}
    }
    tracing::info!("draining");
    report::<E>(&health, ServingStatus::NotServing).await;
    drain(serving, &lifecycle, config.drain()).await
}

/// Waits for calls to end, and cuts off those that have not when the time is over.
async fn drain(
    mut serving: impl Future<Output = Result<(), transport::Error>> + Unpin,
    lifecycle: &Lifecycle,
    time: Duration,
) -> Result<(), ServeError> {
    lifecycle.draining.cancel();
    lifecycle.calls.close();
    // A connection that watches health does not end by itself, nor one that broke off in its first words (hyper issue 4170); calls do.
    let idle = async {
        lifecycle.calls.wait().await;
        sleep(LAST_WORDS).await;
    };
    tokio::select! {
        result = &mut serving => return Ok(result?),
        () = idle => return Ok(()),
        () = sleep(time) => {}
    }
    tracing::warn!(calls = lifecycle.calls.len(), "calls cut off: the time for draining is over");
    lifecycle.over.cancel();
    match timeout(LAST_WORDS, serving).await {
        Ok(result) => Ok(result?),
        Err(_) => Ok(()),
    }
}

/// The services with their limits, all but health.
fn router<E: Extractor>(
    engine: Arc<Engine<E>>,
    config: &Config,
    lifecycle: &Lifecycle,
) -> Result<Router<Stack<EdgeLayer, Identity>>, ServeError> {
    let max_request = config::size(config.max_request_bytes);
    let edge = EdgeLayer { max_call: config.max_call(), max_request, lifecycle: lifecycle.clone() };
    let service = ExtractionServiceServer::new(Service::new(engine, config.clone(), lifecycle.clone()))
        .max_decoding_message_size(max_request)
        .max_encoding_message_size(config::size(config.max_response_bytes))
        .accept_compressed(Gzip)
        .send_compressed(Gzip);
    let mut server = Server::builder()
        .max_concurrent_streams(config.max_concurrent_streams_per_connection)
        .max_connection_age(config.max_connection_age())
        .http2_max_header_list_size(config.max_header_bytes)
        .http2_keepalive_interval(Some(config::seconds(config.keepalive_seconds)))
        .http2_keepalive_timeout(Some(config::seconds(config.keepalive_timeout_seconds)))
        .layer(edge);
    Ok(server.add_service(service).add_service(reflection().build_v1()?).add_service(reflection().build_v1alpha()?))
}

/// Reflection over the contract and health.
fn reflection() -> Reflection<'static> {
    LISTED
        .into_iter()
        .fold(Reflection::configure(), Reflection::with_service_name)
        .register_encoded_file_descriptor_set(DESCRIPTORS)
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
}

/// Says of the whole server and of the service how they are.
async fn report<E: Extractor>(health: &HealthReporter, status: ServingStatus) {
    for service in ["", ExtractionServiceServer::<Service<E>>::NAME] {
        health.set_service_status(service, status).await;
    }
}
