"""Real bulletins: learn on one, score on the other, in both directions; the figures are printed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from documents.engines.outline import build_issue
from documents.engines.proofreading import LanguageModel, check_text, findings_as_json, learn, proofread_issue
from documents.engines.reading import read_paras

_SHARED = Path(__file__).resolve().parents[4] / "shared"
_SCORER = _SHARED / "tools" / "score_proofreading.py"
_SAMPLES = _SHARED / "samples"
_NAMES = ("2023-12", "2024-03")

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not _SCORER.is_file(), reason="the real bulletins (../shared/samples) are absent"),
]


def _text(name: str) -> str:
    paras = read_paras((_SAMPLES / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    return "\n".join(para.text for para in paras)


@pytest.mark.parametrize("learnt", ["the other", "none"])
@pytest.mark.parametrize("name", _NAMES)
def test_a_bulletin_that_the_model_has_not_seen_is_within_the_bounds(name: str, learnt: str, tmp_path: Path) -> None:
    model = LanguageModel.start()
    if learnt == "the other":
        model = model.with_counts(learn([_text(other) for other in _NAMES if other != name]))
    found = check_text(_text(name), model=model)
    issue = build_issue(read_paras((_SAMPLES / f"{name}.txt").read_bytes(), name=f"{name}.txt"))
    answer = tmp_path / "findings.json"
    answer.write_text(json.dumps(findings_as_json(found + proofread_issue(issue))), encoding="utf-8")
    files = [str(_SAMPLES / f"{name}.txt"), str(_SAMPLES / f"{name}.misprints.json"), str(answer)]
    bounds = ["--min", "recall=0.6", "precision=0.8"]
    done = subprocess.run([sys.executable, str(_SCORER), *files, *bounds], capture_output=True, text=True, check=False)
    sys.stdout.write(f"\n{name}, learnt from {learnt}:\n{done.stdout}\n")
    assert done.returncode == 0, done.stdout + done.stderr
