"""Proofreading at the door of the database: the publisher's words, a draft's findings in their places, learning."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from documents.engines.proofreading import (
    Counts,
    Finding,
    FindingClass,
    LanguageModel,
    Severity,
    WordList,
    check_text,
    learn,
    proofread_issue,
)
from documents.engines.proofreading.issue_text import issue_of_content, text_of_issue
from documents.engines.proofreading.labels import label_of
from documents.engines.proofreading.language import SHIPPED_COUNTS
from documents.engines.proofreading.lines import Line, lines_of_content
from documents.engines.proofreading.numbering import find_numbering, find_structure
from documents.engines.reading.model import ReadEntry, ReadIssue
from documents.models import Bulletin, Edition, EditionEntry, KnownWord, NameTitle, Waiver
from documents.rendering.content import IssueContent
from documents.services.composing import build_content
from documents.services.register_check import register_findings
from organizations.models import Organization, User

# A stamp of secrecy is taken out, never waived (Luật Bảo vệ bí mật nhà nước 2018).
NEVER_WAIVED = frozenset({"secrecy"})
# Asked only of a finished text: while a person types, the paragraph has not ended yet.
_ONLY_FINISHED = frozenset({"closing-sign"})
LONGEST_PARAGRAPH = 4000


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding in its entry. ``line`` is None for the build of an entry; ``entry_uuid`` is "" for the whole issue.

    ``start:end`` is the range in ``line.text``.
    """

    finding: Finding
    entry_uuid: str
    line: Line | None
    start: int
    end: int

    @property
    def label(self) -> str:
        """The name of the rule on screen."""
        return label_of(self.finding.rule)

    @property
    def is_error(self) -> bool:
        """Whether publishing waits for it."""
        return self.finding.severity is Severity.ERROR

    @property
    def can_be_waived(self) -> bool:
        """Whether a person may let it stand."""
        return self.finding.rule not in NEVER_WAIVED

    @property
    def can_correct(self) -> bool:
        """Whether one press mends it: the suggestion is certain, and the words are stored in the entry itself."""
        line = self.line
        return self.finding.is_certain and line is not None and line.field != "caption" and self.start >= 0


def model_path() -> Path:
    """Where ``learn_language`` keeps the counts of this portal's archive."""
    return Path(settings.VAR_DIR) / "language.gz"


@lru_cache(maxsize=2)
def _opened(path: str, stamp: int) -> LanguageModel:
    return LanguageModel.open(Path(path) if stamp else None)


def portal_model() -> LanguageModel:
    """The shipped model with this portal's counts, kept in memory until the file changes; a spoilt file counts for nothing."""
    try:
        return _opened(str(model_path()), _stamp())
    except ValueError:
        return _opened("", 0)


def _stamp() -> int:
    """When the counts were written, 0 where there are none."""
    try:
        return model_path().stat().st_mtime_ns
    except OSError:
        return 0


def words_of(publisher: Organization | int, bulletin: Bulletin | None = None) -> WordList:
    """The publisher's own words, people and waivers; those waived in ``bulletin`` alone too. Three queries."""
    waivers = Waiver.objects.filter(Q(bulletin__isnull=True) | Q(bulletin=bulletin), publisher=publisher)
    return WordList.of(
        KnownWord.objects.filter(publisher=publisher).values_list("text", flat=True),
        waivers.values_list("rule", "text"),
        NameTitle.objects.filter(publisher=publisher).values_list("full_name", "title"),
    )


# --- An issue -------------------------------------------------------------------------------------------------------------


def proofread_read_issue(issue: ReadIssue, *, model: LanguageModel, words: WordList | None = None) -> list[Finding]:
    """Return the findings of a read issue: its text, then its build."""
    found = check_text(text_of_issue(issue), model=model, words=words)
    return found + proofread_issue(issue, words=words)


def proofread_bulletin(bulletin: Bulletin, *, model: LanguageModel, words: WordList | None = None) -> list[Finding]:
    """Return the findings of a draft as it would print now, those against the register too."""
    words = words or words_of(bulletin.publisher_id, bulletin)
    return [placed.finding for placed in placed_findings(bulletin, model=model, words=words)]


