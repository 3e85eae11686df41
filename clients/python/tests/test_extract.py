import datetime as dt
import enum
import gc
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline import Article, Client, Document, InvalidArgument, Layer, OffsetUnit, Overloaded
from dateline.v1 import document_pb2, entity_pb2, options_pb2

TEXT = "\ufeff Olga met Zoë 🙂 in Łódź.\r\nOlga left; 東京 waited."


def test_document_reads_like_python(client):
    document = client.extract(TEXT, id="a1", title="Olga travels", published="2023-03-09")
    olga = document.entities[0]
    assert (olga.name, olga.type, olga.id) == ("Olga", "PERSON", "e1")
    assert [(mention.in_title, mention.start, mention.end) for mention in olga.mentions] == [
        (True, 0, 4),
        (False, 2, 6),
        (False, 27, 31),
    ]
    assert [TEXT[mention.start : mention.end] for mention in olga.mentions[1:]] == ["Olga", "Olga"]
    assert (olga.mentions[0].kind, olga.mentions[0].confidence) == ("NAME", 0.9)
    assert (document.text, document.title, document.article_id) == (TEXT, "Olga travels", "a1")
    assert [paragraph.kind for paragraph in document.paragraphs] == ["TITLE", "BODY", "BODY"]
    assert [sentence.text for sentence in document.sentences][0::2] == ["Olga travels", "Olga left; 東京 waited."]
    assert (document.layers, document.offset_unit, document.language) == (("ENTITIES",), "CODEPOINT", "en")
    assert Layer.ENTITIES in document.layers
    assert document.tokens == ()
    assert document.timings.total == 0.005
    assert document.entity("e1") == olga
    assert len({olga, document.entity("e1")}) == 1
    assert "🙂" in [entity.name for entity in document.by_type("person")]
    assert document.by_type("FACILITY") == ()
    with pytest.raises(ValueError, match="no entity type 'CITY'; takes PERSON, ORGANIZATION"):
        document.by_type("CITY")
    with pytest.raises(KeyError):
        document.entity("e99")


def test_reprs(client):
    document = client.extract("Olga met Ada.", id="a1", tokens=True)
    assert repr(document) == "<Document 'a1': 1 sentences, 2 entities>"
    assert repr(document.entities[0]) == "<Entity e1 PERSON 'Olga', 1 mention>"
    assert repr(document.entities[0].mentions[0]) == "<Mention 0:4 'Olga'>"
    assert repr(document.sentences[0]) == "<Sentence 0:13 'Olga met Ada.'>"
    assert repr(document.sentences[0].span) == "<Span 0:13 'Olga met Ada.'>"
    assert repr(client).startswith("<Client 127.0.0.1:")
    assert repr(Document(document.message).sentences[0]) == "<Sentence 0:13>"


@pytest.mark.parametrize("unit", list(OffsetUnit))
def test_pieces_are_cut_in_every_unit(client, unit):
    document = client.extract(TEXT, title="🙂 Zoë", offset_unit=unit, tokens=True)
    assert document.offset_unit == unit
    for entity in document.entities:
        for mention in entity.mentions:
            assert mention.span.text == mention.text
    assert "".join(token.text for token in document.tokens) == "🙂Zoë\ufeffOlgametZoë🙂inŁódź.Olgaleft;東京waited."


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1).filter(str.strip), unit=st.sampled_from(list(OffsetUnit)))
def test_offsets_fit_any_text(unit_client, text, unit):
    document = unit_client.extract(text, offset_unit=unit, tokens=True)
    for entity in document.entities:
        for mention in entity.mentions:
            assert mention.span.text == mention.text
            if unit is OffsetUnit.CODEPOINT:
                assert text[mention.start : mention.end] == mention.text
    assert "".join(token.text for token in document.tokens) == "".join(text.split())


@pytest.fixture(scope="module")
def unit_client():
    from fake_server import FakeServer, serve

    server, port = serve(FakeServer())
    with Client(f"127.0.0.1:{port}") as client:
        yield client
    server.stop(None).wait()


def test_canonical_json(client):
    document = client.extract("Olga left.", id="a1", layers=["entities"])
    assert document.to_dict()["entities"] == [
        {
            "id": "e1",
            "type": "ENTITY_TYPE_PERSON",
            "name": "Olga",
            "mentions": [{"span": {"end": 4}, "text": "Olga", "kind": "MENTION_KIND_NAME", "confidence": 0.9}],
        }
    ]
    assert document.to_dict()["articleId"] == "a1"
    again = Document.from_json(document.to_json(), text="Olga left.")
    assert again == document
    assert again.entities[0].mentions[0].span.text == "Olga"
    assert Document.from_dict({"articleId": "x", "fromLaterVersion": [1]}).article_id == "x"
    with pytest.raises(ValueError, match="does not know its text"):
        _ = Document.from_dict(document.to_dict()).sentences[0].text
    with pytest.raises(ValueError, match="no document"):
        Document.from_dict({"entities": 3})


