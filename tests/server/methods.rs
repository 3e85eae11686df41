//! What the methods answer to good and to bad articles, and that all roads give the same document.

use dateline::article::Article;
use dateline::model::ModelSource;
use dateline::pipeline::Pipeline;
use dateline::server::{self, Config, Extractor};
use dateline::wire::proto::{self, ExtractOptions, ExtractStreamRequest, Layer, OffsetUnit, StreamConfig};
use dateline::wire::{document, request::Asked};
use tokio_stream::{self as stream, StreamExt};
use tonic::codec::CompressionEncoding::Gzip;
use tonic::{Code, Status};

use crate::support::{Client, Server, Stub, batch, held, item, outcome, request, settings, within};

async fn server() -> (Server, Client) {
    let server = Server::start(Stub::new(held), Config::default()).await;
    let client = server.client().await;
    (server, client)
}

/// Sends a stream and collects its answers and its status.
pub(crate) async fn send(client: &mut Client, messages: Vec<ExtractStreamRequest>) -> (Vec<proto::ExtractStreamResponse>, Option<Status>) {
    let mut answers = client.extract_stream(stream::iter(messages)).await.unwrap().into_inner();
    let mut all = Vec::new();
    loop {
        match within(answers.message()).await {
            Ok(Some(answer)) => all.push(answer),
            Ok(None) => return (all, None),
            Err(status) => return (all, Some(status)),
        }
    }
}

/// The reasons of what failed, in a stream's or a batch's order; "" for documents.
fn reasons<'a>(results: impl IntoIterator<Item = &'a proto::ExtractResult>) -> Vec<&'a str> {
    results.into_iter().map(|result| outcome(result).err().map_or("", |error| error.reason.as_str())).collect()
}

fn results(answers: &[proto::ExtractStreamResponse]) -> impl Iterator<Item = &proto::ExtractResult> {
    answers.iter().map(|answer| answer.result.as_ref().unwrap())
}

#[tokio::test]
async fn one_article_is_answered_with_its_timings() {
    let (_server, mut client) = server().await;
    let mut sent = request("Größe matters. It does.");
    sent.options =
        Some(ExtractOptions { offset_unit: OffsetUnit::Utf8.into(), include_tokens: true, layers: vec![Layer::Entities.into()] });
    let response = client.extract(sent).await.unwrap().into_inner();
    let document = response.document.unwrap();
    assert_eq!(document.article_id, "id of Größe matters. It do");
    assert_eq!(document.sentences[1].span, Some(proto::Span { start: 17, end: 25, in_title: false }));
    assert_eq!((document.offset_unit(), document.tokens.len()), (OffsetUnit::Utf8, 6));
    assert_eq!(document.versions.unwrap().model, "m");
    let timings = response.timings.unwrap();
    assert_eq!(timings.encode.unwrap().nanos, 2_000_000);
    assert!(timings.extract.unwrap().nanos >= 1_000_000);
    assert!(timings.queue.is_some() && timings.total.is_some());
}

#[tokio::test]
async fn the_pipeline_gives_the_same_document_on_all_roads() {
    let pipeline = Pipeline::load(&ModelSource::BuiltIn).unwrap();
    let text = "LISBON, March 9 – Maria Schneider of the World Bank met Prime Minister João Costa on Monday.\n\nThe bank said nothing.";
    let article = Article { id: request(text).article.unwrap().id, text: text.into(), ..Article::default() };
    let found = pipeline.run(&article, &false.into()).unwrap();
    let expected = document::write(&article, &found, &Asked::default(), &pipeline.versions());
    let server = Server::start(pipeline, Config::default()).await;
    let mut client = server.client().await;
    assert_eq!(client.extract(request(text)).await.unwrap().into_inner().document.as_ref(), Some(&expected));
    let response = client.extract_batch(batch(&["Another one.", text])).await.unwrap().into_inner();
    assert_eq!(outcome(&response.results[1]), Ok(&expected));
    let (answers, _) = send(&mut client, vec![item("Another one."), item(text)]).await;
    assert_eq!(results(&answers).map(outcome).nth(1).unwrap(), Ok(&expected));
}

#[tokio::test]
async fn a_text_of_marks_alone_and_a_long_line_are_articles() {
    let (_server, mut client) = server().await;
    let response = client.extract(request(" … !? -- \u{1f642}")).await.unwrap().into_inner();
    assert!(response.document.unwrap().entities.is_empty());
    let line = "word ".repeat((1 << 20) / 5);
    let response = client.extract(request(&line)).await.unwrap().into_inner();
    assert_eq!(response.document.unwrap().paragraphs.len(), 1);
}

