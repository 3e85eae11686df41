//! What an operator may set, with defaults beside names.
//!
//! In: the command line, the environment, a TOML file. Out: a [`Config`] whose every value is within its bounds.
//! A flag wins over its variable, a variable over the file, the file over the default.

use std::net::SocketAddr;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io, thread};

use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, ValueEnum, value_parser};
use serde::{Deserialize, Serialize};

/// The settings of a server. Sizes are in bytes, times in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, clap::Args)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, env = "DATELINE_LISTEN", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Folder of a model to use instead of the one in the binary
    #[arg(long, env = "DATELINE_MODEL", value_name = "DIR")]
    pub model: Option<PathBuf>,
    /// Articles read at a time, each on a thread of its own
    #[arg(long, env = "DATELINE_WORKERS", value_name = "COUNT")]
    pub workers: u32,
    /// Articles that may wait for a worker; single calls beyond are refused, streams wait
    #[arg(long, env = "DATELINE_MAX_QUEUED_ARTICLES", value_name = "COUNT")]
    pub max_queued_articles: u32,
    /// Bytes of UTF-8 in an article's title and text together
    #[arg(long, env = "DATELINE_MAX_ARTICLE_BYTES", value_name = "BYTES")]
    pub max_article_bytes: u32,
    /// Articles in a batch
    #[arg(long, env = "DATELINE_MAX_BATCH_ARTICLES", value_name = "COUNT")]
    pub max_batch_articles: u32,
    /// Bytes in a request message, after decompression
    #[arg(long, env = "DATELINE_MAX_REQUEST_BYTES", value_name = "BYTES")]
    pub max_request_bytes: u32,
    /// Bytes in a response message, before compression
    #[arg(long, env = "DATELINE_MAX_RESPONSE_BYTES", value_name = "BYTES")]
    pub max_response_bytes: u32,
    /// Articles of one stream that are taken before the first of them is answered
    #[arg(long, env = "DATELINE_MAX_STREAM_ARTICLES_IN_FLIGHT", value_name = "COUNT")]
    pub max_stream_articles_in_flight: u32,
    /// Calls that may be open on one connection
    #[arg(long, env = "DATELINE_MAX_CONCURRENT_STREAMS_PER_CONNECTION", value_name = "COUNT")]
    pub max_concurrent_streams_per_connection: u32,
    /// Bytes of a call's headers
    #[arg(long, env = "DATELINE_MAX_HEADER_BYTES", value_name = "BYTES")]
    pub max_header_bytes: u32,
    /// The longest that a call of one article or a batch may take, whatever deadline it sends
    #[arg(long, env = "DATELINE_MAX_CALL_SECONDS", value_name = "SECONDS")]
    pub max_call_seconds: u32,
    /// How long a connection and a stream live before they are asked to end
    #[arg(long, env = "DATELINE_MAX_CONNECTION_AGE_SECONDS", value_name = "SECONDS")]
    pub max_connection_age_seconds: u32,
    /// How often a silent connection is asked whether it lives
    #[arg(long, env = "DATELINE_KEEPALIVE_SECONDS", value_name = "SECONDS")]
    pub keepalive_seconds: u32,
    /// How long a connection may take to say that it lives, and a new one to say anything
    #[arg(long, env = "DATELINE_KEEPALIVE_TIMEOUT_SECONDS", value_name = "SECONDS")]
    pub keepalive_timeout_seconds: u32,
    /// How long calls may take to end once the server is told to stop
    #[arg(long, env = "DATELINE_DRAIN_SECONDS", value_name = "SECONDS")]
    pub drain_seconds: u32,
    /// How logs are written, on standard error
    #[arg(long, env = "DATELINE_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: LogFormat,
    /// What is logged, as a filter of tracing-subscriber such as warn or dateline=debug
    #[arg(long, env = "DATELINE_LOG", value_name = "FILTER")]
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 50051)),
            model: None,
            workers: thread::available_parallelism().map_or(1, NonZero::get).try_into().unwrap_or(1),
            max_queued_articles: 64,
            max_article_bytes: 1 << 20,
            max_batch_articles: 100,
            max_request_bytes: 4 << 20,
            max_response_bytes: 16 << 20,
            max_stream_articles_in_flight: 16,
            max_concurrent_streams_per_connection: 128,
            max_header_bytes: 16 << 10,
            max_call_seconds: 300,
            max_connection_age_seconds: 3600,
            keepalive_seconds: 30,
            keepalive_timeout_seconds: 20,
            // Kubernetes kills after 30 seconds.
            drain_seconds: 25,
            log_format: LogFormat::Text,
            log: "info".into(),
        }
    }
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people
    Text,
    /// A JSON object a line
    Json,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no TOML, or has a setting that there is not, or one of another type.
    #[error("{}: {source}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A number is out of its bounds.
    #[error("{name}: {value}; takes {least} to {most}")]
    OutOfBounds {
        /// The setting.
        name: &'static str,
        /// What it was set to.
        value: u32,
        /// The least that it takes.
        least: u32,
        /// The most that it takes.
        most: u32,
    },
}

