"""The real bulletins, in all three formats, scored against the hand-checked answers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import issue_as_json
from tests.conftest import SAMPLES, SHARED, needs_samples

pytestmark = [needs_samples, pytest.mark.samples]

FORMATS = ("txt", "docx", "pdf")


def _samples() -> list[Path]:
    return sorted(SAMPLES.glob("*.gold.json"))


def test_both_bulletins_in_three_formats_reach_the_bounds_together(tmp_path: Path) -> None:
    pairs: list[str] = []
    for gold in _samples():
        name = gold.name.removesuffix(".gold.json")
        for ending in FORMATS:
            data = (SAMPLES / f"{name}.{ending}").read_bytes()
            out = tmp_path / f"{name}-{ending}.json"
            answer = issue_as_json(read_issue_here(data, name=f"{name}.{ending}"))
            out.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
            pairs += [str(gold), str(out)]
    assert pairs
    bounds = ["issue=1", "outline=0.98", "outline_kind=0.98", "citations=0.98", "captions=0.9", "deadlines=0.8"]
    score = [sys.executable, str(SHARED / "tools" / "score.py"), *pairs, "--min", *bounds]
    done = subprocess.run(score, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("gold", _samples(), ids=lambda path: path.name.removesuffix(".gold.json"))
def test_the_three_formats_give_the_same_outline_and_contents(gold: Path) -> None:
    name = gold.name.removesuffix(".gold.json")
    answers = []
    for ending in FORMATS:
        issue = read_issue_here((SAMPLES / f"{name}.{ending}").read_bytes(), name=f"{name}.{ending}")
        plain = issue_as_json(issue)
        answers.append(
            (
                plain["issue"],
                plain["outline"],
                [line.number for line in issue.toc],
                [(c["number"], c["item"]) for c in plain["citations"]],
                [caption["text"] for caption in plain["captions"]],
            )
        )
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("gold", _samples(), ids=lambda path: path.name.removesuffix(".gold.json"))
def test_every_photo_of_the_word_file_is_read_with_its_caption(gold: Path) -> None:
    name = gold.name.removesuffix(".gold.json")
    wanted = json.loads(gold.read_text(encoding="utf-8"))["captions"]
    for ending in ("docx", "pdf"):
        issue = read_issue_here((SAMPLES / f"{name}.{ending}").read_bytes(), name=f"{name}.{ending}")
        assert len(issue.pictures) == len(wanted)
        assert all(picture.width and picture.height and picture.data for picture in issue.pictures.values())
