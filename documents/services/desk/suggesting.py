"""Proposals for the entry that is open."""

from collections.abc import Mapping
from dataclasses import dataclass

from documents.engines.block_html import kept_blocks, plain_text
from documents.engines.proposals import GIST_LINES, Proposals, TaskLine, propose
from documents.models import Entry


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One press: ``value`` goes into ``field`` (as a line more, or in place of what is there)."""

    field: str
    value: str
    is_line: bool


def suggestions_for(entry: Entry) -> list[Suggestion]:
    """What can be proposed for this entry and is not in it yet."""
    if entry.kind == Entry.Kind.NEWS_GROUP:
        return []
    issued = entry.directive.issued_on if entry.directive else None
    found: Proposals = propose(
        entry.heading,
        plain_text(kept_blocks(entry.body)),
        issued_on=issued or entry.bulletin.first_day,
        not_before=entry.bulletin.first_day,
    )
    out = []
    if found.short_title and not entry.short_title:
        out.append(Suggestion("short_title", found.short_title, False))
    gist = [line for line in found.gist if line not in entry.gist]
    room = GIST_LINES - len([line for line in entry.gist.splitlines() if line.strip()])
    out += [Suggestion("gist", line, True) for line in gist[: max(room, 0)]]
    tasks: list[TaskLine] = [task for task in found.tasks if task.line not in entry.cell_tasks]
    out += [Suggestion("cell_tasks", task.line, True) for task in tasks]
    if not entry.questions.strip():
        out += [Suggestion("questions", line, True) for line in found.questions]
    return out


def not_answered(suggestions: list[Suggestion], fields: Mapping[str, str]) -> list[Suggestion]:
    """Those of ``suggestions`` that the form as typed (``fields``) leaves room for: what someone has typed since they were made
    is neither replaced nor said twice."""
    room = GIST_LINES - len([line for line in fields["gist"].splitlines() if line.strip()])
    out = []
    for one in suggestions:
        typed = fields[one.field].strip()
        if typed and (one.field in {"short_title", "questions"} or one.value in typed):
            continue
        if one.field == "gist":
            if room < 1:
                continue
            room -= 1
        out.append(one)
    return out