impl Config {
    /// Reads a TOML file; what it leaves out has its default.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or is no TOML, a setting that there is not, a value of another type.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path).map_err(|source| ConfigError::File { path: path.into(), source })?;
        toml::from_str(&text).map_err(|source| ConfigError::Syntax { path: path.into(), source: Box::new(source) })
    }

    /// Checks that every value is within its bounds.
    ///
    /// # Errors
    ///
    /// The first that is not, and what it takes.
    pub fn check(&self) -> Result<(), ConfigError> {
        // Offsets are 32 bits wide, and an hour and a day are enough for a call and a connection.
        const MESSAGE: u32 = 1 << 30;
        const HOUR: u32 = 3600;
        const DAY: u32 = 24 * HOUR;
        for (name, value, least, most) in [
            ("workers", self.workers, 1, 1024),
            ("max_queued_articles", self.max_queued_articles, 1, 1 << 20),
            ("max_batch_articles", self.max_batch_articles, 1, 1 << 20),
            ("max_request_bytes", self.max_request_bytes, 1, MESSAGE),
            ("max_article_bytes", self.max_article_bytes, 1, self.max_request_bytes),
            // Ids are echoed, so that an answer may need as much room as its request.
            ("max_response_bytes", self.max_response_bytes, self.max_request_bytes, MESSAGE),
            ("max_stream_articles_in_flight", self.max_stream_articles_in_flight, 1, 1 << 20),
            ("max_concurrent_streams_per_connection", self.max_concurrent_streams_per_connection, 1, 1 << 20),
            ("max_header_bytes", self.max_header_bytes, 1024, 1 << 20),
            ("max_call_seconds", self.max_call_seconds, 1, HOUR),
            ("max_connection_age_seconds", self.max_connection_age_seconds, 1, 30 * DAY),
            ("keepalive_seconds", self.keepalive_seconds, 1, DAY),
            ("keepalive_timeout_seconds", self.keepalive_timeout_seconds, 1, DAY),
            ("drain_seconds", self.drain_seconds, 0, DAY),
        ] {
            if !(least..=most).contains(&value) {
                return Err(ConfigError::OutOfBounds { name, value, least, most });
            }
        }
        Ok(())
    }

    /// The longest that a call of one article or a batch may take.
    #[must_use]
    pub fn max_call(&self) -> Duration {
        seconds(self.max_call_seconds)
    }

    /// How long a connection and a stream live.
    #[must_use]
    pub fn max_connection_age(&self) -> Duration {
        seconds(self.max_connection_age_seconds)
    }

    /// How long calls may take to end once the server is told to stop.
    #[must_use]
    pub fn drain(&self) -> Duration {
        seconds(self.drain_seconds)
    }
}

/// A setting as a time.
pub(super) fn seconds(setting: u32) -> Duration {
    Duration::from_secs(setting.into())
}

/// A setting as a size in memory.
pub(super) fn size(setting: u32) -> usize {
    usize::try_from(setting).unwrap_or(usize::MAX)
}

