import pickle
import time

import grpc
import pytest
from fake_server import FakeServer, Refusal, draining, full, serve

from dateline import (
    Client,
    DatelineError,
    DeadlineExceeded,
    InternalError,
    InvalidArgument,
    Overloaded,
    PermissionDenied,
    TooLarge,
    Unauthenticated,
    Unavailable,
    Unimplemented,
)

Code = grpc.StatusCode


def test_a_refused_field_is_named(client):
    with pytest.raises(InvalidArgument) as caught:
        client.extract("Olga", published="yesterday")
    error = caught.value
    assert (error.reason, error.code) == ("INVALID_REQUEST", "INVALID_ARGUMENT")
    assert error.violations == (("article.published", "takes an ISO 8601 date or date-time such as 2023-03-09"),)
    assert str(error) == "article.published: takes an ISO 8601 date or date-time such as 2023-03-09"
    assert isinstance(error, (ValueError, DatelineError))
    assert isinstance(error.__cause__, grpc.RpcError)


@pytest.mark.parametrize(
    ("refusal", "kind", "message"),
    [
        (Refusal(Code.PERMISSION_DENIED, "not you", reason="KEY_REVOKED"), PermissionDenied, "not you"),
        (Refusal(Code.INTERNAL, "internal error", reason="INTERNAL"), InternalError, "internal error"),
        (Refusal(Code.UNIMPLEMENTED, "no such method"), Unimplemented, "is no Dateline server or lacks this method"),
        (Refusal(Code.OUT_OF_RANGE, "message too large"), TooLarge, "message too large"),
        (Refusal(Code.RESOURCE_EXHAUSTED, "larger than 9", reason="REQUEST_TOO_LARGE"), TooLarge, "larger than 9"),
        (Refusal(Code.ABORTED, "odd"), DatelineError, "odd"),
        (Refusal(Code.UNAUTHENTICATED, "who?"), Unauthenticated, r"who\?; give a key with Client\(api_key="),
        (
            Refusal(Code.INVALID_ARGUMENT, "bad", reason="INVALID_REQUEST", violations=[("options", "too odd")]),
            InvalidArgument,
            "^bad; options: too odd$",
        ),
    ],
)
def test_statuses_become_exceptions(client, fake, refusal, kind, message):
    fake.failures = [refusal]
    with pytest.raises(kind, match=message) as caught:
        client.extract("Olga")
    assert type(caught.value) is kind
    assert (caught.value.reason, caught.value.code) == (refusal.reason, refusal.code.name)
    assert fake.calls == ["Extract"], "these are not tried again"


def test_a_full_server_is_tried_again_when_it_asks(client, fake):
    fake.failures = [full(retry=0.2), full(retry=None, pushback="150")]
    begun = time.monotonic()
    assert client.extract("Olga").entities
    assert fake.calls == ["Extract"] * 3
    assert 0.35 <= time.monotonic() - begun < 2


def test_a_server_that_stays_full(fake):
    fake.failures = [full(retry=0.01)] * 9
    with Client(fake.address, retries=2) as client, pytest.raises(Overloaded, match="the server is full") as caught:
        client.extract("Olga")
    assert (caught.value.reason, caught.value.retry_after) == ("QUEUE_FULL", 0.01)
    assert len(fake.calls) == 3


def test_a_pause_beyond_the_deadline_is_not_waited_for(client, fake):
    fake.failures = [full(retry=60)]
    begun = time.monotonic()
    with pytest.raises(Overloaded) as caught:
        client.extract("Olga", timeout=5)
    assert time.monotonic() - begun < 2
    assert caught.value.retry_after == 60


def test_an_unavailable_server_is_tried_again(client, fake):
    fake.failures = [draining(), draining()]
    assert client.extract("Olga").entities
    assert len(fake.calls) == 3


def test_nobody_there(free_address):
    with Client(free_address, retries=1) as client, pytest.raises(Unavailable) as caught:
        client.extract("Olga")
    assert free_address in str(caught.value)
    assert f"dateline serve --listen {free_address}" in str(caught.value)
    assert isinstance(caught.value, ConnectionError)


