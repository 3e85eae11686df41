"""Over the real server: what the fake one cannot show."""

import asyncio
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import Article, AsyncClient, Client, InvalidArgument, OffsetUnit

TEXT = (
    "\ufeffBERLIN, March 9 (Example News) — Chancellor Anna Weiß met Zoë O'Brien 🙂 in Łódź on Thursday.\r\n"
    "\r\n"
    "Weiß, who leads the Green Harbour Foundation, said that “Łódź is not far”. O’Brien agreed.\r\n"
)
PIECES = [
    "Anna Weiß",
    "Zoë O'Brien",
    "Łódź",
    "🙂",
    "e\u0301",
    "\u200f",
    "\r\n\r\n",
    " ",
    "said",
    "Paris",
    ".",
    "“",
    "\x00",
    "東京",
    "\u00ad",
]


@pytest.fixture(scope="module")
def client(real_address):
    with Client(real_address) as client:
        yield client


def spanned(document):
    mentions = [mention for entity in document.entities for mention in entity.mentions]
    return [*document.paragraphs, *document.sentences, *document.tokens, *mentions]


@pytest.mark.parametrize("unit", list(OffsetUnit))
def test_offsets_fit_the_text(client, unit):
    document = client.extract(TEXT, title="Anna Weiß in Łódź", offset_unit=unit, tokens=True, published="2023-03-09")
    mentions = [mention for entity in document.entities for mention in entity.mentions]
    assert mentions
    assert [mention.span.text for mention in mentions] == [mention.text for mention in mentions]
    assert {mention.in_title for mention in mentions} == {True, False}
    if unit is OffsetUnit.CODEPOINT:
        for mention in mentions:
            assert (document.title if mention.in_title else TEXT)[mention.start : mention.end] == mention.text
    assert document.sentences[-1].text == "O’Brien agreed."
    assert document.published.value == "2023-03-09"


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(min_size=1), st.lists(st.sampled_from(PIECES), min_size=1).map("".join)), title=st.text(max_size=20))
def test_offsets_fit_any_text(client, text, title):
    try:
        documents = {unit: client.extract(text, title=title, offset_unit=unit, tokens=True) for unit in OffsetUnit}
    except InvalidArgument as error:
        assert [violation.field for violation in error.violations] == ["article.text"]
        assert not any(character.isalnum() for character in text)
        return
    pieces = [[(piece.in_title, piece.text) for piece in spanned(document)] for document in documents.values()]
    assert pieces[0] == pieces[1] == pieces[2]
    document = documents[OffsetUnit.CODEPOINT]
    for piece in spanned(document):
        assert (title if piece.in_title else text)[piece.start : piece.end] == piece.text != ""
    for entity in document.entities:
        for mention in entity.mentions:
            assert mention.span.text == mention.text


def test_every_road_gives_the_same_document(client, real_address, binary, tmp_path):
    article = Article(TEXT, id="a1", title="Anna Weiß in Łódź", published="2023-03-09", country="DE")
    alone = client.extract(TEXT, id="a1", title=article.title, published="2023-03-09", country="DE").to_dict()
    (batch,) = client.extract_batch([article])
    *_, last = client.extract_stream(["Something else about Paris.", article])

    async def awaited():
        async with AsyncClient(real_address) as other:
            return [result.unwrap().to_dict() async for result in other.extract_stream([article])]

    lines = tmp_path / "articles.jsonl"
    fields = {"id": "a1", "title": article.title, "text": TEXT, "published": "2023-03-09", "country": "DE"}
    lines.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    done = subprocess.run([binary, "extract", "--format", "jsonl", str(lines)], capture_output=True, check=True)
    roads = {
        "batch": batch.unwrap().to_dict(),
        "stream": last.unwrap().to_dict(),
        "asyncio": asyncio.run(awaited())[0],
        "command line": json.loads(done.stdout),
    }
    for road, found in roads.items():
        assert found == alone, road


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"text": ""}, "article.text", "blank"),
        ({"text": " \r\n\t"}, "article.text", "blank"),
        ({"published": "yesterday"}, "article.published", "2023-03-09"),
        ({"published": "2023-13-45"}, "article.published", "2023-03-09"),
        ({"country": "Mars"}, "article.country", "US"),
        ({"layers": ["events"]}, "options.layers[0]", "LAYER_ENTITIES"),
        ({"layers": [99]}, "options.layers[0]", "LAYER_ENTITIES"),
        ({"offset_unit": 99}, "options.offset_unit", "OFFSET_UNIT_UTF8"),
    ],
)
def test_a_wrong_field_is_named(client, fields, field, says):
    with pytest.raises(InvalidArgument) as caught:
        client.extract(**{"text": "Anna Weiß left.", **fields})
    assert [violation.field for violation in caught.value.violations] == [field]
    assert caught.value.reason == "INVALID_REQUEST"
    assert field in str(caught.value)
    assert says in str(caught.value)


def test_punctuation_is_an_empty_document(client):
    assert client.extract("... !").entities == ()


def test_a_bad_article_is_answered_in_its_place(client):
    long = "Anna Weiß left. " * 80_000
    huge = "Anna Weiß left. " * 400_000
    articles = ["Anna Weiß left.", {"id": "b", "text": " "}, {"text": "x", "published": "soon"}, long, huge, "Zoë O'Brien went to Paris."]
    for results in (client.extract_batch(articles), list(client.extract_stream(articles))):
        assert [result.ok for result in results] == [True, False, False, False, False, True]
        assert results[1].article_id == "b"
        assert [result.error.violations[0].field for result in results[1:4]] == ["article.text", "article.published", "article.text"]
        assert results[5].document.entities


def test_more_articles_than_a_batch_takes(client):
    count = client.info().limits.max_batch_articles + 5
    results = client.extract_batch([f"Anna Weiß left house {number}." for number in range(count)], tokens=True)
    assert [result.unwrap().text for result in results] == [f"Anna Weiß left house {number}." for number in range(count)]


def test_a_long_stream(client):
    texts = [f"Anna Weiß met Zoë O'Brien in Paris on day {number}." for number in range(120)]
    assert [result.unwrap().text for result in client.extract_stream(iter(texts))] == texts


def test_info(client):
    info = client.info()
    assert "ENTITIES" in info.layers
    assert "PERSON" in info.entity_types
    assert info.languages == ("en",)
    assert info.limits.max_article_bytes == 1 << 20
    assert info.versions.server
    assert client.extract("Anna Weiß left.").versions == info.versions


def test_timings(client):
    timings = client.extract(TEXT).timings
    assert 0 < timings.encode <= timings.total


def test_the_readme_works(real_address, capsys):
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python\n")[1].split("```")[0]
    assert "localhost:50051" in example
    names = {}
    exec(example.replace("localhost:50051", real_address), names)
    assert len(capsys.readouterr().out.splitlines()) == len(names["document"].entities) > 0
