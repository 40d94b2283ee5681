"""The real bulletins beside the project, where they are: citations and deadlines against the hand-checked answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import issue_as_json

SHARED = Path(__file__).resolve().parents[3] / "shared"
BULLETINS = ("2023-12", "2024-03")

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="the real bulletins (../shared/samples) are absent"),
]


@pytest.mark.parametrize("ending", ["txt", "docx", "pdf"])
def test_citations_and_deadlines_of_the_real_bulletins_reach_the_bounds(ending: str, tmp_path: Path) -> None:
    pairs: list[str] = []
    for stem in BULLETINS:
        source = SHARED / "samples" / f"{stem}.{ending}"
        answer = issue_as_json(read_issue_here(source.read_bytes(), name=source.name))
        out = tmp_path / f"{stem}.json"
        out.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        pairs += [str(SHARED / "samples" / f"{stem}.gold.json"), str(out)]
    bounds = ["citations=0.98", "citations_full=0.95", "citation_kind=0.98", "citation_title=0.95", "deadlines=0.80"]
    score = [sys.executable, str(SHARED / "tools" / "score.py"), *pairs, "--min", *bounds]
    done = subprocess.run(score, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
