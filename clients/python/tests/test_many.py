"""Batches and streams."""

import itertools
import threading
import time

import pytest
from fake_server import draining, full, invalid, serve

from dateline import Article, Client, DeadlineExceeded, InternalError, InvalidArgument, Overloaded, TooLarge, Unavailable

LONE = "Olga \ud800"


def names(results):
    """The first entity of each article, or the field that is wrong."""
    return [result.document.entities[0].name if result.ok else result.error.violations[0].field for result in results]


def test_batch_takes_texts_dicts_and_articles(client, fake):
    results = client.extract_batch(["Ada", {"text": "Bo", "id": "2", "title": None}, Article("Cyd", id="3", title="News")], tokens=True)
    assert names(results) == ["Ada", "Bo", "News"]
    assert [result.article_id for result in results] == ["", "2", "3"]
    assert results[2].unwrap().title == "News"
    assert results[0].document.tokens[0].text == "Ada"
    assert results[0].document.timings.total == 0.005
    assert fake.calls == ["GetInfo", "ExtractBatch"]
    assert repr(results[0]) == "<Result <Document 'Ada': 1 sentences, 1 entities>>"


def test_a_bad_article_is_answered_in_its_place(client):
    articles = ["Ada", Article(" ", id="blank"), {"text": LONE, "id": "lone"}, {"id": "none"}, "Bo"]
    results = client.extract_batch(articles)
    assert names(results) == ["Ada", "article.text", "article.text", "article.text", "Bo"]
    assert [result.article_id for result in results] == ["", "blank", "lone", "none", ""]
    assert results[1].document is None
    with pytest.raises(InvalidArgument, match=r"article.text: blank"):
        results[1].unwrap()
    with pytest.raises(InvalidArgument, match=r"lone surrogate U\+D800 at 5"):
        results[2].unwrap()
    assert names(client.extract_stream(articles)) == names(results)


def test_batches_are_cut_to_the_limits(client, fake):
    assert names(client.extract_batch(["Ada", "Bo", "Cyd", "Di", "Ed", "Flo", "Gus"])) == ["Ada", "Bo", "Cyd", "Di", "Ed", "Flo", "Gus"]
    assert [len(request.articles) for request in fake.requests[1:]] == [3, 3, 1]
    long = "Olga " * 300
    assert names(client.extract_batch([long, long, long])) == ["Olga"] * 3
    assert [len(request.articles) for request in fake.requests[4:]] == [2, 1]
    assert all(request.ByteSize() <= 4000 for request in fake.requests[1:])
    assert client.extract_batch([]) == []


def test_an_article_over_the_limit_stops_nobody(client):
    articles = ["Ada", Article("Olga " * 1000, id="long"), "Bo"]
    for results in (client.extract_batch(articles), list(client.extract_stream(articles))):
        assert [result.ok for result in results] == [True, False, True]
        assert isinstance(results[1].error, TooLarge)
        assert (results[1].article_id, results[1].error.reason) == ("long", "REQUEST_TOO_LARGE")


@pytest.mark.parametrize("wrong", [3, None, b"x", {"text": "x", "date": "2023-03-09"}, {"text": 3}])
def test_what_is_no_article(client, wrong):
    with pytest.raises(TypeError, match="article"):
        client.extract_batch(["Ada", wrong])
    stream = client.extract_stream(["Ada", wrong])
    assert names([next(stream)]) == ["Ada"]
    with pytest.raises(TypeError, match="article"):
        next(stream)


def test_a_batch_is_tried_again_as_a_call(client, fake):
    fake.failures = [full(0.01)]
    assert names(client.extract_batch(["Ada"])) == ["Ada"]
    fake.failures = [invalid("options.layers[0]", "unknown")]
    with pytest.raises(InvalidArgument):
        client.extract_batch(["Ada"])


def test_a_stream_in_order(client):
    articles = [f"Olga met Ada{number}" for number in range(300)]
    results = list(client.extract_stream(iter(articles), tokens=True))
    assert [result.unwrap().text for result in results] == articles
    assert [result.document.entities[1].name for result in results] == [f"Ada{number}" for number in range(300)]
    assert results[0].document.tokens
    assert list(client.extract_stream([])) == []


