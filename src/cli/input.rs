//! Files and standard input → articles, one at a time.
//!
//! In: names of files. Out: an [`Item`] for each article, in order; what cannot be read is an item too, with its error, so that
//! the rest goes on. No more than one article is held here.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::{str, vec};

use clap::ValueEnum;
use tonic::Code;

use crate::article::Limits;
use crate::wire::proto::{Article, ArticleError};
use crate::wire::{Refusal, json};

/// The longest line of JSON: the largest article with every byte escaped, and as much again of fields that are passed over.
const LONGEST_LINE: usize = 16 << 20;

/// How an input holds articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// One article of plain text
    Text,
    /// One Article in JSON, on any number of lines
    Json,
    /// An Article in JSON on each line
    Jsonl,
}

impl Kind {
    /// What a file's name says; a name without a known ending is plain text.
    fn of(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("jsonl" | "ndjson") => Self::Jsonl,
            Some("json") => Self::Json,
            _ => Self::Text,
        }
    }
}

/// An article, or why there is none.
#[derive(Debug, PartialEq)]
pub(super) struct Item {
    /// Its file, with the line where there are several: for people.
    pub(super) origin: String,
    /// The article as it was sent.
    pub(super) article: Result<Article, ArticleError>,
}

/// Fields for articles that do not have them.
#[derive(Debug, Clone, Default)]
pub(super) struct Defaults {
    pub(super) title: String,
    pub(super) published: String,
    pub(super) country: String,
    pub(super) language: String,
}

/// The articles of some files.
#[derive(Debug)]
pub(super) struct Articles {
    files: vec::IntoIter<PathBuf>,
    kind: Option<Kind>,
    defaults: Defaults,
    /// With several files, an article of plain text is named after its own.
    named: bool,
    /// The file of lines that is being read.
    lines: Option<Lines>,
}

impl Articles {
    /// The articles of these files, `-` for standard input, all of one kind or else each of what its name says.
    pub(super) fn new(files: Vec<PathBuf>, kind: Option<Kind>, defaults: Defaults) -> Self {
        Self { named: files.len() > 1, files: files.into_iter(), kind, defaults, lines: None }
    }

    /// Opens a file; the item when it is a whole article or cannot be opened.
    fn open(&mut self, path: &Path) -> Option<Item> {
        let stdin = path == Path::new("-");
        let origin = if stdin { "standard input".to_owned() } else { path.display().to_string() };
        let id = if self.named && !stdin { origin.clone() } else { String::new() };
        let article = match self.open_whole(path, stdin, &origin) {
            Ok(None) => return None,
            Ok(Some(article)) => article.map(|article| Article { id: if article.id.is_empty() { id } else { article.id }, ..article }),
            Err(error) => Err(unreadable(&origin, &error)),
        };
        Some(Item { origin, article })
    }

    /// Opens a file and reads it, when it holds one article.
    fn open_whole(&mut self, path: &Path, stdin: bool, origin: &str) -> io::Result<Option<Result<Article, ArticleError>>> {
        let mut reader: Box<dyn BufRead + Send> =
            if stdin { Box::new(BufReader::new(io::stdin())) } else { Box::new(BufReader::new(File::open(path)?)) };
        let kind = match self.kind {
            Some(kind) => kind,
            None if stdin => guess(&mut reader)?,
            None => Kind::of(path),
        };
        match kind {
            Kind::Text => read_text(reader, origin).map(Some),
            Kind::Json => read_json(reader, origin).map(Some),
            Kind::Jsonl => {
                self.lines = Some(Lines { reader, origin: origin.to_owned(), number: 0, offset: 0 });
                Ok(None)
            }
        }
    }

    fn fill(&self, article: &mut Article) {
        let Defaults { title, published, country, language } = &self.defaults;
        for (field, default) in [
            (&mut article.title, title),
            (&mut article.published, published),
            (&mut article.country, country),
            (&mut article.language, language),
        ] {
            if field.is_empty() {
                field.clone_from(default);
            }
        }
    }
}

impl Iterator for Articles {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut item = loop {
            if let Some(item) = self.lines.as_mut().and_then(Iterator::next) {
                break item;
            }
            self.lines = None;
            let path = self.files.next()?;
            if let Some(item) = self.open(&path) {
                break item;
            }
        };
        if let Ok(article) = &mut item.article {
            self.fill(article);
        }
        Some(item)
    }
}

