//! Calls that are refused: every status has its details, and the server goes on.

use dateline::server::Config;
use dateline::wire::proto::{ExtractBatchRequest, ExtractOptions, ExtractRequest, ExtractResponse, Layer, StreamConfig};
use http::uri::PathAndQuery;
use prost::Message;
use tonic::client::Grpc;
use tonic::codec::CompressionEncoding::Gzip;
use tonic::{Code, Request, Status};
use tonic_prost::ProstCodec;
use tonic_types::StatusExt;

use crate::methods::send;
use crate::support::{Server, Stub, article, batch, held, item, outcome, request, settings};

async fn server(config: Config) -> Server {
    Server::start(Stub::new(held), config).await
}

/// The fields that a status names, after checking that it says what every refusal says.
fn fields(status: &Status) -> Vec<String> {
    let info = status.get_details_error_info().expect("an ErrorInfo");
    assert_eq!(info.domain, "dateline");
    assert!(!status.message().is_empty());
    assert_eq!((status.code() == Code::InvalidArgument), (info.reason == "INVALID_REQUEST"), "{status:?}");
    let request = status.get_details_bad_request().map(|request| request.field_violations).unwrap_or_default();
    request.into_iter().map(|violation| violation.field).collect()
}

fn reason(status: &Status) -> String {
    status.get_details_error_info().expect("an ErrorInfo").reason
}

#[tokio::test]
async fn bad_articles_and_options_are_named() {
    let server = server(Config::default()).await;
    let mut client = server.client().await;
    let published = |value: &str| {
        let mut sent = request("x");
        sent.article.as_mut().unwrap().published = value.into();
        sent
    };
    let layers = |layers: &[i32]| ExtractRequest {
        options: Some(ExtractOptions { layers: layers.into(), ..ExtractOptions::default() }),
        ..request("x")
    };
    let unit = ExtractOptions { offset_unit: 9, ..ExtractOptions::default() };
    for (sent, expected) in [
        (ExtractRequest::default(), "article"),
        (request(""), "article.text"),
        (request(" \r\n\u{feff}"), "article.text"),
        (request(&"x".repeat(2_000_000)), "article.text"),
        (published("yesterday"), "article.published"),
        (published("2023-13-45"), "article.published"),
        (layers(&[1, 99]), "options.layers[1]"),
        (layers(&[-1]), "options.layers[0]"),
        (layers(&[Layer::Events.into()]), "options.layers[0]"),
        (ExtractRequest { options: Some(unit), ..request("x") }, "options.offset_unit"),
    ] {
        let status = client.extract(sent).await.unwrap_err();
        assert_eq!((status.code(), fields(&status)), (Code::InvalidArgument, vec![expected.into()]), "{status:?}");
    }
    client.extract(request("Still there.")).await.unwrap();
}

#[tokio::test]
async fn bad_batches_are_refused() {
    let server = server(Config::default()).await;
    let mut client = server.client().await;
    for sent in [batch(&[]), batch(&["x"; 101])] {
        let status = client.extract_batch(sent).await.unwrap_err();
        assert_eq!((status.code(), fields(&status)), (Code::InvalidArgument, vec!["articles".into()]));
        assert!(status.message().contains("takes 1 to 100"), "{status:?}");
    }
    let sent = ExtractBatchRequest { options: Some(ExtractOptions { layers: vec![99], ..ExtractOptions::default() }), ..batch(&["x"]) };
    let status = client.extract_batch(sent).await.unwrap_err();
    assert_eq!(fields(&status), ["options.layers[0]"]);
    assert_eq!(client.extract_batch(batch(&["x"; 100])).await.unwrap().into_inner().results.len(), 100);
}

#[tokio::test]
async fn settings_stand_first_in_a_stream_and_are_checked() {
    let server = server(Config::default()).await;
    let mut client = server.client().await;
    let config = || settings(StreamConfig::default());
    for messages in [vec![config(), item("One."), config(), item("Two.")], vec![item("One."), config()]] {
        let (answers, status) = send(&mut client, messages).await;
        assert_eq!(answers.len(), 1, "what was taken is answered");
        assert_eq!(fields(&status.unwrap()), ["config"]);
    }
    let options = Some(ExtractOptions { layers: vec![99], ..ExtractOptions::default() });
    let (answers, status) = send(&mut client, vec![settings(StreamConfig { options, allow_out_of_order: true }), item("One.")]).await;
    assert_eq!((answers.len(), fields(&status.unwrap())), (0, vec!["config.options.layers[0]".into()]));
}

