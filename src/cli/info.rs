//! `dateline info`: what this program carries and what its server takes.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::extract::short_name;
use crate::model::{Manifest, ModelSource};
use crate::pipeline::Pipeline;
use crate::server::{self, Config, Extractor};
use crate::wire::json;
use crate::wire::proto::{EntityType, GetInfoResponse, Layer, Limits};

/// Show versions, model, layers and limits
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Info {
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// A folder with another model than the one in this program, as training writes it
    #[arg(long, value_name = "DIR", env = "DATELINE_MODEL")]
    model: Option<PathBuf>,

    /// The settings of a server, whose limits are shown [default: those of `dateline serve`]
    #[arg(long, value_name = "FILE", env = "DATELINE_CONFIG")]
    config: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  dateline info
  dateline info --format json | jq -r .versions.model    the same JSON as a server's GetInfo";

/// How to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// As a server answers, in the JSON of the contract
    Json,
}

impl Info {
    /// Prints it.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let config = self.config.as_deref().map_or_else(|| Ok(Config::default()), Config::read)?;
        config.check()?;
        let model = self.model.or_else(|| config.model.clone());
        let pipeline = Pipeline::load(&model.map_or(ModelSource::BuiltIn, ModelSource::Folder))?;
        let info = server::info(&config, &pipeline.versions());
        match self.format {
            Format::Text => print!("{}", text(&info, pipeline.manifest())),
            Format::Json => println!("{}", json::write_indented(&info)?),
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// All of it for people, a line each.
fn text(info: &GetInfoResponse, manifest: &Manifest) -> String {
    let versions = info.versions.clone().unwrap_or_default();
    let mut out = format!("dateline {}\n\n", versions.server);
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name:11}{value}");
    };
    line("model", &versions.model);
    for (name, file) in &manifest.files {
        line("", &format!("{name}, {}, sha256 {}", size(file.bytes), file.sha256));
    }
    for (corpus, figures) in &manifest.dev {
        let by_type: Vec<_> =
            figures.iter().filter(|(name, _)| *name != "ALL").map(|(name, figure)| format!("{name} {figure:.1}")).collect();
        if let Some(all) = figures.get("ALL") {
            line("", &format!("F1 on {corpus}: {all:.1} ({})", by_type.join(", ")));
        }
    }
    line("data", &versions.data);
    line("languages", &info.languages.join(", "));
    line("layers", &info.layers.iter().filter_map(|&layer| Layer::try_from(layer).ok()).map(short_name).collect::<Vec<_>>().join(", "));
    let types = info.entity_types.iter().filter_map(|&entity_type| EntityType::try_from(entity_type).ok());
    line("types", &types.map(|name| name.as_str_name().trim_start_matches("ENTITY_TYPE_")).collect::<Vec<_>>().join(", "));
    for base in &info.knowledge_bases {
        line("knowledge", &format!("{} {}", base.name, base.version));
    }
    for (i, limit) in limits(&info.limits.unwrap_or_default()).iter().enumerate() {
        line(if i == 0 { "limits" } else { "" }, limit);
    }
    out
}

/// The limits that there are.
fn limits(limits: &Limits) -> Vec<String> {
    let seconds = |duration: Option<pbjson_types::Duration>| duration.map_or(0, |duration| duration.seconds);
    [
        (i64::from(limits.max_article_bytes), "an article", true),
        (limits.max_batch_articles.into(), "articles in a batch", false),
        (limits.max_request_bytes.into(), "a request", true),
        (limits.max_response_bytes.into(), "a response", true),
        (limits.max_header_bytes.into(), "a call's headers", true),
        (limits.max_queued_articles.into(), "articles waiting for a worker", false),
        (limits.max_stream_articles_in_flight.into(), "articles of a stream at a time", false),
        (limits.max_concurrent_streams_per_connection.into(), "calls on a connection at a time", false),
        (seconds(limits.max_call_duration), "seconds for a call", false),
        (seconds(limits.max_connection_age), "seconds for a connection", false),
    ]
    .into_iter()
    .filter(|(value, ..)| *value > 0)
    .map(|(value, what, bytes)| if bytes { format!("{} for {what}", size(value.unsigned_abs())) } else { format!("{value} {what}") })
    .collect()
}

/// A number of bytes for people.
fn size(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a size for people")]
    let scaled = |unit: u32| bytes as f64 / f64::from(1 << unit);
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => trimmed(scaled(10), "KiB"),
        _ => trimmed(scaled(20), "MiB"),
    }
}

/// A number with a decimal, where it is not zero.
fn trimmed(number: f64, unit: &str) -> String {
    format!("{} {unit}", format!("{number:.1}").trim_end_matches(".0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_for_people() {
        for (bytes, text) in [(0, "0 bytes"), (1023, "1023 bytes"), (16 << 10, "16 KiB"), (1 << 20, "1 MiB"), (25_900_000, "24.7 MiB")] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn limits_that_are_not_there_are_not_shown() {
        let some = Limits { max_article_bytes: 1 << 20, max_batch_articles: 100, ..Limits::default() };
        assert_eq!(limits(&some), ["1 MiB for an article", "100 articles in a batch"]);
    }
}
