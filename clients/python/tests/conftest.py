import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from fake_server import FakeServer, serve
from hypothesis.configuration import set_hypothesis_home_dir

from dateline import Client, DatelineError

# Not in whatever folder the tests are started from.
set_hypothesis_home_dir(Path(__file__).resolve().parents[1] / ".hypothesis")

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def fake():
    """A fake server; `fake.address` is where it listens."""
    servicer = FakeServer()
    server, port = serve(servicer)
    servicer.address = f"127.0.0.1:{port}"
    yield servicer
    server.stop(None).wait()


@pytest.fixture
def client(fake):
    with Client(fake.address) as client:
        yield client


@pytest.fixture
def free_address():
    """An address where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture(scope="session")
def binary():
    """The real server's binary: $DATELINE_BINARY, or the debug build of this checkout."""
    named = os.environ.get("DATELINE_BINARY")
    if named:
        path = shutil.which(named)
        assert path, f"DATELINE_BINARY is {named}, which is no program"
        return path
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    path = target / "debug" / "dateline"
    if not path.exists():
        pytest.skip(f"no server to test against: {path} is missing (cargo build), and DATELINE_BINARY names none")
    return str(path)


@pytest.fixture(scope="session")
def real_address(binary, tmp_path_factory):
    """The address of a real server, started for the tests."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    # Not into a pipe, which a server that logs would fill and then wait for.
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as stderr, subprocess.Popen([binary, "serve", "--listen", address], stderr=stderr) as server:
        try:
            with Client(address, retries=0) as client:
                _wait(client, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(client, server, log):
    until = time.monotonic() + 60
    while True:
        try:
            client.info(timeout=5)
            return
        except DatelineError as error:
            if server.poll() is not None:
                pytest.fail(f"the server ended with {server.returncode}: {log.read_text()}")
            if time.monotonic() > until:
                pytest.fail(f"the server did not answer within a minute: {error}")
            time.sleep(0.1)
