"""Texts made to be slow: four times the text may take at most some five times the time, up to a megabyte.

    python benchmarks/bench_hostile.py [BYTES]

For the readers of citations, deadlines and numbers. Each text repeats what their rules look for (a kind, "số", figures, signs,
brackets and quotation marks that never close, words of time) and ends none of it. A rule that looks back or ahead without bound
shows as a ratio of sixteen.
"""

import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import verdict
from directives.citations import find_citations
from directives.deadlines import find_deadlines
from directives.numbers import parse_number
from directives.wrapped import unwrap

SIZE = 1_000_000
LIMIT = 5.0
UNITS = (
    "số ", "so ", "1", "1 ", "1-", "- ", "-", "(", "“", "\"", "ngày ", "ngày 1", "của ", "về ", "Kế hoạch ", "Luật ", "và 1, ",
    "Kế hoạch số ", "… về (", "Kế hoạch số 1-KH/TU về (“", "Kế hoạch số 1-KH/TU về a, các ", "Luật a 1/2020/QH15 ",
    "Quyết định 1 và 2 ", "315-KH/TU, ", "1-A/B-C-D-", "Kế hoạch số 1-KH/TU của Ban Chỉ đạo của Chính phủ của Ban ",
    "từ ngày 1/1 đến ngày 2/2/2030 hạn ", "trước ngày 1/1/2030 ", "Quy hoạch đến năm 2030, ", "trong 6 tháng đầu năm ",
    "giai đoạn 2025 - 2030 ", "a\n", "kế hoạch số 1 ngày 1/1/2024 của tỉnh ủy\nvề ",
    "A", "Kế hoạch số 315-KH/TU và ", "Căn cứ Kế hoạch số 1-KH/TU về a b c; ", "Theo Kế hoạch số 1-KH/TU về a b c; mua d e; ",
    "STT\tNội dung\tThời gian\n1\tHọp\tTháng 5/2027\n\nVăn bản.\n", "trước ngày 15/4/2027; ", "302020/NĐ-CP ", "1-KH/A - ",
    "Việc thực hiện ", unicodedata.normalize("NFD", "Kế hoạch số 1-KH/TU về đường "),
)  # fmt: skip


def _read(text: str) -> None:
    find_citations(text)
    find_deadlines(text, issued_on=date(2026, 1, 1))
    parse_number(text)
    unwrap(text)


def _seconds(work: Callable[[str], None], text: str) -> float:
    begin = time.process_time()
    work(text)
    return time.process_time() - begin


def main(arguments: list[str]) -> int:
    """Measure every text at a quarter of the size and whole; the worst ratio counts. Twice where the first ratio is high."""
    size = int(arguments[0]) if arguments else SIZE
    worst, slowest = 0.0, 0.0
    for unit in UNITS:
        whole = unit * (size // len(unit.encode()))
        quarter = whole[: len(whole) // 4]
        _read(quarter[:2000])
        ratio = 99.0
        for _ in range(3):
            part, all_of_it = _seconds(_read, quarter), _seconds(_read, whole)
            ratio = min(ratio, all_of_it / max(part, 0.05))
            if ratio <= LIMIT:
                break
        if ratio > worst:
            worst, name = ratio, unit
        slowest = max(slowest, all_of_it)
    print(f"     slowest text of {size / 1e6:.1f} MB: {slowest:.1f} s; worst ratio with {name!r}")
    return 0 if verdict("four times the text", worst, LIMIT, unit=" × the time") else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
