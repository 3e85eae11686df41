import asyncio
import inspect

import pytest
from fake_server import draining, full
from test_many import names

from dateline import AsyncClient, Client, InvalidArgument, Unavailable


def run(fake, use, **settings):
    async def main():
        async with AsyncClient(fake.address, **settings) as client:
            return await use(client)

    return asyncio.run(asyncio.wait_for(main(), 30))


async def collect(stream):
    return [result async for result in stream]


def test_the_clients_have_the_same_methods():
    def methods(client):
        return {name for name in vars(client) if not name.startswith("_")}

    assert methods(Client) == methods(AsyncClient) == {"close", "extract", "extract_batch", "extract_stream", "info"}
    for name in methods(Client):
        blocking, awaited = (inspect.signature(getattr(client, name)).parameters for client in (Client, AsyncClient))
        assert list(blocking) == list(awaited), name
        assert [p.default for p in blocking.values()] == [p.default for p in awaited.values()], name


def test_extract(fake):
    async def use(client):
        fake.failures = [full(0.01), draining()]
        document = await client.extract("Olga left.", published="2023-03-09")
        with pytest.raises(InvalidArgument, match=r"article.published"):
            await client.extract("Olga", published="yesterday")
        return document, await client.info()

    document, info = run(fake, use)
    assert document.entities[0].mentions[0].text == "Olga"
    assert info.layers == ("ENTITIES",)


def test_batch(fake):
    results = run(fake, lambda client: client.extract_batch(["Ada", " ", {"text": "Bo"}, "Cyd"]))
    assert names(results) == ["Ada", "article.text", "Bo", "Cyd"]
    assert fake.calls == ["GetInfo", "ExtractBatch", "ExtractBatch"]


def test_many_at_once(fake):
    async def use(client):
        return await asyncio.gather(*(client.extract(f"Olga{number}") for number in range(50)))

    assert [document.entities[0].name for document in run(fake, use)] == [f"Olga{number}" for number in range(50)]


def test_stream_goes_on_where_it_ended(fake):
    fake.end_after = [3, 1, 0, 5]
    articles = [f"Olga{number}" for number in range(200)]

    async def source():
        for article in articles:
            yield article

    assert names(run(fake, lambda client: collect(client.extract_stream(source())))) == articles
    assert fake.calls.count("ExtractStream") == 5
    assert names(run(fake, lambda client: collect(client.extract_stream(articles)))) == articles
    assert run(fake, lambda client: collect(client.extract_stream([]))) == []


def test_stream_waits_for_its_reader(fake):
    read = []

    async def source():
        while True:
            read.append(1)
            yield f"Olga{len(read)}"

    async def use(client):
        stream = client.extract_stream(source(), read_ahead=8)
        async for result in stream:
            assert result.ok
            await asyncio.sleep(0.2)
            break
        await stream.aclose()
        await asyncio.sleep(0.1)
        assert len(asyncio.all_tasks()) <= 3, asyncio.all_tasks()
        return len(read)

    assert 1 <= run(fake, use) <= 10


def test_stream_errors(fake):
    async def source():
        yield "Ada"
        raise OSError("disk")

    async def failing(client):
        found = []
        stream = client.extract_stream(source())
        found.append(await stream.__anext__())
        with pytest.raises(OSError, match="disk"):
            await stream.__anext__()
        return found

    assert names(run(fake, failing)) == ["Ada"]

    async def away(client):
        fake.end_after = [0] * 9
        with pytest.raises(Unavailable):
            await collect(client.extract_stream(["Ada"]))

    run(fake, away, retries=1)


def test_cancelled_call(fake):
    async def use(client):
        fake.delay = 1
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(client.extract("Olga"), 0.1)
        fake.delay = 0
        return await client.extract("Olga")

    assert run(fake, use).entities