@pytest.mark.parametrize(
    ("published", "sent"),
    [
        (None, ""),
        ("2023-03-09", "2023-03-09"),
        (dt.date(2023, 3, 9), "2023-03-09"),
        (dt.datetime(2023, 3, 9, 14, 5), "2023-03-09T14:05:00"),
        (dt.datetime(2023, 3, 9, 14, 5, tzinfo=dt.timezone.utc), "2023-03-09T14:05:00+00:00"),
    ],
)
def test_published(client, fake, published, sent):
    client.extract("x", published=published)
    assert fake.requests[-1].article.published == sent


def test_every_argument_is_sent(client, fake):
    client.extract(
        "x",
        id="1",
        title="t",
        country="US",
        url="u",
        publisher="p",
        language="en",
        layers=["entities", Layer.TIMES, "LAYER_ROLES", options_pb2.LAYER_PLACES],
        offset_unit="utf16",
        tokens=True,
    )
    sent = fake.requests[-1]
    assert (sent.article.id, sent.article.title, sent.article.country) == ("1", "t", "US")
    assert (sent.article.url, sent.article.publisher, sent.article.language) == ("u", "p", "en")
    assert list(sent.options.layers) == [1, 3, 6, 5]
    assert (sent.options.offset_unit, sent.options.include_tokens) == (options_pb2.OFFSET_UNIT_UTF16, True)
    client.extract("x", layers="times")
    assert list(fake.requests[-1].options.layers) == [3]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"layers": ["entitys"]}, r"options.layers\[0\]: unknown: 'entitys'; takes entities, attributions,"),
        ({"layers": ["unspecified"]}, r"options.layers\[0\]"),
        ({"offset_unit": "bytes"}, "options.offset_unit: unknown: 'bytes'; takes codepoint, utf8, utf16"),
        ({"title": "a\ud83db"}, r"article.title: a lone surrogate U\+D83D at 1"),
    ],
)
def test_what_cannot_be_sent_is_named(client, fake, arguments, message):
    with pytest.raises(InvalidArgument, match=message) as caught:
        client.extract("x", **arguments)
    assert caught.value.violations[0].field in message.replace("\\", "")
    assert caught.value.code == "INVALID_ARGUMENT"
    assert fake.calls == []


@pytest.mark.parametrize("arguments", [{"text": b"x"}, {"text": "x", "published": 2023}, {"text": "x", "country": 1.5}])
def test_wrong_types(client, arguments):
    with pytest.raises(TypeError, match="takes a str"):
        client.extract(**arguments)


def test_names_match_the_contract():
    def names(kind, prefix):
        return [name[len(prefix) :] for name, number in kind.items() if number]

    assert [layer.value for layer in Layer] == names(options_pb2.Layer, "LAYER_")
    assert [unit.value for unit in OffsetUnit] == names(options_pb2.OffsetUnit, "OFFSET_UNIT_")
    fields = [field.name for field in dateline.v1.article_pb2.Article.DESCRIPTOR.fields]
    assert sorted(fields) == sorted(Article.__dataclass_fields__)


def test_views_cover_the_contract():
    """Every field of a message has a property of its name."""
    from dateline import document, facts, info

    views = [
        (name, view)
        for module in (facts, document, info, dateline)
        for name, view in vars(module).items()
        if isinstance(view, type) and issubclass(view, dateline._view.View) and view.__module__ != "dateline._view"
    ]
    assert len(views) > 15
    for name, view in views:
        message = {"InputWarning": "Warning", "ServerInfo": "GetInfoResponse"}.get(name, name)
        pool = document_pb2.DESCRIPTOR.pool
        for field in pool.FindMessageTypeByName(f"dateline.v1.{message}").fields:
            assert hasattr(view, field.name), f"{name}.{field.name}"


def test_values_of_later_versions_are_shown_by_number():
    message = document_pb2.Document()
    message.entities.add(id="e1", type=99)
    assert Document(message).entities[0].type == "99"
    assert Document(document_pb2.Document(entities=[entity_pb2.Entity()])).entities[0].type == ""


def test_info(client):
    info = client.info()
    assert (info.versions.server, info.languages, info.layers, info.entity_types) == (
        "fake",
        ("en",),
        ("ENTITIES",),
        ("PERSON",),
    )
    assert info.limits.max_batch_articles == 3
    assert info.knowledge_bases == {}
    assert info.to_dict()["limits"] == {"maxBatchArticles": 3, "maxRequestBytes": 4000}
    assert repr(info) == "<ServerInfo server='fake' model='none' layers=['ENTITIES']>"


def test_documents_outlive_everything(fake):
    with Client(fake.address) as client:
        entity = client.extract("Olga left.").entities[0]
    gc.collect()
    assert entity.mentions[0].span.text == "Olga"


def test_infinite_timeout(client):
    assert client.extract("Olga", timeout=math.inf).entities


def test_layers_are_strings():
    assert isinstance(Layer.TIMES, enum.Enum)
    assert Layer.TIMES == "TIMES"
    assert issubclass(Overloaded, dateline.DatelineError)