/// Standard input that opens with `{` holds lines of JSON, any other one article of plain text.
fn guess(reader: &mut impl BufRead) -> io::Result<Kind> {
    let start = reader.fill_buf()?;
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    Ok(if start.trim_ascii_start().first() == Some(&b'{') { Kind::Jsonl } else { Kind::Text })
}

/// Reads an article of plain text. One over the limit is read so far that the check of articles refuses it.
fn read_text(reader: impl Read, origin: &str) -> io::Result<Result<Article, ArticleError>> {
    let most = Limits::default().article_bytes;
    // Three bytes more, for a character that begins at the limit.
    let bytes = read_most(reader, most + 4)?;
    Ok(match str::from_utf8(&bytes) {
        Ok(text) => Ok(article(text)),
        Err(error) if error.error_len().is_none() && bytes.len() > most => {
            Ok(article(str::from_utf8(bytes.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()))
        }
        Err(error) => Err(not_utf8(origin, "article.text", error.valid_up_to() as u64)),
    })
}

/// Reads an article in JSON.
fn read_json(reader: impl Read, origin: &str) -> io::Result<Result<Article, ArticleError>> {
    let bytes = read_most(reader, LONGEST_LINE + 1)?;
    Ok(if bytes.len() > LONGEST_LINE { Err(too_long(origin)) } else { parse(&bytes, origin, 0) })
}

fn read_most(reader: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn article(text: &str) -> Article {
    Article { text: text.to_owned(), ..Article::default() }
}

/// Parses an article that begins at some byte of its file.
fn parse(bytes: &[u8], origin: &str, offset: u64) -> Result<Article, ArticleError> {
    if let Err(error) = str::from_utf8(bytes) {
        return Err(not_utf8(origin, "article", offset + error.valid_up_to() as u64));
    }
    json::read_article(bytes).map_err(|refusal| placed(origin, &refusal))
}

/// A file of articles, one a line.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    origin: String,
    /// Lines read so far.
    number: u64,
    /// Bytes read so far.
    offset: u64,
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.origin, self.number)
    }
}

impl Lines {
    /// The next line with the byte it begins at; a line that is too long is passed over and has no bytes.
    fn read_line(&mut self) -> io::Result<Option<(u64, Option<Vec<u8>>)>> {
        let mut line = Vec::new();
        let start = self.offset;
        let mut read = (&mut self.reader).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        let long = read > LONGEST_LINE;
        if long && line.last() != Some(&b'\n') {
            read += self.reader.skip_until(b'\n')?;
        }
        self.number += 1;
        self.offset += read as u64;
        Ok(Some((start, (!long).then_some(line))))
    }
}

impl Iterator for Lines {
    type Item = Item;

    /// The article of the next line that is not blank.
    fn next(&mut self) -> Option<Item> {
        loop {
            let line = match self.read_line() {
                Ok(line) => line?,
                Err(error) => {
                    // What follows in the file cannot be read either.
                    self.reader = Box::new(io::empty());
                    return Some(Item { origin: self.origin.clone(), article: Err(unreadable(&self.origin, &error)) });
                }
            };
            let origin = format!("{}:{}", self.origin, self.number);
            match line {
                (_, Some(line)) if line.trim_ascii().is_empty() => {}
                (start, Some(line)) => return Some(Item { article: parse(&line, &origin, start), origin }),
                (_, None) => return Some(Item { article: Err(too_long(&origin)), origin }),
            }
        }
    }
}

/// The error of an article, told with its place.
fn placed(origin: &str, refusal: &Refusal) -> ArticleError {
    let error = refusal.article_error("");
    ArticleError { message: format!("{origin}: {}", error.message), ..error }
}

fn not_utf8(origin: &str, field: &str, at: u64) -> ArticleError {
    placed(origin, &Refusal::field(field, format!("takes UTF-8, which ends at byte {at}")))
}

fn too_long(origin: &str) -> ArticleError {
    placed(origin, &Refusal::field("article", format!("longer than {} MiB of JSON", LONGEST_LINE >> 20)))
}

