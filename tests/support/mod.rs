//! A server on a free port, and an extractor that a test can hold.

#![allow(dead_code, unreachable_pub, reason = "each test program uses a part")]

use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use dateline::article::Article;
use dateline::document::Document;
use dateline::server::{self, Config, Extraction, Extractor, ServeError};
use dateline::text::Text;
use dateline::wire::proto;
use dateline::wire::proto::extraction_service_client::ExtractionServiceClient;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tonic::transport::Channel;

/// How long a test waits for what must happen before it fails; nothing is measured against it.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The client that the contract gives.
pub type Client = ExtractionServiceClient<Channel>;

/// A server that runs in this process.
pub struct Server {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<Result<(), ServeError>>,
}

impl Server {
    /// Starts a server; it may not be ready yet.
    pub async fn start(extractor: impl Extractor, config: Config) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(async move {
            server::run(listener, extractor, &config, async {
                let _ = stopped.await;
            })
            .await
        });
        Self { address, stop: Some(stop), running }
    }

    /// A connection of its own.
    pub async fn channel(&self) -> Channel {
        Channel::from_shared(format!("http://{}", self.address)).unwrap().connect().await.unwrap()
    }

    /// A client on a connection of its own.
    pub async fn client(&self) -> Client {
        Client::new(self.channel().await).max_decoding_message_size(64 << 20).max_encoding_message_size(64 << 20)
    }

    /// Tells the server to stop, as SIGTERM does.
    pub fn stop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
    }

    /// Waits for its end.
    pub async fn ended(self) -> Result<(), ServeError> {
        within(self.running).await.unwrap()
    }
}

/// Fails the test when something that must happen does not.
pub async fn within<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.expect("it did not happen")
}

/// Waits until something is so.
pub async fn until(condition: impl Fn() -> bool) {
    within(async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    })
    .await;
}

/// Reads no facts; holds articles until the test opens it, and counts.
#[derive(Clone)]
pub struct Stub(Arc<Shared>);

struct Shared {
    holds: fn(&str) -> bool,
    open: Mutex<bool>,
    changed: Condvar,
    started: AtomicUsize,
    stopped: AtomicUsize,
}

/// Holds articles that begin with "hold".
pub fn held(text: &str) -> bool {
    text.starts_with("hold")
}

impl Stub {
    /// Holds the articles whose text is chosen.
    pub fn new(holds: fn(&str) -> bool) -> Self {
        let counts = [const { AtomicUsize::new(0) }; 2];
        let [started, stopped] = counts;
        Self(Arc::new(Shared { holds, open: Mutex::new(false), changed: Condvar::new(), started, stopped }))
    }

    /// Lets all articles go, those to come too.
    pub fn open(&self) {
        *self.0.open.lock().unwrap() = true;
        self.0.changed.notify_all();
    }

    /// How many held articles were begun.
    pub fn started(&self) -> usize {
        self.0.started.load(Ordering::SeqCst)
    }

    /// How many held articles were told to stop.
    pub fn stopped(&self) -> usize {
        self.0.stopped.load(Ordering::SeqCst)
    }

    /// Waits until it is open; whether it was told to stop before.
    fn hold(&self, stop: &AtomicBool) -> bool {
        self.0.started.fetch_add(1, Ordering::SeqCst);
        let mut open = self.0.open.lock().unwrap();
        while !*open && !stop.load(Ordering::Relaxed) {
            open = self.0.changed.wait_timeout(open, Duration::from_millis(1)).unwrap().0;
        }
        let stopped = !*open;
        self.0.stopped.fetch_add(usize::from(stopped), Ordering::SeqCst);
        stopped
    }
}

impl Extractor for Stub {
    fn fork(&self) -> Self {
        self.clone()
    }

    fn versions(&self) -> proto::Versions {
        proto::Versions { server: "s".into(), model: "m".into(), data: "d".into() }
    }

    fn extract(&self, article: &Article, stop: &AtomicBool) -> Option<Extraction> {
        assert!(!article.text.starts_with("panic"), "panic with the text: {}", article.text);
        if (self.0.holds)(&article.text) && self.hold(stop) {
            return None;
        }
        let text = Text::read(article);
        let language = article.language.clone().unwrap_or_else(|| "en".into());
        let document = Document { text, language, ..Document::default() };
        Some(Extraction { document, encode: Duration::from_millis(2), extract: Duration::from_millis(1) })
    }
}

/// An article of a text alone.
pub fn article(text: &str) -> proto::Article {
    proto::Article { id: format!("id of {}", text.chars().take(20).collect::<String>()), text: text.into(), ..proto::Article::default() }
}

/// A request for one article, without options.
pub fn request(text: &str) -> proto::ExtractRequest {
    proto::ExtractRequest { article: Some(article(text)), options: None }
}

/// A request for a batch, without options.
pub fn batch(texts: &[&str]) -> proto::ExtractBatchRequest {
    proto::ExtractBatchRequest { articles: texts.iter().map(|text| article(text)).collect(), options: None }
}

/// A message of a stream that is an article.
pub fn item(text: &str) -> proto::ExtractStreamRequest {
    proto::ExtractStreamRequest { request: Some(proto::extract_stream_request::Request::Article(article(text))) }
}

/// A message of a stream that is settings.
pub fn settings(config: proto::StreamConfig) -> proto::ExtractStreamRequest {
    proto::ExtractStreamRequest { request: Some(proto::extract_stream_request::Request::Config(config)) }
}

/// The document of a result, or the reason why there is none.
pub fn outcome(result: &proto::ExtractResult) -> Result<&proto::Document, &proto::ArticleError> {
    match result.outcome.as_ref().expect("an outcome") {
        proto::extract_result::Outcome::Document(document) => Ok(document),
        proto::extract_result::Outcome::Error(error) => Err(error),
    }
}
