//! `dateline extract`: files → documents, on several threads, in the files' order.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind as UsageError;
use clap::{Args, CommandFactory, ValueEnum};

use super::input::{Articles, Defaults, Item, Kind};
use super::progress::Progress;
use super::view::{self, Style};
use super::{FAILED, ordered};
use crate::article::{Article, Draft, Limits};
use crate::document::Document;
use crate::model::ModelSource;
use crate::pipeline::Pipeline;
use crate::text::Span;
use crate::wire::proto::{self, ArticleError, Layer, OffsetUnit, extract_result::Outcome};
use crate::wire::request::{self, Asked, BUILT_LAYERS};
use crate::wire::{Refusal, document, json};

/// Read articles and write what is in them
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES, after_help = "`dateline extract --help` shows examples.")]
pub(super) struct Extract {
    /// Articles: .txt holds one, .jsonl an Article in JSON a line, .json one Article; - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What the files hold, whatever their names [default: by name; standard input that opens with { is jsonl]
    #[arg(long, value_enum, value_name = "KIND")]
    input: Option<Kind>,

    /// How to answer [default: text on a terminal, jsonl elsewhere]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Kinds of facts, parted by commas [default: all there are]
    #[arg(long, value_name = "LAYERS", value_delimiter = ',', value_parser = layer)]
    layers: Vec<Layer>,

    /// Headline of articles that bring none; read before the text
    #[arg(long)]
    title: Option<String>,

    /// Date of articles that bring none, such as 2024-03-14: what "last Friday" counts from
    #[arg(long, value_name = "DATE", value_parser = published)]
    published: Option<String>,

    /// Publisher's country for articles that bring none, such as GB
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<String>,

    /// Language of articles that bring none, such as en [default: detected]
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,

    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "codepoint",
          value_parser = PossibleValuesParser::new(["codepoint", "utf8", "utf16"]).map(|unit| offset_unit(&unit)))]
    offset_unit: OffsetUnit,

    /// List the words too
    #[arg(long)]
    tokens: bool,

    /// A folder with another model than the one in this program, as training writes it
    #[arg(long, value_name = "DIR", env = "DATELINE_MODEL")]
    model: Option<PathBuf>,

    /// Articles read at a time [default: one for each core]
    #[arg(long, value_name = "N", env = "DATELINE_THREADS")]
    threads: Option<NonZeroUsize>,
}