#[tokio::test]
async fn a_batch_answers_each_article_in_its_place() {
    let (_server, mut client) = server().await;
    let response =
        client.extract_batch(batch(&["One.", " \n", "Three.", "panic", &"x".repeat(2 << 20), "Six."])).await.unwrap().into_inner();
    assert_eq!(reasons(&response.results), ["", "INVALID_REQUEST", "", "INTERNAL", "INVALID_REQUEST", ""]);
    assert_eq!(outcome(&response.results[2]).unwrap().article_id, "id of Three.");
    assert!(response.results[2].timings.is_some());
    let error = outcome(&response.results[1]).unwrap_err();
    assert_eq!((error.code, error.article_id.as_str()), (Code::InvalidArgument as i32, "id of  \n"));
    assert_eq!(error.violations[0].field, "article.text");
    assert_eq!(outcome(&response.results[3]).unwrap_err().message, "internal error");
}

#[tokio::test]
async fn a_stream_goes_on_after_a_bad_article() {
    let (_server, mut client) = server().await;
    let (answers, status) = send(&mut client, vec![item("One."), item("Two."), item(""), item("Four.")]).await;
    assert!(status.is_none(), "{status:?}");
    assert_eq!(reasons(results(&answers)), ["", "", "INVALID_REQUEST", ""]);
    assert_eq!(answers.iter().map(|answer| answer.index).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(outcome(answers[3].result.as_ref().unwrap()).unwrap().article_id, "id of Four.");
}

#[tokio::test]
async fn a_stream_keeps_its_order_and_its_settings() {
    let (_server, mut client) = server().await;
    let options = Some(ExtractOptions { include_tokens: true, ..ExtractOptions::default() });
    let mut messages = vec![settings(StreamConfig { options, allow_out_of_order: false })];
    // More than are in flight at a time, the long ones first.
    messages.extend((0..100).rev().map(|length| item(&"A word. ".repeat(length + 1))));
    let (answers, status) = send(&mut client, messages).await;
    assert!(status.is_none(), "{status:?}");
    let sentences: Vec<_> = results(&answers).map(|result| outcome(result).unwrap().sentences.len()).collect();
    assert_eq!(sentences, (1..=100).rev().collect::<Vec<_>>());
    assert_eq!(outcome(answers[99].result.as_ref().unwrap()).unwrap().tokens.len(), 3);
}

#[tokio::test]
async fn a_stream_of_nothing_ends_well() {
    let (_server, mut client) = server().await;
    assert!(matches!(send(&mut client, Vec::new()).await, (answers, None) if answers.is_empty()));
    assert!(matches!(send(&mut client, vec![settings(StreamConfig::default())]).await, (answers, None) if answers.is_empty()));
    let (answers, status) = send(&mut client, vec![ExtractStreamRequest { request: None }]).await;
    assert!(status.is_none());
    assert_eq!(outcome(answers[0].result.as_ref().unwrap()).unwrap_err().violations[0].field, "article");
}

#[tokio::test]
async fn info_tells_what_is_in_force() {
    let config = Config { max_batch_articles: 7, max_call_seconds: 61, ..Config::default() };
    let server = Server::start(Stub::new(held), config.clone()).await;
    let info = server.client().await.get_info(proto::GetInfoRequest {}).await.unwrap().into_inner();
    assert_eq!(info, server::info(&config, &Stub::new(held).versions()));
    let limits = info.limits.as_ref().unwrap();
    assert_eq!((limits.max_batch_articles, limits.max_article_bytes, limits.max_response_bytes), (7, 1 << 20, 16 << 20));
    assert_eq!(limits.max_call_duration.as_ref().unwrap().seconds, 61);
    assert_eq!(info.layers().collect::<Vec<_>>(), [Layer::Entities, Layer::Attributions, Layer::Roles]);
    assert_eq!((info.languages.join(","), info.entity_types.len()), ("en".into(), 8));
}

#[tokio::test]
async fn messages_are_compressed_both_ways() {
    let (_server, client) = server().await;
    let mut client = client.send_compressed(Gzip).accept_compressed(Gzip);
    let response = client.extract(request("Small. Large.")).await.unwrap();
    assert_eq!(response.metadata().get("grpc-encoding").unwrap(), "gzip");
    assert_eq!(response.into_inner().document.unwrap().sentences.len(), 2);
    let mut answers = client.extract_stream(stream::iter([item("One.")])).await.unwrap().into_inner();
    assert!(answers.next().await.unwrap().unwrap().result.is_some());
}