/// The flags of a command that serves: `#[command(flatten)]` it, and `config` is what flags, environment and file say together, checked.
#[derive(Debug, Clone)]
pub struct Flags {
    /// The settings.
    pub config: Config,
}

/// The flag that names the file.
const FILE: &str = "config";

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        // Clap fills nothing in by itself, so that the file can stand between the flags and the defaults.
        let command = Config::augment_args_for_update(command);
        let defaults = serde_json::to_value(Config::default()).unwrap_or_default();
        let command = command.mut_args(|arg| with_default(arg, &defaults));
        let file = Arg::new(FILE).long(FILE).env("DATELINE_CONFIG").value_name("FILE").value_parser(value_parser!(PathBuf));
        command.arg(file.help("TOML file of these settings, named with _ for -; flags and environment win over it"))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Says the default of a setting in its help.
fn with_default(arg: Arg, defaults: &serde_json::Value) -> Arg {
    let default = match defaults.get(arg.get_id().as_str()) {
        None | Some(serde_json::Value::Null) => return arg,
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    arg.help(format!("{help} [default: {default}]"))
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let refuse = |error: ConfigError| clap::Error::raw(ErrorKind::ValueValidation, format!("{error}\n"));
        let mut config = match matches.get_one::<PathBuf>(FILE) {
            Some(path) => Config::read(path).map_err(refuse)?,
            None => Config::default(),
        };
        config.update_from_arg_matches(matches)?;
        config.check().map_err(refuse)?;
        Ok(Self { config })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        flags: Flags,
    }

    fn parse(flags: &[&str]) -> Result<Config, String> {
        let parsed = Cli::try_parse_from([&["dateline"], flags].concat());
        parsed.map(|cli| cli.flags.config).map_err(|error| error.to_string())
    }

    fn file(name: &str, text: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("dateline-config-{}-{name}.toml", std::process::id()));
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn defaults_are_those_of_the_contract() {
        let config = parse(&[]).unwrap();
        assert_eq!(config, Config::default());
        assert_eq!(config.listen.to_string(), "127.0.0.1:50051");
        assert_eq!((config.max_article_bytes, config.max_batch_articles), (1 << 20, 100));
        assert_eq!((config.max_request_bytes, config.max_response_bytes), (4 << 20, 16 << 20));
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let path = file("order", "workers = 3\nmax_batch_articles = 7\nlisten = \"[::1]:0\"\nlog_format = \"json\"\n");
        let config = parse(&["--config", path.to_str().unwrap(), "--workers", "5"]).unwrap();
        assert_eq!((config.workers, config.max_batch_articles, config.listen.to_string()), (5, 7, "[::1]:0".into()));
        assert_eq!((config.log_format, config.max_queued_articles), (LogFormat::Json, 64));
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn errors_name_the_setting_and_the_fix() {
        for (text, expected) in [
            ("wrokers = 3", "unknown field `wrokers`"),
            ("workers = \"x\"", "expected u32"),
            ("workers = 0", "workers: 0; takes 1 to 1024"),
        ] {
            let path = file("bad", text);
            let error = parse(&["--config", path.to_str().unwrap()]).unwrap_err();
            assert!(error.contains(expected), "{error}");
            fs::remove_file(path).unwrap();
        }
        for (flags, expected) in [
            (["--workers", "0"], "workers: 0; takes 1 to 1024"),
            (["--max-article-bytes", "5000000"], "max_article_bytes: 5000000; takes 1 to 4194304"),
            (["--max-response-bytes", "1000"], "max_response_bytes: 1000; takes 4194304 to 1073741824"),
            (["--listen", "here"], "invalid value 'here' for '--listen <ADDRESS>'"),
            (["--config", "no/such.toml"], "no/such.toml: No such file"),
        ] {
            let error = parse(&flags).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_help_tells_defaults() {
        let help = parse(&["--help"]).unwrap_err();
        for expected in ["[default: 127.0.0.1:50051]", "[default: 1048576]", "[default: text]", "--config <FILE>", "DATELINE_DRAIN_SECONDS"]
        {
            assert!(help.contains(expected), "{expected} in {help}");
        }
        assert!(!help.contains("[default: null]"));
    }
}
