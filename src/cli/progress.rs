//! How far long work has come, on standard error when people watch it there.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Between two updates; faster ones only flicker.
const PAUSE: Duration = Duration::from_millis(200);

/// Back to the start of the line, and clear it.
const CLEAR: &str = "\r\x1b[K";

/// A line that counts articles.
#[derive(Debug)]
pub(super) struct Progress {
    began: Instant,
    shown: Instant,
    watched: bool,
    done: u64,
    failed: u64,
}

impl Progress {
    /// Starts to count. Output on the same terminal shows the progress by itself.
    pub(super) fn new() -> Self {
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { began: Instant::now(), shown: Instant::now(), watched, done: 0, failed: 0 }
    }

    /// Counts an article.
    pub(super) fn count(&mut self, failed: bool) {
        self.done += 1;
        self.failed += u64::from(failed);
        if self.watched && self.shown.elapsed() >= PAUSE {
            self.shown = Instant::now();
            print(&format!("{CLEAR}{}", self.line()));
        }
    }

    /// Clears the line; how many articles there were, and how many of them failed.
    pub(super) fn finish(self) -> (u64, u64) {
        if self.watched {
            print(CLEAR);
        }
        (self.done, self.failed)
    }

    fn line(&self) -> String {
        let failed = if self.failed > 0 { format!(", {} failed", self.failed) } else { String::new() };
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = self.done as f64 / self.began.elapsed().as_secs_f64().max(0.001);
        format!("{} articles{failed}, {rate:.1} a second", self.done)
    }
}

/// Progress that cannot be shown is no reason to stop.
fn print(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
