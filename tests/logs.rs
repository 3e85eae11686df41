//! What is logged of calls, and what is not: in a process of its own, because it takes all that is logged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use dateline::server::Config;
use tokio_stream::{self as stream, StreamExt};

use crate::support::{Server, Stub, batch, held, item, request, until};

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn logs_tell_calls_and_no_text() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).json().with_writer(move || writer.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let server = Server::start(Stub::new(held), Config::default()).await;
    let mut client = server.client().await;
    let secret = "Zanzibar";
    let mut sent = request(secret);
    let article = sent.article.as_mut().unwrap();
    (article.title, article.url, article.publisher) = (secret.into(), secret.into(), secret.into());
    article.language = format!("en-{secret}");
    client.extract(sent).await.unwrap();
    client.extract(request("panic Zanzibar")).await.unwrap_err();
    client.extract_batch(batch(&[secret, ""])).await.unwrap();
    let mut answers = client.extract_stream(stream::iter([item(secret)])).await.unwrap().into_inner();
    while answers.next().await.is_some() {}
    let lines = || String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in [
        ["\"method\":\"dateline.v1.ExtractionService/Extract\"", "\"status\":\"Ok\"", "\"articles\":1", "\"languages\":\"en\""],
        ["\"method\":\"dateline.v1.ExtractionService/Extract\"", "\"status\":\"Internal\"", "\"level\":\"ERROR\"", "\"total_ms\":"],
        ["\"method\":\"dateline.v1.ExtractionService/ExtractBatch\"", "\"articles\":2", "\"failed\":1", "\"article_bytes\":8"],
        ["\"method\":\"dateline.v1.ExtractionService/ExtractStream\"", "\"status\":\"Ok\"", "\"articles\":1", "\"queue_ms\":"],
    ] {
        until(|| lines().lines().any(|line| expected.iter().all(|part| line.contains(part)))).await;
    }
    let line = lines().lines().find(|line| line.contains(secret)).map(ToOwned::to_owned);
    assert_eq!(line, None);
}