const EXAMPLES: &str = r#"Examples:
  Show the names of an article, by type and most salient first, with how often each is mentioned:
    dateline extract articles/ferry.txt
      articles/ferry.txt
      489 words in 27 sentences, language en
      PERSON        Margaret Ellis                        3×  also Ellis
                    Jan Vermeulen                         2×  also Vermeulen
      …

  Many articles, a document a line, in the order of the input:
    dateline extract articles/*.txt articles/wire.jsonl --format jsonl > documents.jsonl

  Standard input, with what the text itself does not say:
    dateline extract --title "Rail strike called off" --published 2025-02-17 < article.txt

  Every person, with jq:
    dateline extract articles/wire.jsonl --format jsonl |
      jq -r '.entities[] | select(.type == "ENTITY_TYPE_PERSON").name'
      Daniel Okafor
      Luis Prieto
      …

  Offsets for JavaScript or Java:
    dateline extract articles/flood.txt --format json --offset-unit utf16

An article that fails has {"error": …} in its place and the rest goes on. With several files, the id of a text article is
its file's name. Exit code: 0 all answered, 1 some articles failed, 2 wrong usage."#;

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: names by type, with how often each is mentioned
    Text,
    /// An indented Document an article
    Json,
    /// A Document a line
    Jsonl,
}

impl Extract {
    /// Reads all articles and writes their answers.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        if self.files.is_empty() && io::stdin().is_terminal() {
            nothing_to_read().exit();
        }
        let terminal = io::stdout().is_terminal();
        let format = self.format.unwrap_or(if terminal { Format::Text } else { Format::Jsonl });
        let pipeline = Pipeline::load(&self.model.clone().map_or(ModelSource::BuiltIn, ModelSource::Folder))?;
        let reader = Reader { asked: self.asked()?, versions: versions(&pipeline), format, style: Style::of_stdout() };
        let threads = self.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let reader = Arc::new(reader);
        let worker = |pipeline: Pipeline| {
            let reader = Arc::clone(&reader);
            move |item| reader.answer(&pipeline, item)
        };
        let mut workers: Vec<_> = (1..threads).map(|_| worker(pipeline.fork())).collect();
        workers.push(worker(pipeline));
        write(ordered::map(self.articles(), workers), format)
    }

    /// The articles to read.
    fn articles(self) -> Articles {
        let files = if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files };
        let or_empty = Option::unwrap_or_default;
        let defaults = Defaults {
            title: or_empty(self.title),
            published: or_empty(self.published),
            country: or_empty(self.country),
            language: or_empty(self.language),
        };
        Articles::new(files, self.input, defaults)
    }

    /// What is asked for, checked as the server checks it.
    fn asked(&self) -> Result<Asked, Refusal> {
        let layers = self.layers.iter().map(|&layer| layer.into()).collect();
        let sent = proto::ExtractOptions { layers, offset_unit: self.offset_unit.into(), include_tokens: self.tokens };
        request::options(Some(&sent), "options")
    }
}

/// A command without files whose input is the keyboard.
fn nothing_to_read() -> clap::Error {
    let complaint = "nothing to read: name a FILE, or - for standard input; `dateline extract --help` shows examples";
    let mut program = super::Arguments::command();
    program.build();
    let command = program.find_subcommand_mut("extract");
    command.map_or_else(
        || clap::Error::raw(UsageError::MissingRequiredArgument, complaint),
        |command| command.error(UsageError::MissingRequiredArgument, complaint),
    )
}

/// Writes the answers as they come.
fn write(answers: impl Iterator<Item = Answer>, format: Format) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut progress = Progress::new();
    for (i, mut answer) in answers.enumerate() {
        if i > 0 && format == Format::Text {
            answer.text.insert(0, '\n');
        }
        match out.write_all(answer.text.as_bytes()).and_then(|()| out.flush()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
            written => written?,
        }
        progress.count(answer.failed);
    }
    let (done, failed) = progress.finish();
    if failed > 0 {
        eprintln!("dateline: {failed} of {done} articles failed");
        return Ok(ExitCode::from(FAILED));
    }
    Ok(ExitCode::SUCCESS)
}

/// What is written for an article.
struct Answer {
    text: String,
    failed: bool,
}

/// How articles are answered.
struct Reader {
    asked: Asked,
    versions: proto::Versions,
    format: Format,
    style: Style,
}

impl Reader {
    fn answer(&self, pipeline: &Pipeline, item: Item) -> Answer {
        let Item { origin, article } = item;
        let read = article.and_then(|article| {
            let id = article.id.clone();
            // A fault of ours takes its article along and no other.
            let read = panic::catch_unwind(AssertUnwindSafe(|| self.read(pipeline, article, &origin)));
            read.unwrap_or(Err(Refusal::Internal)).map_err(|refusal| refusal.article_error(&id))
        });
        match read {
            Ok(text) => Answer { text, failed: false },
            Err(error) => Answer { text: self.failure(&origin, error), failed: true },
        }
    }

    fn read(&self, pipeline: &Pipeline, article: proto::Article, origin: &str) -> Result<String, Refusal> {
        let article = request::article(Some(article), &Limits::default())?;
        let found = pipeline.run(&article, &AtomicBool::new(false)).ok_or(Refusal::Cancelled)?;
        let document = document::write(&article, &found, &self.asked, &self.versions);
        Ok(match self.format {
            Format::Text => view::document(origin, &article.title, &document, &words(&found), self.style),
            Format::Json => json::write_indented(&document)? + "\n",
            Format::Jsonl => json::write(&document)? + "\n",
        })
    }

    fn failure(&self, origin: &str, error: ArticleError) -> String {
        let message = error.message.clone();
        let result = proto::ExtractResult { outcome: Some(Outcome::Error(error)), timings: None };
        let written = match self.format {
            Format::Text => Ok(view::failure(origin, &message, self.style)),
            Format::Json => json::write_indented(&result).map(|line| line + "\n"),
            Format::Jsonl => json::write(&result).map(|line| line + "\n"),
        };
        written.unwrap_or_default()
    }
}

/// What makes the documents.
fn versions(pipeline: &Pipeline) -> proto::Versions {
    proto::Versions {
        server: env!("CARGO_PKG_VERSION").into(),
        model: pipeline.model_version().into(),
        data: pipeline.data_version().into(),
    }
}

/// A layer by its short name, in either case, or by its name in the contract.
fn layer(name: &str) -> Result<Layer, String> {
    let short = name.trim().to_ascii_uppercase();
    let short = short.strip_prefix("LAYER_").unwrap_or(&short);
    let layer = Layer::from_str_name(&format!("LAYER_{short}")).filter(|layer| BUILT_LAYERS.contains(layer));
    layer.ok_or_else(|| format!("takes {}", BUILT_LAYERS.map(short_name).join(", ")))
}

/// A layer's name on the command line.
pub(super) fn short_name(layer: Layer) -> String {
    layer.as_str_name().trim_start_matches("LAYER_").to_ascii_lowercase()
}

fn offset_unit(name: &str) -> OffsetUnit {
    match name {
        "utf8" => OffsetUnit::Utf8,
        "utf16" => OffsetUnit::Utf16,
        _ => OffsetUnit::Codepoint,
    }
}

fn published(value: &str) -> Result<String, String> {
    field(value, Draft { published: value.into(), ..Draft::default() })
}

fn country(value: &str) -> Result<String, String> {
    field(value, Draft { country: value.into(), ..Draft::default() })
}

fn language(value: &str) -> Result<String, String> {
    field(value, Draft { language: value.into(), ..Draft::default() })
}

/// Checks one field as an article's is checked.
fn field(value: &str, draft: Draft) -> Result<String, String> {
    let draft = Draft { text: "any".into(), ..draft };
    let checked = Article::check(draft, &Limits::default());
    checked.map(|_| value.to_owned()).map_err(|wrong| wrong.into_iter().map(|violation| violation.description).collect())
}

/// The words of an article that its document only points at.
fn words(found: &Document) -> view::Words<'_> {
    let slice = |&span: &Span| found.text.slice(span);
    let said = found.attributions.iter();
    view::Words {
        count: found.text.words.len(),
        titles: found.roles.iter().map(|role| found.text.slice(role.title)).collect(),
        said: said.map(|said| (said.source.first().map_or("", slice), said.content.iter().map(slice).collect())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_have_short_names() {
        for name in ["entities", " Entities", "LAYER_ENTITIES"] {
            assert_eq!(layer(name), Ok(Layer::Entities), "{name}");
        }
        for name in ["", "events", "unspecified", "names"] {
            assert!(layer(name).is_err_and(|error| error.starts_with("takes entities")), "{name}");
        }
        assert_eq!(short_name(Layer::Entities), "entities");
    }

    #[test]
    fn fields_are_checked_as_those_of_articles() {
        assert_eq!(published("2024-03-14"), Ok("2024-03-14".into()));
        assert!(published("yesterday").is_err_and(|error| error.contains("takes an ISO 8601 date")));
        assert!(country("Britain").is_err_and(|error| error.contains("two letters")));
        assert!(language("?").is_err_and(|error| error.contains("BCP 47")));
    }
}
