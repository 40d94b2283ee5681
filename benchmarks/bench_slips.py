"""What proofreading finds of slips put into clean text by chance, kind by kind, and how often it doubts clean text.

    python benchmarks/bench_slips.py [--rounds N] [--seed N] [--learn FILE …] [--show] [FILE|FOLDER …]

Without files: the held-out pages of the tests, on which no rule and no list is tuned. ``--learn``: files whose counts are
added to the shipped model first. ``--show`` lists misses and alarms. Recall is over slips weighted as they were drawn
(shares of printed bulletins, benchmarks/slips.py); alarms are counted in the clean text, a page being 420 syllables.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks.common import verdict  # noqa: E402
from benchmarks.slips import KINDS, put_slips  # noqa: E402
from documents.engines.proofreading import (  # noqa: E402
    Finding,
    FindingClass,
    LanguageModel,
    Severity,
    check_text,
    learn,
)

SYLLABLES_A_PAGE = 420
HELD_OUT = PROJECT / "tests/documents/proofreading/heldout"


def firm(text: str, model: LanguageModel) -> list[Finding]:
    """The misprints found, hints left out."""
    return [
        found
        for found in check_text(text, model=model)
        if found.finding_class is FindingClass.MISPRINT and found.severity is not Severity.HINT
    ]


def measure(
    texts: list[str], model: LanguageModel, *, rounds: int, seed: int, show: bool = False
) -> tuple[Counter[str], Counter[str], int, float]:
    """Return slips put in and found by kind, the alarms in the clean texts, and the number of pages."""
    put: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    alarms = 0
    for number, text in enumerate(texts):
        clean = firm(text, model)
        alarms += len(clean)
        for found in clean if show else ():
            print(f"  alarm: {found.rule} | {found.text} -> {found.suggestion} | {found.context}")
        for turn in range(rounds):
            spoilt, slips = put_slips(text, seed=seed + 1000 * number + turn)
            found_now = firm(spoilt, model)
            for slip in slips:
                put[slip.kind] += 1
                end = slip.start + max(1, len(slip.wrong))
                if any(
                    f.paragraph == slip.paragraph and f.start < end + 1 and slip.start < f.end + 1 for f in found_now
                ):
                    hit[slip.kind] += 1
                elif show and turn < 2:
                    line = spoilt.split("\n")[slip.paragraph]
                    print(
                        f"  missed: {slip.kind} | {slip.right} -> {slip.wrong} | {line[max(0, slip.start - 25) : end + 20]}"
                    )
    return put, hit, alarms, sum(len(text.split()) for text in texts) / SYLLABLES_A_PAGE


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--learn", nargs="*", type=Path, default=[])
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    files = [f for p in asked.paths or [HELD_OUT] for f in (sorted(p.glob("*.txt")) if p.is_dir() else [p])]
    model = LanguageModel.start()
    if asked.learn:
        model = model.with_counts(learn([path.read_text(encoding="utf-8") for path in asked.learn]))
    texts = [path.read_text(encoding="utf-8").strip() for path in files]
    put, hit, alarms, pages = measure(texts, model, rounds=asked.rounds, seed=asked.seed, show=asked.show)
    for kind, _, _ in KINDS:
        if put[kind]:
            print(f"{kind:16} {hit[kind]:5} of {put[kind]:5}  {hit[kind] / put[kind]:.2f}")
    recall = sum(hit.values()) / max(1, sum(put.values()))
    print(f"recall {recall:.3f} of {sum(put.values())} slips")
    print(f"alarms {alarms} in {pages:.1f} pages, {alarms / pages:.2f} a page")
    kept = [verdict("false alarms a page", alarms / pages, 0.5)]
    if put:
        kept.append(verdict("share of slips found", recall, 0.6, at_most=False))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
