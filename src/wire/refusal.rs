//! Every way in which an article or a call is refused → a gRPC status, or the error of one article.
//!
//! In: a [`Refusal`]. Out: a [`Status`] with `google.rpc` details, or an [`ArticleError`](proto::ArticleError) that says the same.

use std::time::Duration;

use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

use super::proto;
use crate::article::FieldViolation;

/// The domain of every reason.
pub const DOMAIN: &str = "dateline";

/// The trailer that tells a gRPC client's retry policy how many milliseconds to wait (gRFC A6).
const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// Why there is no answer. No message shows a path, a stack or another caller's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The request is wrong, in these fields.
    #[error("{}", join(.0))]
    Invalid(Vec<FieldViolation>),
    /// The request message is larger than this many bytes.
    #[error("request message larger than {0} bytes")]
    RequestTooLarge(usize),
    /// The answer is larger than this many bytes.
    #[error("response message larger than {0} bytes; ask for fewer articles or layers at a time")]
    ResponseTooLarge(usize),
    /// The queue is full; there may be room after this time.
    #[error("the server is full; try again in {} ms", .0.as_millis())]
    QueueFull(Duration),
    /// The time for the call is over.
    #[error("the deadline has passed")]
    DeadlineExceeded,
    /// The caller has gone.
    #[error("the call was cancelled")]
    Cancelled,
    /// The server is on its way down or its connection has come of age.
    #[error("the server is shutting down; connect again")]
    Draining,
    /// A fault of ours, whose cause is for the log alone.
    #[error("internal error")]
    Internal,
}

impl Refusal {
    /// Refuses one field.
    #[must_use]
    pub fn field(field: impl Into<String>, description: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldViolation::new(field, description)])
    }

    /// The gRPC code.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Invalid(_) => Code::InvalidArgument,
            Self::RequestTooLarge(_) | Self::ResponseTooLarge(_) | Self::QueueFull(_) => Code::ResourceExhausted,
            Self::DeadlineExceeded => Code::DeadlineExceeded,
            Self::Cancelled => Code::Cancelled,
            Self::Draining => Code::Unavailable,
            Self::Internal => Code::Internal,
        }
    }

    /// The reason for programs.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "INVALID_REQUEST",
            Self::RequestTooLarge(_) => "REQUEST_TOO_LARGE",
            Self::ResponseTooLarge(_) => "RESPONSE_TOO_LARGE",
            Self::QueueFull(_) => "QUEUE_FULL",
            Self::DeadlineExceeded => "DEADLINE_EXCEEDED",
            Self::Cancelled => "CANCELLED",
            Self::Draining => "DRAINING",
            Self::Internal => "INTERNAL",
        }
    }

    /// The fields that are wrong.
    #[must_use]
    pub fn violations(&self) -> &[FieldViolation] {
        if let Self::Invalid(violations) = self { violations } else { &[] }
    }

    /// The same for one article of a batch, a stream or a file.
    #[must_use]
    pub fn article_error(&self, article_id: &str) -> proto::ArticleError {
        let violation = |violation: &FieldViolation| proto::FieldViolation {
            field: violation.field.clone(),
            description: violation.description.clone(),
        };
        proto::ArticleError {
            code: self.code().into(),
            reason: self.reason().into(),
            message: self.to_string(),
            violations: self.violations().iter().map(violation).collect(),
            article_id: article_id.into(),
        }
    }
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        let mut details = ErrorDetails::new();
        details.set_error_info(refusal.reason(), DOMAIN, [] as [(String, String); 0]);
        for violation in refusal.violations() {
            details.add_bad_request_violation(&violation.field, &violation.description);
        }
        let mut trailers = MetadataMap::new();
        if let Refusal::QueueFull(delay) = refusal {
            details.set_retry_info(Some(delay));
            trailers.insert(PUSHBACK, MetadataValue::from(u64::try_from(delay.as_millis()).unwrap_or(u64::MAX)));
        }
        Self::with_error_details_and_metadata(refusal.code(), refusal.to_string(), details, trailers)
    }
}

impl From<Vec<FieldViolation>> for Refusal {
    fn from(violations: Vec<FieldViolation>) -> Self {
        Self::Invalid(violations)
    }
}

/// All violations in one line.
fn join(violations: &[FieldViolation]) -> String {
    violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> [(Refusal, Code, &'static str); 8] {
        let violations = vec![FieldViolation::new("article.text", "blank"), FieldViolation::new("options.layers[1]", "unknown")];
        [
            (Refusal::Invalid(violations), Code::InvalidArgument, "INVALID_REQUEST"),
            (Refusal::RequestTooLarge(9), Code::ResourceExhausted, "REQUEST_TOO_LARGE"),
            (Refusal::ResponseTooLarge(9), Code::ResourceExhausted, "RESPONSE_TOO_LARGE"),
            (Refusal::QueueFull(Duration::from_millis(250)), Code::ResourceExhausted, "QUEUE_FULL"),
            (Refusal::DeadlineExceeded, Code::DeadlineExceeded, "DEADLINE_EXCEEDED"),
            (Refusal::Cancelled, Code::Cancelled, "CANCELLED"),
            (Refusal::Draining, Code::Unavailable, "DRAINING"),
            (Refusal::Internal, Code::Internal, "INTERNAL"),
        ]
    }

    #[test]
    fn status_and_article_error_say_the_same() {
        for (refusal, code, reason) in all() {
            let error = refusal.article_error("a1");
            let status = Status::from(refusal.clone());
            let info = status.get_details_error_info().unwrap();
            assert_eq!((status.code(), info.reason.as_str(), info.domain.as_str()), (code, reason, "dateline"));
            assert_eq!((error.code, error.reason.as_str(), error.article_id.as_str()), (code as i32, reason, "a1"));
            assert_eq!(error.message, status.message());
            let fields: Vec<_> =
                error.violations.iter().map(|violation| (violation.field.clone(), violation.description.clone())).collect();
            let request = status.get_details_bad_request().map(|request| request.field_violations).unwrap_or_default();
            assert_eq!(fields, request.into_iter().map(|violation| (violation.field, violation.description)).collect::<Vec<_>>());
            assert_eq!(fields.len(), refusal.violations().len());
        }
    }

    #[test]
    fn only_a_full_server_asks_to_come_back() {
        for (refusal, _, reason) in all() {
            let status = Status::from(refusal);
            let delay = status.get_details_retry_info().and_then(|info| info.retry_delay);
            let pushback = status.metadata().get(PUSHBACK).map(|value| value.to_str().unwrap().to_owned());
            let full = reason == "QUEUE_FULL";
            assert_eq!(delay, full.then(|| Duration::from_millis(250)), "{reason}");
            assert_eq!(pushback, full.then(|| "250".to_owned()), "{reason}");
        }
    }

    #[test]
    fn the_message_names_the_fields() {
        assert_eq!(all()[0].0.to_string(), "article.text: blank; options.layers[1]: unknown");
    }
}
