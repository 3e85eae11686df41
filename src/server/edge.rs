//! What surrounds every call: its deadline, the details of its status, its line in the log.
//!
//! In: requests as they arrive, before their messages are read. Out: responses whose every status carries details. Tonic's own
//! timeout answers CANCELLED, and its own statuses (an unknown method, a message that is too large or none) have no details.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use http::{HeaderMap, Request, Response};
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tonic::body::Body;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};
use tower::{Layer, Service};

use super::telemetry::{Record, Summary};
use crate::wire::Refusal;
use crate::wire::refusal::DOMAIN;

/// Tonic ends a call at its deadline by itself, with CANCELLED; we come first by this much, or a tenth of a shorter time.
const AHEAD_OF_TONIC: Duration = Duration::from_millis(5);

/// The stages of a server's end, shared by all calls.
#[derive(Debug, Clone, Default)]
pub(super) struct Lifecycle {
    /// The server was told to stop: streams take no more.
    pub draining: CancellationToken,
    /// The time for draining is over: calls end.
    pub over: CancellationToken,
    /// The calls that are open.
    pub calls: TaskTracker,
}

/// When a call arrived and when it must be answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    /// When its headers arrived.
    pub at: Instant,
    /// The deadline that its caller set.
    pub deadline: Option<Instant>,
}

impl Arrival {
    /// The arrival of a call, now for one that did not come over the edge.
    #[must_use]
    pub(super) fn of<T>(request: &tonic::Request<T>) -> Self {
        request.extensions().get().copied().unwrap_or_else(|| Self { at: Instant::now(), deadline: None })
    }

    fn new(headers: &HeaderMap) -> Self {
        let at = Instant::now();
        let time = timeout(headers).map(|time| time.saturating_sub(AHEAD_OF_TONIC.min(time / 10)));
        Self { at, deadline: time.and_then(|time| at.checked_add(time)) }
    }
}

/// The time that a caller gives a call, as gRPC over HTTP/2 writes it: up to eight digits and a unit.
fn timeout(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    if digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(number * 3600)),
        "M" => Some(Duration::from_secs(number * 60)),
        "S" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_millis(number)),
        "u" => Some(Duration::from_micros(number)),
        "n" => Some(Duration::from_nanos(number)),
        _ => None,
    }
}

/// The layer that puts an [`Edge`] around the services.
#[derive(Debug, Clone)]
pub(super) struct EdgeLayer {
    /// The longest that a call may take until its response begins.
    pub max_call: Duration,
    /// The most bytes of a request message.
    pub max_request: usize,
    /// The stages of the server's end.
    pub lifecycle: Lifecycle,
}

impl<S> Layer<S> for EdgeLayer {
    type Service = Edge<S>;

    fn layer(&self, inner: S) -> Edge<S> {
        Edge { inner, layer: self.clone() }
    }
}

/// The services and what surrounds them.
#[derive(Debug, Clone)]
pub(super) struct Edge<S> {
    inner: S,
    layer: EdgeLayer,
}

impl<S> Service<Request<Body>> for Edge<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let arrival = Arrival::new(request.headers());
        let record = Record::new(request.uri().path(), arrival.at);
        request.extensions_mut().insert(arrival);
        let (answering, layer) = (self.inner.call(request), self.layer.clone());
        Box::pin(async move {
            let _open = layer.lifecycle.calls.token();
            let latest = arrival.at + layer.max_call;
            let deadline = arrival.deadline.map_or(latest, |deadline| deadline.min(latest));
            let response = tokio::select! {
                biased;
                response = answering => with_details(response?, layer.max_request),
                () = sleep_until(deadline.into()) => Status::from(Refusal::DeadlineExceeded).into_http(),
                () = layer.lifecycle.over.cancelled() => Status::from(Refusal::Draining).into_http(),
            };
            finish(record, &response);
            Ok(response)
        })
    }
}

/// Ends the record of a call that is over; a stream has only begun and keeps its own.
fn finish(mut record: Record, response: &Response<Body>) {
    let code = Status::from_header_map(response.headers()).map_or(Code::Ok, |status| status.code());
    match response.extensions().get::<Summary>() {
        Some(summary) => record.summary = summary.clone(),
        None if code == Code::Ok => return record.pass(),
        None => {}
    }
    record.end(code);
}

/// A response whose status, when it is a refusal without details, has them.
fn with_details(response: Response<Body>, max_request: usize) -> Response<Body> {
    match Status::from_header_map(response.headers()) {
        Some(status) if status.code() != Code::Ok && status.details().is_empty() => explain(&status, max_request).into_http(),
        _ => response,
    }
}

/// A status of tonic's, explained as ours are. All of ours have details, so that one without is not ours.
#[must_use]
pub(super) fn explain(status: &Status, max_request: usize) -> Status {
    match status.code() {
        Code::OutOfRange | Code::ResourceExhausted => Refusal::RequestTooLarge(max_request).into(),
        // What tonic says of a message that cannot be read: it breaks off, is no protobuf, or a string in it is no UTF-8.
        Code::Internal => Refusal::field("request", format!("takes a message of the contract; {}", status.message())).into(),
        code => {
            let reason = reason(code);
            let message = if status.message().is_empty() { code.description() } else { status.message() };
            Status::with_error_details(code, message, ErrorDetails::with_error_info(reason, DOMAIN, [] as [(String, String); 0]))
        }
    }
}

/// The name of a code, as `google.rpc.Code` writes it.
fn reason(code: Code) -> String {
    let mut name = String::new();
    for c in format!("{code:?}").chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(c.to_ascii_uppercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timeouts_are_read() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("grpc-timeout", value.parse().unwrap());
            timeout(&headers)
        };
        for (value, expected) in [
            ("2H", Some(Duration::from_hours(2))),
            ("3M", Some(Duration::from_mins(3))),
            ("4S", Some(Duration::from_secs(4))),
            ("99999999m", Some(Duration::from_millis(99_999_999))),
            ("5u", Some(Duration::from_micros(5))),
            ("6n", Some(Duration::from_nanos(6))),
            ("123456789S", None),
            ("S", None),
            ("", None),
            ("5", None),
            ("+5S", None),
            ("5é", None),
        ] {
            assert_eq!(read(value), expected, "{value:?}");
        }
        assert_eq!(timeout(&HeaderMap::new()), None);
    }

    #[test]
    fn we_come_before_tonic() {
        let mut headers = HeaderMap::new();
        headers.insert("grpc-timeout", "1S".parse().unwrap());
        let arrival = Arrival::new(&headers);
        assert_eq!(arrival.deadline, Some(arrival.at + Duration::from_millis(995)));
        headers.insert("grpc-timeout", "10m".parse().unwrap());
        let arrival = Arrival::new(&headers);
        assert_eq!(arrival.deadline, Some(arrival.at + Duration::from_millis(9)));
    }

    #[test]
    fn every_status_is_explained() {
        for (status, code, reason) in [
            (Status::out_of_range("found 9 bytes"), Code::ResourceExhausted, "REQUEST_TOO_LARGE"),
            (Status::internal("unexpected end"), Code::InvalidArgument, "INVALID_REQUEST"),
            (Status::unimplemented(""), Code::Unimplemented, "UNIMPLEMENTED"),
            (Status::not_found("service not registered"), Code::NotFound, "NOT_FOUND"),
        ] {
            let explained = explain(&status, 8);
            assert_eq!((explained.code(), explained.get_details_error_info().unwrap().reason.as_str()), (code, reason));
            assert!(!explained.message().is_empty());
        }
    }
}
