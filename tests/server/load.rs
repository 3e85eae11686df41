//! A server that has more to do than it can: who is refused, who waits, and whose work ends.

use std::time::Duration;

use dateline::server::Config;
use dateline::wire::proto::{ExtractStreamRequest, ExtractStreamResponse, StreamConfig};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Code, Status, Streaming};
use tonic_types::StatusExt;

use crate::support::{Client, Server, Stub, batch, held, item, outcome, request, settings, until, within};

/// A server of one worker.
async fn narrow(max_queued_articles: u32) -> (Stub, Server) {
    let stub = Stub::new(held);
    let server = Server::start(stub.clone(), Config { workers: 1, max_queued_articles, ..Config::default() }).await;
    // The warm-up article is out of the way when another one is answered after it.
    server.client().await.extract(request("First.")).await.unwrap();
    (stub, server)
}

/// Calls in the background, of which no more than `admitted` can be let in: gives those when all others are refused.
async fn fill(client: &Client, admitted: usize) -> JoinSet<Result<(), Status>> {
    let mut calls = JoinSet::new();
    for _ in 0..admitted + 5 {
        let mut client = client.clone();
        calls.spawn(async move { client.extract(request("hold")).await.map(drop) });
    }
    while calls.len() > admitted {
        let refused = within(calls.join_next()).await.unwrap().unwrap().unwrap_err();
        assert_eq!(refused.code(), Code::ResourceExhausted);
    }
    calls
}

/// Opens a stream whose messages the test sends one by one.
async fn open(client: &mut Client) -> (mpsc::Sender<ExtractStreamRequest>, Streaming<ExtractStreamResponse>) {
    let (sender, messages) = mpsc::channel(100);
    let answers = within(client.extract_stream(ReceiverStream::new(messages))).await.unwrap().into_inner();
    (sender, answers)
}

#[tokio::test]
async fn a_full_server_refuses_calls_and_says_when_to_come_back() {
    let (stub, server) = narrow(2).await;
    let mut client = server.client().await;
    // One that runs and two that wait.
    let calls = fill(&client, 3).await;
    for status in [client.extract(request("x")).await.unwrap_err(), client.extract_batch(batch(&["", "x"])).await.unwrap_err()] {
        assert_eq!(status.code(), Code::ResourceExhausted);
        assert_eq!(status.get_details_error_info().unwrap().reason, "QUEUE_FULL");
        let delay = status.get_details_retry_info().unwrap().retry_delay.unwrap();
        assert_eq!(status.metadata().get("grpc-retry-pushback-ms").unwrap().to_str().unwrap(), delay.as_millis().to_string());
    }
    // A bad article needs no room to be told so.
    assert_eq!(client.extract(request(" ")).await.unwrap_err().code(), Code::InvalidArgument);
    stub.open();
    assert!(within(calls.join_all()).await.iter().all(Result::is_ok));
    assert!(client.extract(request("Room again.")).await.is_ok());
}

#[tokio::test]
async fn streams_and_the_rest_of_a_batch_wait_for_room() {
    let (stub, server) = narrow(4).await;
    let mut client = server.client().await;
    let mut batch_client = client.clone();
    let batch = tokio::spawn(async move { batch_client.extract_batch(batch(&["hold"; 20])).await });
    until(|| stub.started() == 1).await;
    // The batch leaves room for at least one of them.
    let calls = fill(&client, 4).await;
    let (sender, mut answers) = open(&mut client).await;
    sender.send(item("Patience.")).await.unwrap();
    drop(sender);
    assert!(tokio::time::timeout(Duration::from_millis(100), answers.next()).await.is_err());
    stub.open();
    assert!(outcome(&within(answers.next()).await.unwrap().unwrap().result.unwrap()).is_ok());
    let response = within(batch).await.unwrap().unwrap().into_inner();
    assert!(response.results.len() == 20 && response.results.iter().all(|result| outcome(result).is_ok()));
    assert!(within(calls.join_all()).await.iter().any(Result::is_ok));
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_its_place() {
    let (stub, server) = narrow(2).await;
    let mut calls = fill(&server.client().await, 3).await;
    until(|| stub.started() == 1).await;
    calls.abort_all();
    until(|| stub.stopped() == 1).await;
    stub.open();
    let mut client = server.client().await;
    assert!(client.extract(request("Room again.")).await.is_ok());
    assert_eq!(stub.started(), 1, "what waited was never begun");
}

#[tokio::test]
async fn a_stream_takes_no_more_than_it_may_hold() {
    let stub = Stub::new(held);
    let config = Config { workers: 8, max_stream_articles_in_flight: 3, ..Config::default() };
    let server = Server::start(stub.clone(), config).await;
    let mut client = server.client().await;
    let (sender, mut answers) = open(&mut client).await;
    for _ in 0..20 {
        sender.send(item("hold")).await.unwrap();
    }
    drop(sender);
    until(|| stub.started() == 3).await;
    assert!(tokio::time::timeout(Duration::from_millis(100), answers.next()).await.is_err());
    assert_eq!(stub.started(), 3);
    stub.open();
    for index in 0..20 {
        assert_eq!(within(answers.next()).await.unwrap().unwrap().index, index);
    }
    assert!(within(answers.next()).await.is_none());
}

#[tokio::test]
async fn a_stream_may_be_answered_out_of_order() {
    let stub = Stub::new(held);
    let server = Server::start(stub.clone(), Config { workers: 2, ..Config::default() }).await;
    let mut client = server.client().await;
    for (allow_out_of_order, first) in [(true, 1), (false, 0)] {
        let (sender, mut answers) = open(&mut client).await;
        sender.send(settings(StreamConfig { options: None, allow_out_of_order })).await.unwrap();
        sender.send(item("hold")).await.unwrap();
        sender.send(item("Go.")).await.unwrap();
        if !allow_out_of_order {
            assert!(tokio::time::timeout(Duration::from_millis(100), answers.next()).await.is_err());
            stub.open();
        }
        let answer = within(answers.next()).await.unwrap().unwrap();
        assert_eq!(answer.index, first);
        let id = if first == 1 { "id of Go." } else { "id of hold" };
        assert_eq!(outcome(&answer.result.unwrap()).unwrap().article_id, id);
    }
}
