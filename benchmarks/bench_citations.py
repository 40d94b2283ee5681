"""How fast citations are read: MB/s over the written bulletins of the tests, against the limit of 5 MB/s.

    python benchmarks/bench_citations.py [FILE …]

Exits 1 where the limit is not reached.
"""

import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from directives.citations import find_citations  # noqa: E402

LIMIT = 5.0  # MB of UTF-8 a second
SIZE = 2_000_000


def main(names: list[str]) -> int:
    """Read about 2 MB made of the given texts five times; print the best run."""
    paths = [Path(name) for name in names] or sorted((PROJECT / "tests/directives/corpus").glob("*.txt"))
    once = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    text = once * max(1, SIZE // len(once.encode()))
    size = len(text.encode()) / 1e6
    best, count = float("inf"), 0
    for _ in range(5):
        begin = time.perf_counter()
        count = len(find_citations(text))
        best = min(best, time.perf_counter() - begin)
    speed = size / best
    print(f"{size:.1f} MB, {count} citations ({count / size:.0f} a MB), best of 5: {best:.3f} s")
    print(f"{speed:.1f} MB/s, limit {LIMIT:.0f} MB/s, ratio {speed / LIMIT:.2f}")
    return 0 if speed >= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
