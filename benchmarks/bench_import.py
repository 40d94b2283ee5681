"""Reading a 21-page Word file against its limit: at most 2 seconds for the whole, process start included.

    python benchmarks/bench_import.py [FILE.docx]

Without a file, a bulletin of that size is made first. Prints the ratio of the time needed to the limit (1 = at it).
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from documents.engines.reading.as_json import issue_as_json
from documents.engines.reading.sandbox import read_file

LIMIT_SECONDS = 2.0
ROUNDS = 5


def _made(folder: Path) -> Path:
    from tests.documents.bulletin_cases import long_bulletin
    from tests.documents.bulletins import as_docx

    path = folder / "bulletin.docx"
    path.write_bytes(as_docx(long_bulletin()))
    return path


def main(arguments: list[str]) -> int:
    """Measure, print, and return 1 over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(arguments[0]) if arguments else _made(Path(folder))
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            issue = read_file(path, name=path.name)
            issue_as_json(issue)
            times.append(time.perf_counter() - start)
    needed = statistics.median(times)
    print(f"import of {path.name}: {needed:.2f} s, {needed / LIMIT_SECONDS:.2f} of the limit of {LIMIT_SECONDS:.0f} s")
    return int(needed > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
