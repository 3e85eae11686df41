//! The real binary over a real socket, asked by tools that people have: grpcurl, and the Python client.
//!
//! Without grpcurl (or without `DATELINE_PYTHON`, an interpreter that has the client) a test says so and is skipped.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::{env, fs, thread};

use serde_json::{Value, json};

/// A `dateline serve` on a port of its own, ended when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json"]).stdin(Stdio::null()).stderr(Stdio::piped());
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("DATELINE_")) {
            command.env_remove(name);
        }
        let mut child = command.spawn().unwrap();
        let mut logs = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut address = String::new();
        for line in logs.by_ref() {
            let entry: Value = serde_json::from_str(&line.unwrap()).unwrap();
            address = entry["address"].as_str().map_or(address, str::to_owned);
            if entry["message"] == "serving" {
                break;
            }
        }
        assert!(!address.is_empty(), "the server ended before it served");
        // A pipe that nobody reads stops its writer.
        thread::spawn(move || logs.for_each(drop));
        Self { child, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says that a test was skipped, where the capture of test output does not hide it.
fn skip(test: &str, why: &str) {
    io::stderr().write_all(format!("SKIPPED {test}: {why}\n").as_bytes()).unwrap();
}

/// grpcurl from `PATH`, from where `make test` builds it, or from where Go does.
fn grpcurl() -> Option<PathBuf> {
    let go = Command::new("go").args(["env", "GOPATH"]).output().ok();
    let go = go.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()).join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders = env::split_paths(&path).chain([Path::new(env!("CARGO_MANIFEST_DIR")).join("out/bin")]).chain(go);
    folders.find_map(|folder| Some(folder.join("grpcurl")).filter(|program| program.is_file()))
}

fn run(program: &Path, arguments: &[&str], stdin: &str) -> Output {
    let mut child =
        Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// What grpcurl prints, when it succeeds.
fn ask(grpcurl: &Path, arguments: &[&str], stdin: &str) -> String {
    let output = run(grpcurl, arguments, stdin);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// An article as the contract's JSON: headings, curly quotation marks, accents, characters beyond the basic plane.
fn article() -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("articles/flood.txt")).unwrap();
    let text = format!("\u{feff}{text}\r\n\r\nSome readers of “Zürich 🌊 Heute” wrote to José Núñez in São Paulo.\r\n");
    json!({"id": "flood-1", "title": "After the flood 🌊", "text": text, "published": "2023-11-08", "country": "KE"})
}

#[test]
fn grpcurl_finds_its_way() {
    let Some(grpcurl) = grpcurl() else { return skip("grpcurl_finds_its_way", "there is no grpcurl") };
    let server = Server::start();
    let address = server.address.as_str();

    let services = ask(&grpcurl, &["-plaintext", address, "list"], "");
    assert_eq!(services.lines().collect::<Vec<_>>(), ["dateline.v1.ExtractionService", "grpc.health.v1.Health"]);
    let methods = ask(&grpcurl, &["-plaintext", address, "list", "dateline.v1.ExtractionService"], "");
    for method in ["Extract", "ExtractBatch", "ExtractStream", "GetInfo"] {
        assert!(methods.lines().any(|line| line == format!("dateline.v1.ExtractionService.{method}")), "{methods}");
    }
    let service = ask(&grpcurl, &["-plaintext", address, "describe", "dateline.v1.ExtractionService"], "");
    assert!(service.contains("rpc Extract ( .dateline.v1.ExtractRequest ) returns ( .dateline.v1.ExtractResponse );"), "{service}");
    let message = ask(&grpcurl, &["-plaintext", address, "describe", "dateline.v1.Document"], "");
    assert!(message.contains("repeated .dateline.v1.Entity entities"), "{message}");

    for request in [json!({}), json!({"service": "dateline.v1.ExtractionService"})] {
        let health = ask(&grpcurl, &["-plaintext", "-d", &request.to_string(), address, "grpc.health.v1.Health/Check"], "");
        assert_eq!(serde_json::from_str::<Value>(&health).unwrap(), json!({"status": "SERVING"}));
    }
    let info = ask(&grpcurl, &["-plaintext", address, "dateline.v1.ExtractionService/GetInfo"], "");
    assert_eq!(serde_json::from_str::<Value>(&info).unwrap()["limits"]["maxBatchArticles"], 100);
}