def test_a_stream_goes_on_where_it_ended(client, fake):
    fake.end_after = [3, 1, 0, 5]
    articles = [f"Olga{number}" for number in range(40)]
    assert names(client.extract_stream(articles)) == articles
    assert fake.calls.count("ExtractStream") == 5


def test_a_stream_that_ends_after_its_last_answer_is_whole(client, fake):
    fake.end_after = [3]
    assert names(client.extract_stream(["Ada", "Bo", "Cyd"])) == ["Ada", "Bo", "Cyd"]
    assert fake.calls.count("ExtractStream") == 1


def test_a_server_that_stays_away_ends_a_stream(fake):
    fake.end_after = [2] + [0] * 9
    with Client(fake.address, retries=2) as client:
        stream = client.extract_stream(["Ada", "Bo", "Cyd"])
        assert names([next(stream), next(stream)]) == ["Ada", "Bo"]
        with pytest.raises(Unavailable):
            next(stream)
    assert fake.calls.count("ExtractStream") == 3


def test_answers_forgive_failures(fake):
    fake.end_after = [1] * 9
    with Client(fake.address, retries=1) as client:
        assert len(list(client.extract_stream(["Ada"] * 10))) == 10


def test_a_refused_stream(client, fake):
    fake.failures = [invalid("config.options.layers[0]", "unknown")]
    with pytest.raises(InvalidArgument):
        list(client.extract_stream(["Ada"]))
    with pytest.raises(InvalidArgument, match="options.layers"):
        client.extract_stream(["Ada"], layers=["nonsense"])


def test_a_stream_waits_for_its_reader(client, fake):
    read = []

    def source():
        for number in itertools.count():
            read.append(number)
            yield f"Olga{number}"

    stream = client.extract_stream(source(), read_ahead=8)
    assert names([next(stream)]) == ["Olga0"]
    time.sleep(0.3)
    # Those ahead, the one just answered, and the one that waits for room.
    assert len(read) <= 10
    assert names(itertools.islice(stream, 99)) == [f"Olga{number}" for number in range(1, 100)]
    stream.close()
    time.sleep(0.2)
    ended = len(read)
    time.sleep(0.2)
    assert len(read) == ended
    assert not [thread for thread in threading.enumerate() if thread.name == "dateline-articles"]


def test_a_slow_source_holds_no_result_back(client):
    go_on = threading.Event()

    def source():
        yield "Ada"
        assert go_on.wait(5)
        yield "Bo"

    stream = client.extract_stream(source())
    assert names([next(stream)]) == ["Ada"]
    go_on.set()
    assert names(stream) == ["Bo"]


def test_a_source_that_fails(client):
    def source():
        yield "Ada"
        raise OSError("disk")

    stream = client.extract_stream(source())
    assert names([next(stream)]) == ["Ada"]
    with pytest.raises(OSError, match="disk"):
        next(stream)


def test_a_server_that_leaves_articles_out(fake, monkeypatch):
    def none(request_iterator, context):
        next(request_iterator)
        return iter(())

    monkeypatch.setattr(fake, "ExtractStream", none)
    server, port = serve(fake)
    with Client(f"127.0.0.1:{port}") as client, pytest.raises(InternalError, match="before it answered every article"):
        list(client.extract_stream(["Ada"]))
    server.stop(None)


def test_a_stream_has_a_deadline_when_told(client, fake):
    client.info()
    fake.delay = 1
    with pytest.raises(DeadlineExceeded):
        list(client.extract_stream(["Ada"], timeout=0.3))


def test_a_stream_that_finds_the_server_full(fake):
    fake.failures = [full(0.01), draining()]
    with Client(fake.address) as client:
        assert names(client.extract_stream(["Ada"])) == ["Ada"]
    fake.failures = [full(0.01)] * 2
    with Client(fake.address, retries=1) as client, pytest.raises(Overloaded):
        list(client.extract_stream(["Ada"]))
