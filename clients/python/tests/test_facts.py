"""The views on the layers that servers fill later."""

from dateline import Document

TEXT = "Ada Bohn, mayor of Ulm, said on Friday that three of 10 bridges are old."


def span(words, in_title=False):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "inTitle": in_title}


STORED = {
    "offsetUnit": "OFFSET_UNIT_CODEPOINT",
    "published": {"value": "2023-03-09", "source": "PUBLISHED_SOURCE_DATELINE"},
    "dateline": {"place": span("Ulm")},
    "entities": [
        {"id": "e1", "type": "ENTITY_TYPE_PERSON", "name": "Ada Bohn", "aliases": ["Bohn"], "salience": 0.7},
        {
            "id": "e2",
            "type": "ENTITY_TYPE_LOCATION",
            "name": "Ulm",
            "place": {"geonamesId": 2820256, "name": "Ulm", "latitude": 0, "countryCode": "DE", "population": "120714"},
            "links": [{"knowledgeBase": "wikidata", "id": "Q3012", "confidence": 0.9}],
        },
    ],
    "attributions": [
        {
            "kind": "ATTRIBUTION_KIND_INDIRECT",
            "content": [span("three of 10 bridges are old")],
            "cue": [span("said")],
            "source": [span("Ada Bohn")],
            "speakerIds": ["e1"],
        }
    ],
    "times": [{"span": span("Friday"), "type": "TIME_TYPE_DATE", "value": "2023-03-03", "begin": "2023-03-03", "end": "2023-03-04"}],
    "quantities": [{"span": span("three of 10"), "kind": "QUANTITY_KIND_RATIO", "value": 3, "denominator": 10, "of": span("bridges")}],
    "roles": [{"personId": "e1", "title": span("mayor"), "organizationId": "e2", "status": "ROLE_STATUS_CURRENT"}],
    "placesInFocus": [{"entityId": "e2", "score": 0.8}],
    "warnings": [{"code": "HTML_INPUT", "message": "looks like HTML", "span": span("Ada")}],
}


def test_views():
    document = Document.from_dict(STORED, text=TEXT)
    ada, ulm = document.entities
    (said,), (friday,), (ratio,), (mayor,) = document.attributions, document.times, document.quantities, document.roles
    assert (ada.aliases, ada.salience, ada.place, ulm.links[0].id) == (("Bohn",), 0.7, None, "Q3012")
    assert (ulm.place.latitude, ulm.place.longitude, ulm.place.population) == (0.0, None, 120714)
    assert (said.kind, said.speakers, said.negated) == ("INDIRECT", (ada,), False)
    assert [piece.text for piece in (*said.source, *said.cue, *said.content)] == ["Ada Bohn", "said", "three of 10 bridges are old"]
    assert (friday.text, friday.value, friday.begin, friday.end) == ("Friday", "2023-03-03", "2023-03-03", "2023-03-04")
    assert TEXT[friday.span.start : friday.span.end] == "Friday"
    assert (ratio.text, ratio.value, ratio.upper, ratio.denominator, ratio.of.text) == ("three of 10", 3, None, 10, "bridges")
    assert (ratio.kind, ratio.modifier, ratio.unit) == ("RATIO", "", "")
    assert (mayor.person, mayor.title.text, mayor.organization, mayor.status) == (ada, "mayor", ulm, "CURRENT")
    assert (document.places_in_focus[0].entity, document.places_in_focus[0].score) == (ulm, 0.8)
    assert (document.published.value, document.published.source) == ("2023-03-09", "DATELINE")
    assert (document.dateline.place.text, document.dateline.agency) == ("Ulm", None)
    assert (document.warnings[0].code, document.warnings[0].text, document.warnings[0].span.text) == (
        "HTML_INPUT",
        "looks like HTML",
        "Ada",
    )


def test_reprs():
    document = Document.from_dict(STORED, text=TEXT)
    facts = (*document.attributions, *document.times, *document.quantities, *document.roles, *document.places_in_focus)
    assert [repr(fact) for fact in facts] == [
        "<Attribution INDIRECT by Ada Bohn 'three of 10 bridges are old'>",
        "<Time DATE 2023-03-03 'Friday'>",
        "<Quantity RATIO 3 'three of 10'>",
        "<Role CURRENT Ada Bohn 'mayor' at Ulm>",
        "<FocusPlace 'Ulm' 0.8>",
    ]
    assert repr(document.warnings[0]) == "<Warning HTML_INPUT: looks like HTML>"
    assert repr(document.entities[1].place) == "<Place 'Ulm' DE>"


def test_unknown_is_none():
    document = Document.from_dict({"roles": [{"personId": "e1"}], "attributions": [{}], "quantities": [{}]})
    assert (document.published, document.dateline) == (None, None)
    assert (document.roles[0].organization, document.attributions[0].speakers) == (None, ())
    assert (document.quantities[0].value, document.quantities[0].of) == (None, None)
    assert repr(document.roles[0]) == "<Role e1>"
