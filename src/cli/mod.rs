//! 7\. The command line: `dateline serve`, `dateline extract` and `dateline info`.
//!
//! In: arguments, files and standard input. Out: documents, an answer for people, or a server, and an exit code:
//! 0 when all was answered, 1 when some articles failed, 2 for wrong usage.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::model::ModelError;
use crate::server::{ConfigError, LogError};

mod extract;
mod info;
mod input;
mod ordered;
mod progress;
mod serve;
mod view;

/// Some articles failed, or the work did.
const FAILED: u8 = 1;

/// The arguments cannot be followed.
const USAGE: u8 = 2;

/// Turns news articles into typed facts.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, after_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Extract(extract::Extract),
    Info(info::Info),
}

const EXAMPLES: &str = "\
Examples:
  dateline extract articles/ferry.txt           read an article, show its names
  dateline extract articles/wire.jsonl | jq .   one JSON document a line
  dateline serve                                answer gRPC calls on 127.0.0.1:50051
  dateline info                                 show versions, model, layers and limits

`dateline help extract` shows more of each.";

/// Runs the program on the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Extract(extract) => extract.run(),
        Command::Info(info) => info.run(),
    };
    done.unwrap_or_else(|error| {
        eprintln!("dateline: {error:#}");
        let usage = error.is::<ModelError>() || error.is::<ConfigError>() || error.is::<LogError>();
        ExitCode::from(if usage { USAGE } else { FAILED })
    })
}
