//! How soon the service answers and how much memory it keeps, over a real socket: `make bench`.
//!
//! Starts the binary, waits for SERVING, then sends `DATELINE_BENCH_ARTICLES` articles (10,000 without) over one stream and prints the
//! resident memory on the way. Memory is read from /proc, so it is printed on Linux alone.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dateline::wire::proto::extract_stream_request::Request;
use dateline::wire::proto::extraction_service_client::ExtractionServiceClient;
use dateline::wire::proto::{Article, ExtractStreamRequest};
use tokio::time::sleep;
use tokio_stream::StreamExt;
use tonic::transport::Channel;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

/// The server, ended with the benchmark.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::var("DATELINE_BENCH_ARTICLES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = format!("127.0.0.1:{port}");
    let binary = env!("CARGO_BIN_EXE_dateline");
    println!("binary           {:>8.1} MB", megabytes(std::fs::metadata(binary)?.len()));

    let started = Instant::now();
    let mut command = Command::new(binary);
    let server = Server(command.args(["serve", "--listen", &address]).stderr(Stdio::null()).spawn()?);
    let channel = ready(&address).await?;
    println!("ready to answer  {:>8} ms after exec", started.elapsed().as_millis());
    report(&server, 0);

    let articles = tokio_stream::iter((0..count).map(|number| {
        let article = Article { id: number.to_string(), text: text(number), ..Article::default() };
        ExtractStreamRequest { request: Some(Request::Article(article)) }
    }));
    let mut client = ExtractionServiceClient::new(channel);
    let started = Instant::now();
    let mut answers = client.extract_stream(articles).await?.into_inner();
    let mut answered = 0;
    while let Some(answer) = answers.next().await {
        answer?;
        answered += 1;
        if answered % (count / 5).max(1) == 0 {
            report(&server, answered);
        }
    }
    println!("{answered} articles of some 60 words in {:.1} s over one stream", started.elapsed().as_secs_f64());
    Ok(())
}

/// Waits until health says SERVING.
async fn ready(address: &str) -> Result<Channel, Box<dyn std::error::Error>> {
    let endpoint = Channel::from_shared(format!("http://{address}"))?;
    for _ in 0..2_000 {
        if let Ok(channel) = endpoint.connect().await {
            let check = HealthClient::new(channel.clone()).check(HealthCheckRequest::default()).await;
            if check.is_ok_and(|answer| answer.into_inner().status == 1) {
                return Ok(channel);
            }
        }
        sleep(Duration::from_millis(5)).await;
    }
    Err("the server does not say SERVING".into())
}

/// Prints the server's resident memory.
fn report(server: &Server, articles: usize) {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.0.id())).unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    if let Some(kilobytes) = resident {
        println!("resident memory  {:>8.1} MB after {articles} articles", megabytes(kilobytes * 1024));
    }
}

/// Bytes as millions.
fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1000.0
}

/// A short article; each number gives another one, of another length.
fn text(number: usize) -> String {
    let opening =
        format!("RAVENPORT — Mayor Maria Keller said on Monday that {} dockers of the Northern Union had voted. ", number % 900 + 100);
    let middle =
        "The harbour of Lake Torrin stays closed, Tomas Lindqvist of Torrin Bank told reporters, and \"nobody knows for how long\". ";
    opening + &middle.repeat(number % 4 + 1)
}
