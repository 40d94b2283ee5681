"""Proofreading at the door of the database: where the learnt counts lie, what is learnt from, a draft's findings."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from documents.engines.proofreading import Counts, Finding, LanguageModel, WordList, check_text, learn, proofread_issue
from documents.engines.proofreading.issue_text import issue_of_content, text_of_issue
from documents.engines.reading.model import ReadIssue
from documents.models import Bulletin, EditionEntry
from documents.services.composing import build_content


def model_path() -> Path:
    """Where ``learn_language`` keeps the counts of this portal's archive."""
    return Path(settings.VAR_DIR) / "language.gz"


def proofread_read_issue(issue: ReadIssue, *, model: LanguageModel, words: WordList | None = None) -> list[Finding]:
    """Return the findings of a read issue: its text, then its build."""
    found = check_text(text_of_issue(issue), model=model, words=words)
    return found + proofread_issue(issue, words=words)


def proofread_bulletin(bulletin: Bulletin, *, model: LanguageModel, words: WordList | None = None) -> list[Finding]:
    """Return the findings of a draft as it would print now."""
    return proofread_read_issue(issue_of_content(build_content(bulletin)), model=model, words=words)


def published_texts() -> Iterator[str]:
    """Yield the texts of the newest published edition of each bulletin."""
    from documents.models import Edition

    editions = Edition.objects.latest_of_each().not_withdrawn()
    rows = EditionEntry.objects.filter(edition__in=editions).order_by("pk").values_list("heading", "text")
    for heading, text in rows.iterator(chunk_size=200):
        yield f"{heading}\n{text}"


def learn_language(texts: Iterable[str], *, path: Path | None = None, add: bool = False) -> Counts:
    """Learn the counts of ``texts`` and write them to ``path`` (default: the portal's own), whole or not at all.

    ``add`` keeps what the file had and adds to it; without it the file is made anew, so that no text counts twice.
    """
    goal = path or model_path()
    counts = learn(texts)
    if add and goal.is_file():
        counts = Counts.load(goal).merge(counts)
    goal.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=goal.parent, suffix=".gz")
    os.close(handle)
    try:
        counts.save(Path(name))
        os.replace(name, goal)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return counts