#[tokio::test]
async fn messages_over_the_limit_are_refused_with_details() {
    let server = server(Config::default()).await;
    let mut client = server.client().await;
    let large = "x".repeat(5 << 20);
    let status = client.extract(request(&large)).await.unwrap_err();
    assert_eq!((status.code(), reason(&status)), (Code::ResourceExhausted, "REQUEST_TOO_LARGE".into()));
    assert!(status.get_details_retry_info().is_none());
    let (answers, status) = send(&mut client, vec![item("One."), item(&large), item("Three.")]).await;
    assert_eq!((answers.len(), reason(&status.unwrap())), (1, "REQUEST_TOO_LARGE".into()));
    // Small on the wire, large when it is decompressed.
    let mut client = server.client().await.send_compressed(Gzip);
    let status = client.extract(request(&large)).await.unwrap_err();
    assert_eq!((status.code(), reason(&status)), (Code::ResourceExhausted, "REQUEST_TOO_LARGE".into()));
    client.extract(request("Still there.")).await.unwrap();
}

#[tokio::test]
async fn answers_over_the_limit_are_errors_in_their_place() {
    let config = Config { max_article_bytes: 1000, max_request_bytes: 4000, max_response_bytes: 4000, ..Config::default() };
    let server = server(config).await;
    let mut client = server.client().await;
    let options = || Some(ExtractOptions { include_tokens: true, ..ExtractOptions::default() });
    let large = "a ".repeat(450);
    let status = client.extract(ExtractRequest { options: options(), ..request(&large) }).await.unwrap_err();
    assert_eq!((status.code(), reason(&status)), (Code::ResourceExhausted, "RESPONSE_TOO_LARGE".into()));
    let sent = ExtractBatchRequest { options: options(), ..batch(&["One.", &large, "Three."]) };
    let response = client.extract_batch(sent).await.unwrap().into_inner();
    let failed: Vec<_> = response.results.iter().map(|result| outcome(result).is_err()).collect();
    assert_eq!(failed, [false, true, false]);
    let config = settings(StreamConfig { options: options(), allow_out_of_order: false });
    let (answers, status) = send(&mut client, vec![config, item("One."), item(&large), item("Three.")]).await;
    assert!(status.is_none(), "{status:?}");
    let reasons: Vec<_> = answers.iter().map(|answer| outcome(answer.result.as_ref().unwrap()).is_err()).collect();
    assert_eq!(reasons, [false, true, false]);
}

/// A message that is no article's: its text is no UTF-8.
#[derive(Clone, PartialEq, Message)]
struct RawRequest {
    #[prost(message, optional, tag = "1")]
    article: Option<RawArticle>,
}

#[derive(Clone, PartialEq, Message)]
struct RawArticle {
    #[prost(bytes = "vec", tag = "3")]
    text: Vec<u8>,
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_details() {
    let server = server(Config::default()).await;
    let mut client = Grpc::new(server.channel().await);
    client.ready().await.unwrap();
    let path = PathAndQuery::from_static("/dateline.v1.ExtractionService/Extract");
    let sent = RawRequest { article: Some(RawArticle { text: b"secret \xff".to_vec() }) };
    let codec = ProstCodec::<RawRequest, ExtractResponse>::default();
    let status = client.unary(Request::new(sent), path, codec).await.unwrap_err();
    assert_eq!((status.code(), fields(&status)), (Code::InvalidArgument, vec!["request".into()]));
    assert!(status.message().contains("UTF-8") && !status.message().contains("secret"), "{status:?}");
    for path in ["/dateline.v1.ExtractionService/Guess", "/dateline.v9.Service/Extract", "/"] {
        client.ready().await.unwrap();
        let codec = ProstCodec::<ExtractRequest, ExtractResponse>::default();
        let status = client.unary(Request::new(request("x")), PathAndQuery::from_static(path), codec).await.unwrap_err();
        assert_eq!((status.code(), reason(&status)), (Code::Unimplemented, "UNIMPLEMENTED".into()), "{path}");
    }
}

#[tokio::test]
async fn a_panic_is_answered_and_says_nothing() {
    let server = server(Config { workers: 1, ..Config::default() }).await;
    let mut client = server.client().await;
    for _ in 0..3 {
        let status = client.extract(request("panic over a secret")).await.unwrap_err();
        assert_eq!((status.code(), status.message(), reason(&status)), (Code::Internal, "internal error", "INTERNAL".into()));
    }
    let response = client.extract(ExtractRequest { article: Some(article("Still there.")), options: None }).await.unwrap();
    assert!(response.into_inner().document.is_some());
}
