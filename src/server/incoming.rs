//! Connections as they come in.
//!
//! In: a bound listener. Out: connections that have sent their first byte. Hyper waits for that byte without a limit, at shutdown
//! too (its issue 4170), so that connections which say nothing are kept from it and closed after a while.

use std::io;
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tonic::transport::server::TcpIncoming;

/// The pause after a connection that could not be accepted, mostly for want of file descriptors: trying at once would spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// The connections of a listener that speak within `patience`.
pub(super) fn speaking(listener: TcpListener, patience: Duration) -> impl Stream<Item = io::Result<TcpStream>> {
    let accepted = TcpIncoming::from(listener).with_nodelay(Some(true)).then(|accepted| async {
        if accepted.is_err() {
            sleep(ACCEPT_PAUSE).await;
        }
        accepted
    });
    // Any number may wait: those that speak do not stand behind those that do not.
    accepted.map(move |accepted| first_byte(accepted, patience)).buffer_unordered(usize::MAX)
}

/// The connection when it has something to read.
async fn first_byte(accepted: io::Result<TcpStream>, patience: Duration) -> io::Result<TcpStream> {
    let connection = accepted?;
    timeout(patience, connection.peek(&mut [0])).await??;
    Ok(connection)
}
