//! `dateline serve`: settings → a listening server, until it is told to stop.

use std::net::TcpListener;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use crate::model::ModelSource;
use crate::pipeline::Pipeline;
use crate::server::{self, Config, Flags};

/// Answer gRPC calls
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Serve {
    #[command(flatten)]
    flags: Flags,
}

const EXAMPLES: &str = r#"Examples:
  Listen on the default port, and ask from another terminal (grpcurl needs no proto files):
    dateline serve
    grpcurl -plaintext -d '{"article": {"text": "Mary Ellis lives in Dover."}}' \
      127.0.0.1:50051 dateline.v1.ExtractionService/Extract

  Every address of this machine, two articles at a time, logs for machines:
    dateline serve --listen 0.0.0.0:50051 --workers 2 --log-format json

  Settings from a file, one of them overruled:
    printf 'workers = 2\nmax_batch_articles = 20\n' > dateline.toml
    dateline serve --config dateline.toml --workers 4

SIGTERM and Ctrl-C let calls end first; a second one does not wait."#;

impl Serve {
    /// Serves until a signal.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let config = self.flags.config;
        let _logs = server::init_logs(config.log_format, &config.log)?;
        // The port first: that it is taken should not need a model to find out.
        let listener = TcpListener::bind(config.listen).with_context(|| format!("listen on {}", config.listen))?;
        listener.set_nonblocking(true)?;
        let pipeline = Pipeline::load(&config.model.clone().map_or(ModelSource::BuiltIn, ModelSource::Folder))?;
        tracing::info!(address = %listener.local_addr()?, model = pipeline.model_version(), "listening");
        runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(listener, pipeline, &config))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Serves until the first signal, and no longer than until the second.
async fn serve(listener: TcpListener, pipeline: Pipeline, config: &Config) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let (tell, told) = oneshot::channel();
    let signals = async move {
        for tell in [Some(tell), None] {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            // The server may have ended by itself.
            let _ = tell.map(|tell| tell.send(()));
        }
    };
    let shutdown = async {
        let _ = told.await;
    };
    tokio::select! {
        ended = server::run(listener, pipeline, config, shutdown) => ended?,
        () = signals => tracing::warn!("ended at once: told to stop twice"),
    }
    Ok(())
}
