#!/usr/bin/env python3
"""Sums up test logs: totals.py LOG... prints what passed, failed and was skipped, and fails when a log has no tests."""

import re
import sys
from pathlib import Path


def main() -> int:
    """Prints a line a log, then the sum and what was skipped."""
    total = {"passed": 0, "failed": 0}
    skipped, empty = [], False
    for path in map(Path, sys.argv[1:]):
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        # cargo: "test result: ok. 12 passed; 0 failed; …"; pytest: "1 failed, 12 passed in 0.3s"
        result = re.compile(r"^test result:|\d (passed|failed|errors?).* in [\d.]+s")
        results = [line for line in text.splitlines() if result.search(line)]
        counts = {word: sum(int(n) for line in results for n in re.findall(rf"(\d+) {word}", line)) for word in total}
        counts["failed"] += sum(int(n) for line in results for n in re.findall(r"(\d+) errors?\b", line))
        total = {word: total[word] + counts[word] for word in total}
        skipped += [line.strip() for line in text.splitlines() if line.lstrip().startswith("SKIPPED")]
        empty = empty or not counts["passed"]
        print(f"{path.stem:12} {counts['passed']:5} passed  {counts['failed']:3} failed")
    print(f"{'total':12} {total['passed']:5} passed  {total['failed']:3} failed  {len(skipped):3} skipped")
    for line in skipped:
        print(f"  {line}")
    return 1 if total["failed"] or empty else 0


if __name__ == "__main__":
    sys.exit(main())
