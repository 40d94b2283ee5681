"""What proofreading gives back, and the places of text it works on."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LONGEST = 60
_AROUND = 40


class Severity(enum.StrEnum):
    """How sure the machine is: an error blocks publishing, a warning asks, a hint only tells."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class FindingClass(enum.StrEnum):
    """A misprint is wrong as printed; an editorial finding is for the editor to think about."""

    MISPRINT = "misprint"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubtful place.

    ``text`` = paragraph[start:end] as printed, at most 60 characters; ``context`` the words around it, as printed.
    ``suggestion`` replaces ``text``; None where only a person can say. ``paragraph`` counts from 0, -1 for the issue as
    a whole; ``reason`` is a Vietnamese sentence for the editor. ``is_certain``: the suggestion may be taken by one press.
    """

    rule: str
    finding_class: FindingClass
    severity: Severity
    text: str
    context: str
    suggestion: str | None
    paragraph: int
    start: int
    end: int
    reason: str
    is_certain: bool = False


def context_of(paragraph: str, start: int, end: int) -> str:
    """Return the printed text around ``start:end``, cut at spaces."""
    left, right = max(0, start - _AROUND), min(len(paragraph), end + _AROUND)
    if left:
        space = paragraph.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < len(paragraph):
        space = paragraph.rfind(" ", end, right)
        right = space if space >= 0 else right
    return paragraph[left:right]


def make_finding(
    rule: str,
    paragraph: str,
    index: int,
    start: int,
    end: int,
    reason: str,
    *,
    suggestion: str | None = None,
    severity: Severity = Severity.ERROR,
    finding_class: FindingClass = FindingClass.MISPRINT,
    certain: bool = False,
) -> Finding:
    """Return the finding at ``paragraph[start:end]``; a longer place is cut to 60 characters and loses its suggestion."""
    if end - start > LONGEST:
        end = start + LONGEST
        suggestion, certain = None, False
    return Finding(
        rule=rule,
        finding_class=finding_class,
        severity=severity,
        text=paragraph[start:end],
        context=context_of(paragraph, start, end),
        suggestion=suggestion,
        paragraph=index,
        start=start,
        end=end,
        reason=reason,
        is_certain=certain and suggestion is not None,
    )


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by place; of misprints that overlap in one paragraph the severest, then the first, stays."""
    kept: list[Finding] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for found in sorted(findings, key=lambda f: (_RANK[f.severity], f.suggestion is None, f.paragraph, f.start)):
        if found.finding_class is FindingClass.MISPRINT and found.paragraph >= 0:
            spans = taken.setdefault(found.paragraph, [])
            if any(found.start < end and start < found.end for start, end in spans):
                continue
            spans.append((found.start, found.end))
        kept.append(found)
    return sorted(kept, key=lambda f: (f.paragraph, f.start, f.end, f.rule))


def findings_as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as plain values: rule, class, severity, text, context, suggestion, and the place and reason."""
    return [
        {
            "rule": found.rule,
            "class": str(found.finding_class),
            "severity": str(found.severity),
            "text": found.text,
            "context": found.context,
            "suggestion": found.suggestion,
            "paragraph": found.paragraph,
            "start": found.start,
            "end": found.end,
            "reason": found.reason,
            "certain": found.is_certain,
        }
        for found in findings
    ]
