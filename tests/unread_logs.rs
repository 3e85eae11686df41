//! The real binary, whose logs nobody reads: calls are answered all the same.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use dateline::wire::proto::extraction_service_client::ExtractionServiceClient;
use dateline::wire::proto::{Article, ExtractRequest};

/// Calls enough to fill a pipe's 64 KiB with their lines.
const CALLS: usize = 600;

#[tokio::test]
async fn unread_logs_stop_no_call() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json"]).stdin(Stdio::null()).stderr(Stdio::piped());
    let mut server = command.spawn().unwrap();
    // Held to the end, so that the pipe stays open, but read no further than the address.
    let mut logs = BufReader::new(server.stderr.take().unwrap());
    let mut line = String::new();
    logs.read_line(&mut line).unwrap();
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = line["address"].as_str().unwrap().to_owned();

    let mut client = ExtractionServiceClient::connect(format!("http://{address}")).await.unwrap();
    for _ in 0..CALLS {
        let article = Article { text: "...".into(), ..Article::default() };
        client.extract(ExtractRequest { article: Some(article), options: None }).await.unwrap();
    }
    server.kill().unwrap();
    server.wait().unwrap();
}
