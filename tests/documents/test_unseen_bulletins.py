"""Bulletins written apart from the reader, in three formats, scored against answers marked by hand in their sources.

The printed texts and answers lie beside the sources (``unseen_source`` makes them); Word and PDF files are made here.
"""

import difflib
import json
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest

from cadre_portal.text import fold
from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import issue_as_json
from tests.documents.bulletins import as_docx, as_pdf
from tests.documents.unseen_source import FOLDER, Source, load, sources

FORMATS = ("txt", "docx", "pdf")
NAMES = [path.stem for path in sources()]
# The shares (f1) that all of them together must reach, whatever the format.
BOUNDS = {
    "outline": 0.95,
    "citations": 0.98,
    "citations_full": 0.95,
    "citation_kind": 0.98,
    "citation_title": 0.95,
    "deadlines": 0.80,
    "captions": 0.90,
}

Row = dict[str, Any]
Counts = tuple[int, int, int]  # right, given, wanted


def _source(name: str) -> Source:
    return load(next(path for path in sources() if path.stem == name))


@lru_cache(maxsize=64)
def _answer(name: str, ending: str) -> Row:
    source = _source(name)
    if ending == "txt":
        data = (FOLDER / f"{name}.txt").read_bytes()
    else:
        data = as_docx(source.bulletin) if ending == "docx" else as_pdf(source.bulletin)
    return issue_as_json(read_issue_here(data, name=f"{name}.{ending}"))


def _aligned(wanted: list[Row], given: list[Row]) -> list[tuple[Row, Row]]:
    """Pairs of equal numbers in order."""
    left, right = ([re.sub(r"[^a-z0-9]+", " ", fold(str(row["number"]))) for row in rows] for rows in (wanted, given))
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return [
        (wanted[block.a + step], given[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def _alike(one: object, other: object, share: float) -> bool:
    left, right = fold(str(one or "")).rstrip(" ."), fold(str(other or "")).rstrip(" .")
    return left == right or difflib.SequenceMatcher(None, left, right).ratio() >= share


def _measures(gold: Row, out: Row) -> dict[str, Counts]:
    pairs = _aligned(gold["citations"], out["citations"])
    count = len(out["citations"]), len(gold["citations"])
    titled = [(a, b) for a, b in pairs if a["title"]]
    heads = _aligned([row for row in gold["outline"] if not row.get("run_in")], out["outline"])
    run_in = len(_aligned([row for row in gold["outline"] if row.get("run_in")], out["outline"]))
    wanted = len([row for row in gold["outline"] if not row.get("run_in")])
    return {
        "outline": (
            sum(_alike(a["title"], b["title"], 0.95) and a["kind"] == b["kind"] for a, b in heads),
            len(out["outline"]) - run_in,
            wanted,
        ),
        "citations": (len(pairs), *count),
        "citations_full": (sum(_dated(a, b) and _issued(a, b) for a, b in pairs), *count),
        "citation_kind": (sum(fold(a["kind"]) == fold(b["kind"] or "") for a, b in pairs), len(pairs), len(pairs)),
        "citation_title": (sum(_alike(a["title"], b["title"], 0.9) for a, b in titled), len(titled), len(titled)),
        "deadlines": _deadlines(gold, out),
        "captions": _captions(gold, out),
    }


def _dated(gold: Row, out: Row) -> bool:
    return out["date"] in {gold["date"], gold.get("context_date")}


def _issued(gold: Row, out: Row) -> bool:
    right = {fold(gold[key] or "") for key in ("issuer", "issuer_core", "context_issuer") if key in gold}
    return fold(out["issuer"] or "") in right


def _deadlines(gold: Row, out: Row) -> Counts:
    """Due on the same day, three words shared; what is neither wanted nor optional is wrong by its day."""
    wanted = [row for row in gold["deadlines"] if row["class"] not in ("programme_period", "event")]
    left = list(out["deadlines"])
    hits = 0
    for row in wanted:
        words = set(fold(row["text"]).split())
        found = next(
            (b for b in left if b["due"] == row["due"] and len(words & set(fold(b["text"]).split())) >= 3), None
        )
        if found is not None:
            left.remove(found)
            hits += 1
    days = {row["due"] for row in (*gold["deadlines"], *gold["deadlines_optional"])}
    return hits, hits + sum(row["due"] not in days for row in left), len(wanted)


def _captions(gold: Row, out: Row) -> Counts:
    given = [row["text"] for row in out["captions"]]
    hits = sum(any(_alike(row["text"], text, 0.9) for text in given) for row in gold["captions"])
    return hits, max(len(given), hits), len(gold["captions"])


def _share(counts: Counts) -> float:
    right, given, wanted = counts
    precision, recall = right / given if given else 1.0, right / wanted if wanted else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@pytest.mark.parametrize("ending", FORMATS)
def test_bulletins_written_apart_are_read_within_the_bounds(ending: str, record_property: Callable[..., None]) -> None:
    total: dict[str, Counts] = {}
    for name in NAMES:
        for measure, (right, given, wanted) in _measures(_source(name).gold, _answer(name, ending)).items():
            before = total.get(measure, (0, 0, 0))
            total[measure] = (before[0] + right, before[1] + given, before[2] + wanted)
    shares = {name: round(_share(counts), 3) for name, counts in total.items()}
    record_property(f"measures {ending}", shares)
    sys.stderr.write(f"{ending}: {shares}\n")
    assert not {name: share for name, share in shares.items() if share < BOUNDS.get(name, 1.0)}


@pytest.mark.parametrize("name", NAMES)
def test_the_three_formats_agree(name: str) -> None:
    answers = [_answer(name, ending) for ending in FORMATS]
    assert answers[0]["issue"] == answers[1]["issue"] == answers[2]["issue"]
    # A space beside a hyphen at a line's end cannot be told from a break.
    heads = [[(row["number"], row["kind"], row["title"].replace(" ", "")) for row in a["outline"]] for a in answers]
    assert heads[0] == heads[1] == heads[2]
    cited = [[(row["number"], row["date"], row["item"]) for row in answer["citations"]] for answer in answers]
    assert cited[0] == cited[1] == cited[2]
    due = [[(row["due"], row["item"]) for row in answer["deadlines"]] for answer in answers]
    assert due[0] == due[1] == due[2]


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_text_and_the_answer_are_those_of_the_source(name: str) -> None:
    path = next(path for path in sources() if path.stem == name)
    source = load(path)
    assert json.loads(path.with_name(f"{name}.gold.json").read_text(encoding="utf-8")) == source.gold
    words = re.sub(r"[\W\d]+", "", path.with_suffix(".txt").read_text(encoding="utf-8"))
    for piece in source.bulletin.pieces:
        assert re.sub(r"[\W\d]+", "", piece.text) in words


def test_every_source_has_its_text_and_answer() -> None:
    assert len(NAMES) >= 6
    for ending in (".txt", ".gold.json"):
        assert sorted(path.name.removesuffix(ending) for path in FOLDER.glob(f"*{ending}")) == NAMES
