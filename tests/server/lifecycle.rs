//! From the first article to the last: health, reflection, a graceful end.

use dateline::server::Config;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{self as stream, StreamExt};
use tonic::Code;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_reflection::pb::{v1, v1alpha};
use tonic_types::StatusExt;

use crate::support::{Server, Stub, batch, held, item, outcome, request, until, within};

const SERVICES: [&str; 2] = ["", "dateline.v1.ExtractionService"];

/// What health says of a service, from now on.
async fn watch(server: &Server, service: &str) -> tonic::Streaming<HealthCheckResponse> {
    let request = HealthCheckRequest { service: service.into() };
    HealthClient::new(server.channel().await).watch(request).await.unwrap().into_inner()
}

async fn next(watch: &mut tonic::Streaming<HealthCheckResponse>) -> ServingStatus {
    within(watch.next()).await.unwrap().unwrap().status()
}

#[tokio::test]
async fn health_follows_the_model_and_the_drain() {
    let stub = Stub::new(|_| true);
    let mut server = Server::start(stub.clone(), Config::default()).await;
    let mut watches = Vec::new();
    for service in SERVICES {
        let mut watch = watch(&server, service).await;
        assert_eq!(next(&mut watch).await, ServingStatus::NotServing, "{service:?} before the warm-up");
        watches.push(watch);
    }
    stub.open();
    for watch in &mut watches {
        assert_eq!(next(watch).await, ServingStatus::Serving);
    }
    let mut health = HealthClient::new(server.channel().await);
    let status = health.check(HealthCheckRequest { service: "another".into() }).await.unwrap_err();
    assert_eq!((status.code(), status.get_details_error_info().unwrap().reason.as_str()), (Code::NotFound, "NOT_FOUND"));
    server.stop();
    for watch in &mut watches {
        assert_eq!(next(watch).await, ServingStatus::NotServing);
    }
    server.ended().await.unwrap();
}

#[tokio::test]
async fn reflection_lists_the_public_services_and_describes_details() {
    let server = Server::start(Stub::new(held), Config::default()).await;
    let listed = ["dateline.v1.ExtractionService", "grpc.health.v1.Health"];
    let ask = |message_request| v1::ServerReflectionRequest { host: String::new(), message_request: Some(message_request) };
    let questions = [
        ask(v1::server_reflection_request::MessageRequest::ListServices(String::new())),
        ask(v1::server_reflection_request::MessageRequest::FileContainingSymbol("dateline.v1.ExtractRequest".into())),
        ask(v1::server_reflection_request::MessageRequest::FileContainingSymbol("google.rpc.ErrorInfo".into())),
    ];
    let mut client = v1::server_reflection_client::ServerReflectionClient::new(server.channel().await);
    let mut answers = client.server_reflection_info(stream::iter(questions)).await.unwrap().into_inner();
    let Some(v1::server_reflection_response::MessageResponse::ListServicesResponse(list)) =
        answers.next().await.unwrap().unwrap().message_response
    else {
        panic!("no list")
    };
    assert_eq!(list.service.into_iter().map(|service| service.name).collect::<Vec<_>>(), listed);
    for _ in 0..2 {
        let answer = answers.next().await.unwrap().unwrap().message_response.unwrap();
        assert!(matches!(answer, v1::server_reflection_response::MessageResponse::FileDescriptorResponse(_)), "{answer:?}");
    }

    let list = v1alpha::server_reflection_request::MessageRequest::ListServices(String::new());
    let question = v1alpha::ServerReflectionRequest { host: String::new(), message_request: Some(list) };
    let mut client = v1alpha::server_reflection_client::ServerReflectionClient::new(server.channel().await);
    let mut answers = client.server_reflection_info(stream::iter([question])).await.unwrap().into_inner();
    let Some(v1alpha::server_reflection_response::MessageResponse::ListServicesResponse(list)) =
        answers.next().await.unwrap().unwrap().message_response
    else {
        panic!("no list")
    };
    assert_eq!(list.service.into_iter().map(|service| service.name).collect::<Vec<_>>(), listed);
}

#[tokio::test]
async fn a_drain_answers_what_was_taken() {
    let stub = Stub::new(held);
    let mut server = Server::start(stub.clone(), Config { workers: 3, ..Config::default() }).await;
    let (mut client, mut stream_client) = (server.client().await, server.client().await);
    let call = tokio::spawn(async move { client.extract(request("hold")).await });
    let (sender, messages) = mpsc::channel(10);
    let mut answers = stream_client.extract_stream(ReceiverStream::new(messages)).await.unwrap().into_inner();
    sender.send(item("hold")).await.unwrap();
    sender.send(item("hold")).await.unwrap();
    until(|| stub.started() == 3).await;
    server.stop();
    // The port closes first.
    within(async {
        while TcpStream::connect(server.address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let _ = sender.send(item("Too late.")).await;
    stub.open();
    for index in 0..2 {
        let answer = within(answers.next()).await.unwrap().unwrap();
        assert_eq!((answer.index, outcome(&answer.result.unwrap()).is_ok()), (index, true));
    }
    let status = within(answers.next()).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.get_details_error_info().unwrap().reason.as_str()), (Code::Unavailable, "DRAINING"));
    assert!(within(call).await.unwrap().unwrap().into_inner().document.is_some());
    server.ended().await.unwrap();
}

#[tokio::test]
async fn a_drain_waits_for_no_silent_connection() {
    let mut server = Server::start(Stub::new(held), Config { drain_seconds: 3600, ..Config::default() }).await;
    let _silent = TcpStream::connect(server.address).await.unwrap();
    let mut watch = watch(&server, "").await;
    while next(&mut watch).await != ServingStatus::Serving {}
    server.client().await.extract(request("Hello.")).await.unwrap();
    server.stop();
    server.ended().await.unwrap();
}

#[tokio::test]
async fn a_drain_has_an_end() {
    let stub = Stub::new(held);
    let mut server = Server::start(stub.clone(), Config { workers: 2, drain_seconds: 0, ..Config::default() }).await;
    let (mut client, mut stream_client) = (server.client().await, server.client().await);
    let call = tokio::spawn(async move { client.extract_batch(batch(&["hold"])).await });
    let mut answers = stream_client.extract_stream(stream::iter([item("hold")]).chain(stream::pending())).await.unwrap().into_inner();
    until(|| stub.started() == 2).await;
    server.stop();
    let status = within(call).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.get_details_error_info().unwrap().reason.as_str()), (Code::Unavailable, "DRAINING"));
    assert_eq!(within(answers.next()).await.unwrap().unwrap_err().code(), Code::Unavailable);
    until(|| stub.stopped() == 2).await;
    server.ended().await.unwrap();
}

#[tokio::test]
async fn a_stream_that_has_reached_its_age_ends() {
    let server = Server::start(Stub::new(held), Config { max_connection_age_seconds: 1, ..Config::default() }).await;
    let messages = stream::iter([item("One.")]).chain(stream::pending());
    let mut answers = server.client().await.extract_stream(messages).await.unwrap().into_inner();
    assert_eq!(within(answers.next()).await.unwrap().unwrap().index, 0);
    let status = within(answers.next()).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.get_details_error_info().unwrap().reason.as_str()), (Code::Unavailable, "DRAINING"));
}
