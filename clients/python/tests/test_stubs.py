import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import generate_stubs

HERE = Path(__file__).resolve().parents[1]


def test_stubs_are_fresh(tmp_path):
    if not generate_stubs.PROTO.exists():
        pytest.skip("not in a checkout of Dateline: there is no proto folder")
    if problem := generate_stubs.generator_problem():
        pytest.skip(f"cannot tell whether the stubs are fresh: {problem}")
    generate_stubs.generate(tmp_path)
    assert generate_stubs.differences(tmp_path, HERE / "src") == [], "stale: run python clients/python/generate_stubs.py"
    committed = HERE / "src" / generate_stubs.PACKAGE / "span_pb2.py"
    copy = tmp_path / generate_stubs.PACKAGE / "span_pb2.py"
    copy.write_text(committed.read_text(encoding="utf-8") + "#", encoding="utf-8")
    assert generate_stubs.differences(tmp_path, HERE / "src") == ["span_pb2.py"]


def test_stubs_import_alone():
    """The path of the proto files is that of the package, so generated imports work whatever is imported first."""
    code = "import dateline.v1.extraction_service_pb2 as service; print(service.ExtractRequest().article.text == '')"
    done = subprocess.run([sys.executable, "-c", code], cwd=HERE / "src", capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_types():
    pytest.importorskip("mypy", reason="types are not checked: mypy is not installed")
    for package in ("types-grpcio", "types-protobuf"):
        if not list(metadata.distributions(name=package)):
            pytest.skip(f"types are not checked: {package} is not installed")
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