def placed_findings(
    bulletin: Bulletin,
    *,
    model: LanguageModel | None = None,
    words: WordList | None = None,
    content: IssueContent | None = None,
) -> list[PlacedFinding]:
    """Return the open findings of a draft in reading order, each in its entry; what was waived is left out."""
    content = content or build_content(bulletin)
    words = words or words_of(bulletin.publisher_id, bulletin)
    lines = lines_of_content(content)
    text = "\n".join(line.printed.replace("\n", " ") for line in lines)
    standing = _standing(lines, bulletin)
    found = (
        check_text(text, model=model, words=words, standing=standing)
        if model
        else _checked(text, words, standing, _stamp())
    )
    against = [f for f in register_findings(lines, bulletin) if (f.rule, f.text) not in words.waived]
    placed = [_placed(one, lines) for one in sorted([*found, *against], key=lambda f: (f.paragraph, f.start, f.rule))]
    return [*_build_findings(content, words), *placed]


@lru_cache(maxsize=16)
def _checked(text: str, words: WordList, standing: frozenset[int], stamp: int) -> tuple[Finding, ...]:
    """A page of findings is drawn again and again: the same text is looked through once a model (``stamp``)."""
    return tuple(check_text(text, model=portal_model(), words=words, standing=standing))


def _standing(lines: Sequence[Line], bulletin: Bulletin) -> frozenset[int]:
    """Places of the headings that the portal wrote and nobody changed: the citations of the register."""
    rows = bulletin.entries.filter(directive__isnull=False).select_related("directive__kind", "directive__register")
    written = {(str(row.uuid), row.directive.citation) for row in rows if row.directive is not None}
    return frozenset(
        place for place, line in enumerate(lines) if line.field == "heading" and (line.entry_uuid, line.text) in written
    )


def _placed(found: Finding, lines: Sequence[Line]) -> PlacedFinding:
    line = lines[found.paragraph]
    shift = len(line.prefix)
    return PlacedFinding(found, line.entry_uuid, line, found.start - shift, found.end - shift)


def _build_findings(content: IssueContent, words: WordList) -> Iterator[PlacedFinding]:
    """Numbering over the whole issue, then what each entry lacks."""
    issue = issue_of_content(content)
    found = [("", one) for one in find_numbering(issue)]
    rows = [(entry.uuid, read) for entry, read in zip(content.entries, issue.entries, strict=True)]
    for entry, read in zip(content.entries, issue.entries, strict=True):
        rows += [(child.uuid, inner) for child, inner in zip(entry.children, read.children, strict=True)]
    for uuid, read in rows:
        if not read.children:
            found += [(uuid, one) for one in find_structure(ReadIssue(entries=(_alone(read),)))]
    for uuid, one in found:
        if (one.rule, one.text) not in words.waived:
            yield PlacedFinding(one, uuid, None, -1, -1)


def _alone(read: ReadEntry) -> ReadEntry:
    return replace(read, children=())


def open_errors(
    bulletin: Bulletin, content: IssueContent | None = None, words: WordList | None = None
) -> list[PlacedFinding]:
    """The findings that an approver must have mended or waive before the issue goes out."""
    return [placed for placed in placed_findings(bulletin, content=content, words=words) if placed.is_error]


def store_waivers(
    *, actor: User, bulletin: Bulletin, findings: Iterable[Finding], reason: str, only_here: bool
) -> list[Waiver]:
    """Keep findings as waived: for this issue only, or for all of the publisher's. One already kept stays as it is."""
    rows = []
    for rule, text in dict.fromkeys((one.rule, one.text) for one in findings):
        row, _ = Waiver.objects.get_or_create(
            publisher=bulletin.publisher,
            bulletin=bulletin if only_here else None,
            rule=rule,
            text=text,
            defaults={"reason": reason, "by": actor},
        )
        rows.append(row)
    return rows


# --- A paragraph being typed ----------------------------------------------------------------------------------------------


def check_typed(text: str, *, words: WordList) -> list[Finding]:
    """Return the plain misprints of one paragraph (at most LONGEST_PARAGRAPH characters are read), and a stamp of secrecy."""
    found = check_text(text[:LONGEST_PARAGRAPH], model=portal_model(), words=words)
    return [
        one
        for one in found
        if one.rule in NEVER_WAIVED
        or (
            one.finding_class is FindingClass.MISPRINT
            and one.severity is not Severity.HINT
            and one.rule not in _ONLY_FINISHED
        )
    ]


# --- Learning -------------------------------------------------------------------------------------------------------------


def published_texts() -> Iterator[str]:
    """Yield the texts of the newest published edition of each bulletin."""
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


OWN_TEXTS = Path(settings.BASE_DIR) / "fixtures" / "language"


def learn_shipped(path: Path = SHIPPED_COUNTS) -> Counts:
    """Learn the counts that the software carries from our own texts, and keep them in ``path``. Returns them."""
    counts = learn(file.read_text(encoding="utf-8") for file in sorted(OWN_TEXTS.glob("*.txt")))
    counts.save(path)
    return counts