/// The error of a file that cannot be opened or read.
fn unreadable(origin: &str, error: &io::Error) -> ArticleError {
    let code = match error.kind() {
        ErrorKind::NotFound => Code::NotFound,
        ErrorKind::PermissionDenied => Code::PermissionDenied,
        _ => Code::Unknown,
    };
    ArticleError { code: code.into(), reason: "FILE_UNREADABLE".into(), message: format!("{origin}: {error}"), ..ArticleError::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(String, Result<String, String>)> {
        let lines = Lines { reader: Box::new(io::Cursor::new(bytes.to_vec())), origin: "a.jsonl".into(), number: 0, offset: 0 };
        lines.map(|item| (item.origin, item.article.map(|article| article.text).map_err(|error| error.message))).collect()
    }

    #[test]
    fn each_line_is_an_article() {
        let found = lines(b"\xef\xbb\xbf{\"text\": \"one\"}\r\n\n \n{\"text\": \"two\", \"title\": null, \"labels\": [1]}");
        assert_eq!(found, [("a.jsonl:1".into(), Ok("one".into())), ("a.jsonl:4".into(), Ok("two".into()))]);
        assert_eq!(lines(b""), []);
    }

    #[test]
    fn a_bad_line_is_told_in_its_place() {
        let found = lines(b"{\"text\": \"one\"}\n{\"text\": \"\xff\"}\nnonsense\n{\"text\": 2}\n{\"text\": \"last\"}\n");
        let messages: Vec<_> = found.iter().map(|(_, article)| article.clone().unwrap_or_else(|message| message)).collect();
        assert_eq!(messages[0], "one");
        assert_eq!(messages[1], "a.jsonl:2: article: takes UTF-8, which ends at byte 26");
        assert!(messages[2].starts_with("a.jsonl:3: article: takes JSON"), "{}", messages[2]);
        assert!(messages[3].starts_with("a.jsonl:4: article.text: invalid type"), "{}", messages[3]);
        assert_eq!(messages[4], "last");
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let mut bytes = vec![b'x'; LONGEST_LINE + 10];
        bytes.extend(b"\n{\"text\": \"next\"}\n");
        let found = lines(&bytes);
        assert_eq!(found[0].1, Err("a.jsonl:1: article: longer than 16 MiB of JSON".into()));
        assert_eq!(found[1], ("a.jsonl:2".into(), Ok("next".into())));
    }

    #[test]
    fn text_is_never_altered() {
        let text = "\u{feff} Title\r\n\r\nBody\t.\n";
        assert_eq!(read_text(text.as_bytes(), "a.txt").unwrap().unwrap().text, text);
        let error = read_text(b"caf\xe9 noir".as_slice(), "a.txt").unwrap().unwrap_err();
        assert_eq!((error.code, error.message.as_str()), (3, "a.txt: article.text: takes UTF-8, which ends at byte 3"));
        assert_eq!(error.violations[0].field, "article.text");
    }

    #[test]
    fn text_over_the_limit_is_read_no_further_than_needed() {
        let most = Limits::default().article_bytes;
        for start in ["", "x", "xx"] {
            let text = format!("{start}{}", "é€".repeat(most));
            let read = read_text(text.as_bytes(), "a.txt").unwrap().unwrap().text;
            assert!(read.len() > most && read.len() <= most + 4, "{}", read.len());
        }
        let exact = "x".repeat(most);
        assert_eq!(read_text(exact.as_bytes(), "a.txt").unwrap().unwrap().text.len(), most);
    }

    #[test]
    fn names_and_first_bytes_tell_the_kind() {
        for (name, kind) in
            [("a.txt", Kind::Text), ("a.JSONL", Kind::Jsonl), ("a.ndjson", Kind::Jsonl), ("a.json", Kind::Json), ("a", Kind::Text)]
        {
            assert_eq!(Kind::of(Path::new(name)), kind, "{name}");
        }
        for (bytes, kind) in
            [("{\"text\"", Kind::Jsonl), (" \n{", Kind::Jsonl), ("\u{feff}{", Kind::Jsonl), ("KYIV (", Kind::Text), ("", Kind::Text)]
        {
            assert_eq!(guess(&mut bytes.as_bytes()).unwrap(), kind, "{bytes}");
        }
    }
}
