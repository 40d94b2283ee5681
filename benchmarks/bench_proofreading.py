"""How fast proofreading is: pages a second, time and memory to load the model, one changed paragraph.

    python benchmarks/bench_proofreading.py [FILE.txt …]

The text is that of the clean pages of the tests (or the files given), taken over until it makes 40 pages of 420
syllables; the model holds counts of an archive of 150,000 made-up pairs. Exits 1 where a limit is missed.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks.common import best_of, verdict  # noqa: E402
from documents.engines.proofreading import Counts, LanguageModel, check_text, learn  # noqa: E402

PAGES = 40
SYLLABLES_A_PAGE = 420
LOAD = """
import sys, time
sys.path.insert(0, sys.argv[1])
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
from pathlib import Path
from documents.engines.proofreading import LanguageModel
begun = resident()
begin = time.perf_counter()
model = LanguageModel.open(Path(sys.argv[2]))
print(time.perf_counter() - begin, resident() - begun)
"""


def grown(counts: Counts, pairs: int) -> Counts:
    """The counts with made-up rare pairs of known syllables added until there are ``pairs`` of them."""
    chance = random.Random(1)
    syllables = sorted(counts.singles)
    more: Counter[str] = Counter()
    while len(more) < pairs:
        more[f"{chance.choice(syllables)} {chance.choice(syllables)}"] += 1
    return counts.merge(Counts(Counter(), more, Counter()))


def main(names: list[str]) -> int:
    """Measure and judge."""
    paths = [Path(name) for name in names] or sorted((PROJECT / "tests/documents/proofreading/clean").glob("*.txt"))
    once = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    text = once
    while len(text.split()) < PAGES * SYLLABLES_A_PAGE:
        text += "\n" + once
    pages = len(text.split()) / SYLLABLES_A_PAGE
    model = LanguageModel.start().with_counts(learn([once]))
    check_text(once, model=model)
    seconds = best_of(3, lambda: check_text(text, model=model))
    paragraph = max(once.split("\n"), key=len)
    kept = [verdict("pages a second", pages / seconds, 50, at_most=False)]
    kept.append(
        verdict("one changed paragraph", best_of(5, lambda: check_text(paragraph, model=model)) * 1000, 50, unit=" ms")
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "language.gz"
        grown(learn([once]), 150_000).save(file)
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", LOAD, str(PROJECT), str(file)], capture_output=True, text=True, check=True
        )
        print(
            f"(a new process in all: {time.perf_counter() - begin:.2f} s; the file: {file.stat().st_size / 1e6:.1f} MB)"
        )
        load, memory = map(float, done.stdout.split())
        kept.append(verdict("model loaded, 150,000 learnt pairs", load, 0.5, unit=" s"))
        kept.append(verdict("memory of the model", memory, 50, unit=" MB"))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