def test_a_server_that_starts_late_is_found(free_address):
    with Client(free_address, retries=0) as client:
        with pytest.raises(Unavailable):
            client.extract("Olga")
        client.retries = 6
        server, _ = serve(FakeServer(), free_address)
        assert client.extract("Olga").entities
    server.stop(None).wait()


def test_deadline(client, fake):
    fake.delay = 2
    with pytest.raises(DeadlineExceeded, match="within 0.2 s; give more time with timeout=") as caught:
        client.extract("Olga", timeout=0.2)
    assert isinstance(caught.value, TimeoutError)
    with Client(fake.address, timeout=0.2) as hasty, pytest.raises(DeadlineExceeded):
        hasty.extract("Olga")


def test_too_large_an_answer(fake):
    with Client(fake.address, max_response_bytes=200) as client, pytest.raises(TooLarge, match=r"Client\(max_response_bytes="):
        client.extract("Olga " * 100)
    assert fake.calls == ["Extract"]


def test_keys(fake):
    fake.key = "s3cret"
    with Client(fake.address) as client, pytest.raises(Unauthenticated, match="takes a key") as caught:
        client.extract("Olga")
    assert caught.value.reason == "NO_KEY"
    with Client(fake.address, api_key="s3cret") as client:
        assert client.extract("Olga").entities
        assert "s3cret" not in repr(client)
    for key in ("", "two\nlines", " padded", "schlüssel"):
        with pytest.raises(InvalidArgument, match="api_key: takes visible ASCII") as caught:
            Client(fake.address, api_key=key)
        assert not key or key.strip() not in str(caught.value)
    with pytest.warns(UserWarning, match="unencrypted; use secure=True"):
        Client("news.example:1", api_key="s3cret").close()


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("localhost", "localhost:50051"),
        ("localhost:7", "localhost:7"),
        ("[::1]", "[::1]:50051"),
        ("[::1]:7", "[::1]:7"),
        ("unix:/tmp/x", "unix:/tmp/x"),
    ],
)
def test_addresses(address, meant):
    with Client(address) as client:
        assert client.address == meant


@pytest.mark.parametrize("address", ["http://localhost:50051", "https://localhost", " "])
def test_addresses_that_are_none(address):
    with pytest.raises(InvalidArgument, match=r"takes host:port such as localhost:50051"):
        Client(address)


def test_headers_and_gzip(fake):
    with Client(fake.address, gzip=True) as client:
        assert client.extract("Olga " * 100).entities
    assert fake.metadata["user-agent"].startswith("dateline-python/0.")
    assert "authorization" not in fake.metadata


def test_a_proxy_is_not_asked_for_this_machine(fake, monkeypatch, free_address):
    monkeypatch.setenv("http_proxy", f"http://{free_address}")
    with Client(fake.address, retries=0) as client:
        assert client.extract("Olga").entities


def test_errors_can_be_pickled(client):
    with pytest.raises(InvalidArgument) as caught:
        client.extract(" ")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again), again.reason, again.violations) == (
        InvalidArgument,
        str(caught.value),
        "INVALID_REQUEST",
        caught.value.violations,
    )


def test_garbage_in_trailers_is_passed_over(client, fake):
    class Garbage(Refusal):
        def trailers(self):
            return (("grpc-status-details-bin", b"\xff\xff"), ("grpc-retry-pushback-ms", "soon"))

    fake.failures = [Garbage(Code.INTERNAL, "odd")]
    with pytest.raises(InternalError, match="odd"):
        client.extract("Olga")


def test_a_negative_pushback_is_no_pause(client, fake):
    fake.failures = [Refusal(Code.RESOURCE_EXHAUSTED, "full", pushback="-1")]
    with pytest.raises(DatelineError):
        client.extract("Olga")
    assert len(fake.calls) == 1
