"""Generate the Python messages of `proto/dateline/v1` into `src/dateline/v1`.

    python generate_stubs.py            write them
    python generate_stubs.py --check    tell whether the committed ones are those that would be written

Needs `pip install grpcio-tools==1.72.2` (the extra `stubs`). That version is the choice of who can use the client: generated
code runs with the protobuf of its generator (6.30) up to the next major version, so `protobuf>=6.30,<8`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import metadata
from importlib.resources import files
from pathlib import Path

GENERATOR = "1.72.2"
HERE = Path(__file__).resolve().parent
PROTO = HERE.parents[1] / "proto"
# protoc writes `from dateline.v1 import span_pb2`, so the proto folder and the Python package have the same path.
PACKAGE = Path("dateline", "v1")


def generator_problem() -> str | None:
    """Say why stubs cannot be generated here; None when they can."""
    try:
        version = metadata.version("grpcio-tools")
    except metadata.PackageNotFoundError:
        return f"grpcio-tools is not installed: pip install grpcio-tools=={GENERATOR}"
    if version != GENERATOR:
        return f"grpcio-tools is {version}, and the stubs come from {GENERATOR}: pip install grpcio-tools=={GENERATOR}"
    return None


def generate(into: Path) -> None:
    """Write the stubs of every message and service into a folder, as `dateline/v1/…`."""
    from grpc_tools import protoc

    protos = sorted(str(path.relative_to(PROTO)) for path in (PROTO / PACKAGE).glob("*.proto"))
    include = str(files("grpc_tools") / "_proto")
    flags = [f"--{kind}_out={into}" for kind in ("python", "pyi", "grpc_python")]
    if protoc.main(["protoc", f"-I{PROTO}", f"-I{include}", *flags, *protos]) != 0:
        raise SystemExit("protoc failed")
    for path in (into / PACKAGE).glob("*_pb2_grpc.py"):
        # Files without a service get an empty one.
        if "class " not in path.read_text(encoding="utf-8"):
            path.unlink()


def differences(generated: Path, committed: Path) -> list[str]:
    """Name the stubs that differ between two folders, those that only one of them has included."""

    def stubs(folder: Path) -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in (folder / PACKAGE).glob("*_pb2*.py*")}

    new, old = stubs(generated), stubs(committed)
    return sorted(name for name in new.keys() | old.keys() if new.get(name) != old.get(name))


def main() -> int:
    """Write or check the stubs; the exit code is 1 when they are stale and 2 when they cannot be generated."""
    parser = argparse.ArgumentParser(description="Generate the Python messages of proto/dateline/v1.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the committed stubs are stale")
    check: bool = parser.parse_args().check
    if problem := generator_problem():
        print(problem, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder))
        stale = differences(Path(folder), HERE / "src")
        if check and stale:
            print("stale: " + ", ".join(stale) + "; run python generate_stubs.py", file=sys.stderr)
            return 1
        if check:
            return 0
        target = HERE / "src" / PACKAGE
        for path in target.glob("*_pb2*.py*"):
            path.unlink()
        for path in (Path(folder) / PACKAGE).iterdir():
            (target / path.name).write_bytes(path.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
