//! What no client library sends: deadlines that only the server sees, half a stream, garbage on the port.

use std::time::Duration;

use dateline::server::Config;
use dateline::wire::proto::ExtractStreamRequest;
use h2::client::{ResponseFuture, SendRequest};
use h2::{Reason, SendStream};
use prost::Message;
use prost::bytes::{BufMut, Bytes, BytesMut};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::support::{Server, Stub, held, item, request, until, within};

/// An HTTP/2 connection without a gRPC library, which would keep deadlines by itself.
async fn connect(server: &Server) -> SendRequest<Bytes> {
    let socket = TcpStream::connect(server.address).await.unwrap();
    let (client, connection) = h2::client::handshake(socket).await.unwrap();
    tokio::spawn(connection);
    client.ready().await.unwrap()
}

fn begin(client: &mut SendRequest<Bytes>, server: &Server, method: &str, timeout: &str) -> (ResponseFuture, SendStream<Bytes>) {
    let head = http::Request::post(format!("http://{}/dateline.v1.ExtractionService/{method}", server.address))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .header("grpc-timeout", timeout);
    client.send_request(head.body(()).unwrap(), false).unwrap()
}

/// A message as gRPC frames it.
fn frame(message: &impl Message) -> Bytes {
    let mut bytes = BytesMut::new();
    bytes.put_u8(0);
    bytes.put_u32(u32::try_from(message.encoded_len()).unwrap());
    message.encode(&mut bytes).unwrap();
    bytes.freeze()
}

#[tokio::test]
async fn the_deadline_of_a_call_ends_its_work() {
    let stub = Stub::new(held);
    let server = Server::start(stub.clone(), Config::default()).await;
    let mut client = connect(&server).await;
    let (response, mut body) = begin(&mut client, &server, "Extract", "200m");
    body.send_data(frame(&request("hold this")), true).unwrap();
    let head = within(response).await.unwrap();
    let status = Status::from_header_map(head.headers()).unwrap();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(status.get_details_error_info().unwrap().reason, "DEADLINE_EXCEEDED");
    until(|| stub.stopped() == stub.started()).await;
}

#[tokio::test]
async fn the_deadline_of_a_call_that_sends_nothing_is_kept() {
    let server = Server::start(Stub::new(held), Config::default()).await;
    let mut client = connect(&server).await;
    let (response, _body) = begin(&mut client, &server, "Extract", "50m");
    let status = Status::from_header_map(within(response).await.unwrap().headers()).unwrap();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(status.get_details_error_info().unwrap().reason, "DEADLINE_EXCEEDED");
}

#[tokio::test]
async fn the_deadline_of_a_stream_ends_it() {
    let stub = Stub::new(held);
    let server = Server::start(stub.clone(), Config::default()).await;
    let mut client = connect(&server).await;
    let (response, mut body) = begin(&mut client, &server, "ExtractStream", "300m");
    body.send_data(frame(&item("hold this")), false).unwrap();
    let mut answers = within(response).await.unwrap().into_body();
    assert!(within(answers.data()).await.is_none());
    let trailers = within(answers.trailers()).await.unwrap().unwrap();
    assert_eq!(Status::from_header_map(&trailers).unwrap().code(), Code::DeadlineExceeded);
    until(|| stub.stopped() == stub.started()).await;
}

#[tokio::test]
async fn the_server_has_a_deadline_of_its_own() {
    let stub = Stub::new(held);
    let server = Server::start(stub.clone(), Config { max_call_seconds: 1, ..Config::default() }).await;
    let status = server.client().await.extract(request("hold this")).await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    until(|| stub.stopped() == 1).await;
}

#[tokio::test]
async fn a_client_that_hangs_up_half_way_ends_its_work_alone() {
    let stub = Stub::new(held);
    let server = Server::start(stub.clone(), Config { workers: 2, ..Config::default() }).await;
    let other = tokio::spawn({
        let mut client = server.client().await;
        async move { client.extract(request("hold me too")).await }
    });
    let mut client = connect(&server).await;
    let (_response, mut body) = begin(&mut client, &server, "ExtractStream", "1H");
    body.send_data(frame(&item("hold this")), false).unwrap();
    until(|| stub.started() == 2).await;
    // A frame that announces more than follows.
    let whole: ExtractStreamRequest = item("The rest never comes.");
    body.send_data(frame(&whole).slice(..9), false).unwrap();
    body.send_reset(Reason::CANCEL);
    drop(client);
    until(|| stub.stopped() == 1).await;
    stub.open();
    assert!(within(other).await.unwrap().is_ok());
}

#[tokio::test]
async fn garbage_on_the_port_disturbs_nobody() {
    let server = Server::start(Stub::new(held), Config::default()).await;
    let mut client = server.client().await;
    let noise: Vec<u8> = (0..4096_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    for bytes in [noise.clone(), b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(), [preface, noise].concat(), Vec::new()] {
        let mut socket = TcpStream::connect(server.address).await.unwrap();
        // The server may hang up before it has read all.
        let _ = socket.write_all(&bytes).await;
        let _ = socket.shutdown().await;
        let mut answer = Vec::new();
        let _ = tokio::time::timeout(Duration::from_secs(5), socket.read_to_end(&mut answer)).await;
        assert!(client.extract(request("Still there.")).await.is_ok());
    }
    assert!(server.client().await.extract(request("New ones too.")).await.is_ok());
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed() {
    let server = Server::start(Stub::new(held), Config { keepalive_timeout_seconds: 1, ..Config::default() }).await;
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    assert!(server.client().await.extract(request("Others speak.")).await.is_ok());
    assert_eq!(within(silent.read(&mut [0; 1])).await.unwrap(), 0);
}