#[test]
fn grpcurl_prints_the_details_of_errors() {
    let Some(grpcurl) = grpcurl() else { return skip("grpcurl_prints_the_details_of_errors", "there is no grpcurl") };
    let server = Server::start();
    let method = "dateline.v1.ExtractionService/Extract";
    for (request, fields) in [
        (json!({"article": {"text": " "}}), &["article.text"][..]),
        (json!({}), &["article"]),
        (json!({"article": {"text": "Snow.", "published": "2023-13-45"}}), &["article.published"]),
        (json!({"article": {"text": "Snow.", "country": "Mars", "published": "soon"}}), &["article.published", "article.country"]),
        (json!({"article": {"text": "Snow."}, "options": {"layers": ["LAYER_EVENTS"]}}), &["options.layers[0]"]),
        (
            json!({"article": {"text": "Snow."}, "options": {"layers": [99], "offsetUnit": 9}}),
            &["options.layers[0]", "options.offset_unit"],
        ),
    ] {
        let output = run(&grpcurl, &["-plaintext", "-format-error", "-d", "@", &server.address, method], &request.to_string());
        assert!(!output.status.success(), "{request}");
        let status: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(status["code"], 3, "{status}");
        let [reason, request_details] = status["details"].as_array().unwrap().as_slice() else { panic!("{status}") };
        assert_eq!(reason["@type"], "type.googleapis.com/google.rpc.ErrorInfo");
        assert_eq!((&reason["domain"], &reason["reason"]), (&json!("dateline"), &json!("INVALID_REQUEST")));
        let found: Vec<_> =
            request_details["fieldViolations"].as_array().unwrap().iter().map(|violation| violation["field"].clone()).collect();
        assert_eq!(found, fields, "{status}");
    }
    let after = ask(&grpcurl, &["-plaintext", "-d", r#"{"article": {"text": "Snow."}}"#, &server.address, method], "");
    assert!(after.contains("document"), "the server goes on: {after}");
}

/// Reads an article on standard input, asks the server of its first argument, and prints the document.
const SCRIPT: &str = "\
import json, sys, dateline
with dateline.Client(sys.argv[1]) as client:
    article = json.load(sys.stdin)
    document = client.extract(article.pop('text'), **article)
    print(json.dumps(document.to_dict()))
";

#[test]
fn all_roads_lead_to_the_same_document() {
    const TEST: &str = "all_roads_lead_to_the_same_document";
    let server = Server::start();
    let article = article();

    let line = run(Path::new(env!("CARGO_BIN_EXE_dateline")), &["extract", "--format", "jsonl", "-"], &article.to_string());
    assert!(line.status.success(), "{}", String::from_utf8_lossy(&line.stderr));
    let document: Value = serde_json::from_slice(&line.stdout).unwrap();
    assert_eq!((&document["articleId"], &document["published"]["value"]), (&json!("flood-1"), &json!("2023-11-08")));
    assert!(document["sentences"].as_array().unwrap().len() > 10);

    match grpcurl() {
        None => skip(TEST, "the road of grpcurl: there is none"),
        Some(grpcurl) => {
            let request = json!({"article": article}).to_string();
            let answer = ask(&grpcurl, &["-plaintext", "-d", "@", &server.address, "dateline.v1.ExtractionService/Extract"], &request);
            assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["document"], document);
        }
    }

    match env::var_os("DATELINE_PYTHON") {
        None => skip(TEST, "the road of Python: DATELINE_PYTHON names no interpreter that has the client"),
        Some(python) => {
            let output = run(Path::new(&python), &["-c", SCRIPT, &server.address], &article.to_string());
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), document);
        }
    }
}
