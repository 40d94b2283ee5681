"""The demo content as frozen dataclasses, read from the JSON files in ``fixtures/demo``.

``load_demo`` reads all files, checks every reference between them and returns one ``DemoContent``. It touches no
database: what becomes of the rows is decided by the command that loads them. The schema of the files is
described in ``fixtures/demo/README.md``.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from documents.demo.checks import find_problems
from documents.demo.rows import (
    Activity,
    Addressee,
    CellTask,
    Cover,
    Deadline,
    DemoContent,
    Directive,
    Entry,
    Issue,
    Membership,
    Organization,
    Person,
    Picture,
    Submission,
    Succession,
)

__all__ = [
    "Activity",
    "Addressee",
    "CellTask",
    "Cover",
    "Deadline",
    "DemoContent",
    "DemoDataError",
    "Directive",
    "Entry",
    "Issue",
    "Membership",
    "Organization",
    "Person",
    "Picture",
    "Submission",
    "Succession",
    "find_problems",
    "load_demo",
]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "demo"


class DemoDataError(ValueError):
    """The files contradict themselves. ``problems`` lists every fault found, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def load_demo(folder: Path = FIXTURES) -> DemoContent:
    """Read the demo content below ``folder``. Raise ``DemoDataError`` with all faults where a reference is broken."""
    bodies = _read(folder / "organizations.json")
    content = DemoContent(
        organizations=tuple(_organization(row) for row in bodies["organizations"]),
        successions=tuple(Succession(**{**row, "on": _day(row["on"])}) for row in bodies["successions"]),
        people=tuple(_person(row) for row in _read(folder / "people.json")["people"]),
        directives=tuple(_directive(row) for row in _read(folder / "directives.json")["directives"]),
        activities=tuple(_activity(row) for row in _read(folder / "activities.json")["activities"]),
        submissions=tuple(_submission(row) for row in _read(folder / "submissions.json")["submissions"]),
        issues=tuple(_issue(_read(path)) for path in sorted((folder / "issues").glob("*.json"))),
    )
    problems = list(find_problems(content))
    if problems:
        raise DemoDataError(problems)
    return content


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _organization(row: dict[str, Any]) -> Organization:
    days = {name: _maybe_day(row[name]) for name in ("valid_from", "valid_to")}
    return Organization(**{**row, **days})


def _person(row: dict[str, Any]) -> Person:
    memberships = tuple(
        Membership(m["organization"], m["role"], _day(m["starts_on"]), _maybe_day(m["ends_on"]))
        for m in row["memberships"]
    )
    return Person(**{**row, "memberships": memberships})


def _deadline(row: dict[str, Any]) -> Deadline:
    parsed = {
        "addressee": Addressee(**row["addressee"]),
        "starts_on": _maybe_day(row["starts_on"]),
        "due_on": _day(row["due_on"]),
    }
    return Deadline(**{**row, **parsed})


def _directive(row: dict[str, Any]) -> Directive:
    parsed = {
        "issued_on": _day(row["issued_on"]),
        "effective_on": _maybe_day(row["effective_on"]),
        "body": tuple(row["body"]),
        "deadlines": tuple(_deadline(item) for item in row["deadlines"]),
    }
    return Directive(**{**row, **parsed})


def _pictures(rows: list[dict[str, Any]]) -> tuple[Picture, ...]:
    return tuple(Picture(**row) for row in rows)


def _activity(row: dict[str, Any]) -> Activity:
    parsed = {
        "happened_on": _day(row["happened_on"]),
        "body": tuple(row["body"]),
        "pictures": _pictures(row["pictures"]),
    }
    return Activity(**{**row, **parsed})


def _submission(row: dict[str, Any]) -> Submission:
    return Submission(**{**row, "text": tuple(row["text"]), "pictures": _pictures(row["pictures"])})


def _entry(row: dict[str, Any]) -> Entry:
    lines = {name: tuple(row[name]) for name in ("directives", "gist", "questions", "body")}
    tasks = tuple(CellTask(**task) for task in row["cell_tasks"])
    return Entry(**{**row, **lines, "cell_tasks": tasks, "pictures": _pictures(row["pictures"])})


def _issue(row: dict[str, Any]) -> Issue:
    rest = dict(row)
    unused = rest.pop("unused")
    cover = rest.pop("cover")
    return Issue(
        **{
            **rest,
            "months": tuple(row["months"]),
            "published_on": _maybe_day(row["published_on"]),
            "audience": tuple(row["audience"]),
            "entries": tuple(_entry(entry) for entry in row["entries"]),
        },
        cover=Cover(
            **{
                **cover,
                "title_lines": tuple(cover["title_lines"]),
                "imprint_lines": tuple(cover["imprint_lines"]),
            }
        ),
        unused_directives=tuple(unused["directives"]),
        unused_activities=tuple(unused["activities"]),
    )
