//! The command line as people and scripts meet it: the real binary, its output, its exit codes.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What a run of the program left.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    /// The answers, one JSON value a line.
    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The message of the error that stands at this place.
    fn error(&self, place: usize) -> String {
        self.lines()[place]["error"]["message"].as_str().unwrap_or_default().to_owned()
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DATELINE_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], stdin: &[u8]) -> Run {
    let mut child = command(arguments).spawn().unwrap();
    // A program that does not read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn file(test: &str, name: &str, bytes: &[u8]) -> String {
    let path = folder(test).join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn help_teaches_by_example() {
    for (arguments, expected) in [
        (&["--help"][..], "dateline extract articles/ferry.txt"),
        (&["extract", "--help"], "dateline extract articles/wire.jsonl --format jsonl"),
        (&["help", "serve"], "dateline serve --listen"),
        (&["info", "--help"], "dateline info --format json"),
    ] {
        let run = self::run(arguments, b"");
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        assert!(run.out.contains("Examples:") && run.out.contains(expected), "{arguments:?}: {}", run.out);
    }
    assert_eq!(run(&["--version"], b"").out, format!("dateline {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_says_what_is_taken() {
    for (arguments, expected) in [
        (&[][..], "Usage: dateline"),
        (&["extrct"], "extract"),
        (&["extract", "--layers", "entities,nonsense"], "invalid value 'nonsense' for '--layers <LAYERS>': takes entities"),
        (&["extract", "--layers", "events"], "takes entities"),
        (&["extract", "--published", "yesterday"], "takes an ISO 8601 date"),
        (&["extract", "--published", "2023-13-45"], "takes an ISO 8601 date"),
        (&["extract", "--country", "Mars"], "takes two letters"),
        (&["extract", "--offset-unit", "bytes"], "possible values: codepoint, utf8, utf16"),
        (&["extract", "--format", "xml"], "possible values: text, json, jsonl"),
        (&["extract", "--threads", "0"], "--threads"),
        (&["extract", "--model", "no/such/folder", "articles/ferry.txt"], "no/such/folder"),
        (&["serve", "--listen", "here"], "--listen"),
        (&["serve", "--config", "no/such.toml"], "no/such.toml"),
    ] {
        let run = self::run(arguments, b"A text.");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn usage_is_checked_before_the_model_is_loaded() {
    let run = self::run(&["extract", "--model", "no/such/folder", "--published", "soon", "articles/ferry.txt"], b"");
    assert!(run.err.contains("published") && !run.err.contains("no/such/folder"), "{}", run.err);
}

#[test]
fn each_line_is_answered_in_its_place() {
    let articles = [
        r#"{"id": "a", "text": "Rain fell on Lyon.", "title": null, "published": null, "labels": [[0, 4]]}"#,
        r#"{"id": "b", "text": " \n"}"#,
        "",
        r#"{"id": "c", "text": "Rain fell on Nice.", "published": "yesterday"}"#,
        r#"{"id": "d", "text": "..."}"#,
        "{\"id\": \"e\", \"text\"",
        r#"{"id": "a", "text": "Rain fell on Paris.", "published": "2024-03-14", "country": "fr"}"#,
    ];
    let run = self::run(&["extract", "-"], articles.join("\r\n").as_bytes());
    let answers = run.lines();
    assert_eq!((run.code, answers.len()), (1, 6), "{}", run.out);
    for (place, id) in [(0, "a"), (3, "d"), (5, "a")] {
        assert_eq!(answers[place]["articleId"], id);
        assert_eq!(answers[place]["layers"][0], "LAYER_ENTITIES");
    }
    assert_eq!(answers[1]["error"]["articleId"], "b");
    assert_eq!(answers[1]["error"]["violations"][0]["field"], "article.text");
    assert_eq!((&answers[2]["error"]["articleId"], &answers[2]["error"]["code"]), (&json!("c"), &json!(3)));
    assert_eq!(answers[2]["error"]["violations"][0]["field"], "article.published");
    assert!(run.error(4).starts_with("standard input:6: article: takes JSON"), "{}", run.error(4));
    assert_eq!(answers[5]["published"], json!({"value": "2024-03-14", "source": "PUBLISHED_SOURCE_REQUEST"}));
    assert!(answers[3].get("entities").is_none(), "marks alone are an empty document");
    assert_eq!(run.err, "dateline: 3 of 6 articles failed\n");
}

#[test]
fn files_that_cannot_be_read_are_told_in_their_place() {
    let bad = file("unreadable", "bad.txt", b"Caf\xe9 in Lyon burns.");
    let bad_line = file("unreadable", "bad.jsonl", b"{\"text\": \"Rain.\"}\n{\"text\": \"Caf\xe9\"}\n{\"text\": \"Snow.\"}\n");
    let empty = file("unreadable", "empty.txt", b"");
    let missing = folder("unreadable").join("missing.txt").to_str().unwrap().to_owned();
    let good = file("unreadable", "good.txt", "\u{feff}Snow in Zürich.\r\n".as_bytes());
    let run = self::run(&["extract", &bad, &bad_line, &empty, &missing, "src", &good], b"");
    assert_eq!((run.code, run.lines().len()), (1, 8), "{}", run.out);
    assert_eq!(run.error(0), format!("{bad}: article.text: takes UTF-8, which ends at byte 3"));
    assert_eq!(run.error(2), format!("{bad_line}:2: article: takes UTF-8, which ends at byte 31"));
    assert!(run.error(4).starts_with("article.text: blank"), "{}", run.error(4));
    assert_eq!(run.lines()[4]["error"]["articleId"], empty);
    assert!(run.error(5).starts_with(&format!("{missing}: No such file")), "{}", run.error(5));
    assert_eq!(run.lines()[5]["error"]["code"], 5);
    assert!(run.error(6).starts_with("src: "), "{}", run.error(6));
    assert_eq!(run.lines()[7]["articleId"], good);
    assert_eq!(run.lines()[7]["sentences"][0]["span"], json!({"start": 1, "end": 16}));
    assert_eq!(run.err, "dateline: 5 of 8 articles failed\n");
}

#[test]
fn size_is_limited() {
    let most = 1 << 20;
    // Words without a vowel and without an end are cheap to read.
    let line = "x".repeat(150) + " ";
    let long = file("size", "long.txt", &line.repeat(most / line.len()).as_bytes()[..most - line.len()]);
    let longer = file("size", "longer.txt", "x ".repeat(most).as_bytes());
    let run = self::run(&["extract", &long, &longer], b"");
    assert_eq!((run.code, run.lines().len()), (1, 2), "{}", run.err);
    assert!(run.lines()[0]["sentences"].is_array());
    assert_eq!(run.error(1), "article.text: longer than 1 MiB of UTF-8, title included");
}

#[test]
fn standard_input_may_be_text() {
    let text = "Snow fell in Oslo. {Not JSON.}";
    for arguments in [&["extract"][..], &["extract", "-"], &["extract", "--input", "text", "-"]] {
        let run = self::run(arguments, text.as_bytes());
        assert_eq!((run.code, run.lines().len(), run.err.as_str()), (0, 1, ""));
        assert_eq!(run.lines()[0]["sentences"].as_array().unwrap().len(), 2);
        assert!(run.lines()[0].get("articleId").is_none());
    }
    let run = self::run(&["extract", "--input", "json"], b"{\n  \"id\": \"7\",\n  \"text\": \"Snow.\"\n}");
    assert_eq!(run.lines()[0]["articleId"], "7");
    let run = self::run(&["extract", "--input", "text"], b"{\"text\": \"Snow.\"}");
    assert_eq!(run.lines()[0]["paragraphs"][0]["span"]["end"], 17);
}

#[test]
fn flags_stand_in_for_what_articles_do_not_say() {
    let articles = b"{\"text\": \"Snow fell.\"}\n{\"text\": \"Rain fell.\", \"title\": \"Storm\", \"published\": \"2020-01-01\"}";
    let run = self::run(&["extract", "--title", "Winter comes", "--published", "2024-03-14", "--country", "no"], articles);
    let [first, second] = run.lines().try_into().unwrap();
    assert_eq!((&first["published"]["value"], &second["published"]["value"]), (&json!("2024-03-14"), &json!("2020-01-01")));
    assert_eq!(first["paragraphs"][0]["span"], json!({"end": 12, "inTitle": true}));
    assert_eq!(second["paragraphs"][0]["span"], json!({"end": 5, "inTitle": true}));
}

#[test]
fn formats_and_units_say_the_same() {
    let text = "🙂 Zoë went to Malmö. She stayed.";
    let second = |unit: &str| self::run(&["extract", "--offset-unit", unit], text.as_bytes()).lines()[0]["sentences"][1]["span"].clone();
    assert_eq!(second("codepoint"), json!({"start": 21, "end": 32}));
    assert_eq!(second("utf16"), json!({"start": 22, "end": 33}));
    assert_eq!(second("utf8"), json!({"start": 26, "end": 37}));
    let line = self::run(&["extract"], text.as_bytes());
    let indented = self::run(&["extract", "--format", "json"], text.as_bytes());
    assert!(indented.out.lines().count() > 10);
    assert_eq!(serde_json::from_str::<Value>(&indented.out).unwrap(), line.lines()[0]);
    assert!(line.lines()[0].get("tokens").is_none());
    let tokens = self::run(&["extract", "--tokens", "--layers", "entities"], text.as_bytes());
    assert_eq!(tokens.lines()[0]["tokens"].as_array().unwrap().len(), 9);
}

#[test]
fn people_get_plain_text() {
    let run = self::run(&["extract", "--format", "text", "articles/ferry.txt", "articles/wire.jsonl", "nowhere.txt"], b"");
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("articles/ferry.txt\n"), "{}", run.out);
    assert!(run.out.contains("\narticles/wire.jsonl:3\nRail strike in Italy called off after late-night talks\n"), "{}", run.out);
    assert!(run.out.contains("published 2025-02-17"), "{}", run.out);
    assert!(run.out.ends_with("\nnowhere.txt\nerror: No such file or directory (os error 2)\n"), "{}", run.out);
    assert!(!run.out.contains('\x1b') && !run.err.contains('\x1b'), "colours and progress are for terminals");
}

#[test]
fn order_and_answers_do_not_depend_on_threads() {
    let article = |i: usize| json!({"id": i.to_string(), "text": format!("{} Snow fell.", "Rain fell on the town. ".repeat((i * 7) % 20))});
    let articles: String = (0..60).map(|i| article(i).to_string() + "\n").collect();
    let alone = self::run(&["extract", "--threads", "1"], articles.as_bytes());
    let together = self::run(&["extract", "--threads", "4"], articles.as_bytes());
    assert_eq!(alone.code, 0);
    assert!(alone.out == together.out);
    let ids: Vec<_> = together.lines().iter().map(|answer| answer["articleId"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..60).map(|i| i.to_string()).collect::<Vec<_>>());
}

#[test]
fn answers_come_while_articles_still_do() {
    let mut child = command(&["extract", "-"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for id in ["1", "2"] {
        writeln!(stdin, "{}", json!({"id": id, "text": "Snow fell."})).unwrap();
        stdin.flush().unwrap();
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["articleId"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_who_has_enough_is_no_error() {
    let mut child = command(&["extract", "-"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let writer = std::thread::spawn(move || while writeln!(stdin, "{}", json!({"text": "Snow fell."})).is_ok() {});
    answers.read_line(&mut String::new()).unwrap();
    drop(answers);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
    writer.join().unwrap();
}

#[test]
fn info_tells_what_the_server_tells() {
    let info = self::run(&["info", "--format", "json"], b"");
    let info: Value = serde_json::from_str(&info.out).unwrap();
    assert_eq!(info["versions"]["server"], env!("CARGO_PKG_VERSION"));
    assert_eq!(info["layers"][0], "LAYER_ENTITIES");
    assert_eq!(info["limits"]["maxArticleBytes"], 1 << 20);
    let text = self::run(&["info"], b"").out;
    for expected in [info["versions"]["model"].as_str().unwrap(), "entities", "PERSON", "1 MiB"] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert_eq!(run(&["info", "--format", "text"], b"").out, text);
}

/// The README's first example, and its output, which `make readme` writes anew.
#[test]
fn the_readme_shows_real_output() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let example = "    cargo run --release -- extract articles/ferry.txt\n\n```\n";
    let start = readme.find(example).unwrap() + example.len();
    let end = start + readme[start..].find("```\n").unwrap();
    let real = self::run(&["extract", "--format", "text", "articles/ferry.txt"], b"").out;
    if std::env::var_os("UPDATE_README").is_some() {
        return fs::write(&path, format!("{}{real}{}", &readme[..start], &readme[end..])).unwrap();
    }
    let shown: Vec<_> = readme[start..end].lines().collect();
    // Another kind of processor rounds otherwise, and a name may come or go.
    let same = real.lines().filter(|line| shown.contains(line)).count();
    assert!(10 * same >= 9 * shown.len().max(real.lines().count()), "make readme would write:\n{real}");
}
