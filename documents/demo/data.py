"""The demo content as frozen dataclasses, read from the JSON files in ``fixtures/demo``.

``load_demo`` reads all files, checks every reference between them and returns one ``DemoContent``. It touches no
database: what becomes of the rows is decided by the command that loads them. The schema of the files is
described in ``fixtures/demo/README.md``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "demo"

ORGANIZATION_TYPES = frozenset(
    {
        "central", "province_committee", "province_board", "city_committee", "city_board", "ward_committee",
        "ward_board", "base", "cell", "state", "front", "union", "other",
    }
)  # fmt: skip
SUCCESSION_KINDS = frozenset({"merge", "split", "rename"})
ROADS = frozenset({"zalo", "email", "paper"})
ROLES = frozenset({"administrator", "editor", "approver", "clerk", "coordinator", "secretary", "deputy"})
DEADLINE_KINDS = frozenset({"task", "target", "period", "programme", "event"})
PRECISIONS = frozenset({"day", "month", "quarter", "year"})
ORGANS = frozenset({"", "committee", "standing_committee", "standing", "politburo", "secretariat", "other"})
ENTRY_KINDS = frozenset({"topic", "directive", "news_group", "news", "appeal"})
ISSUE_STATES = frozenset({"published", "working"})


class DemoDataError(ValueError):
    """The files contradict themselves. ``problems`` lists every fault found, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Organization:
    """A body. ``parent`` is today's (None at the top); ``road`` and ``paper_copies`` are set for cells only."""

    key: str
    parent: str | None
    type: str
    name: str
    short_name: str
    letters: str
    valid_from: date | None
    valid_to: date | None
    road: str = ""
    paper_copies: int = 0


@dataclass(frozen=True, slots=True)
class Succession:
    """``new`` carries on from ``old`` since ``on``; kind is merge, split or rename."""

    old: str
    new: str
    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Membership:
    organization: str
    role: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """``demo_account`` says, in Vietnamese, whose account it is where it is shown as one a role; else ""."""

    key: str
    user_name: str
    full_name: str
    phone: str
    email: str
    demo_account: str
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Exactly one of: an ``organization``; all bodies of a ``type`` below ``within``; the words as ``printed``."""

    organization: str | None = None
    type: str | None = None
    within: str | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due_on`` is the last day of the time named; ``precision`` tells how exactly the text named that end."""

    kind: str
    text: str
    addressee: Addressee
    starts_on: date | None
    due_on: date
    precision: str


@dataclass(frozen=True, slots=True)
class Directive:
    """``issuer`` is the body whose register the number stands in; ``number`` is "" where there is none.

    ``issuer_printed`` names the issuer as the document does, ``issuing_organ`` is the code of the organ, "" for a body
    that has none.
    """

    key: str
    held_by: str
    kind: str
    number: str
    issuer: str
    issuer_printed: str
    issuing_organ: str
    signer: str
    issued_on: date
    effective_on: date | None
    subject: str
    body: tuple[str, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def html(self) -> str:
        """The whole text, a block a line."""
        return "\n".join(self.body)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture: the parameters of ``draw_picture`` and where it stands (after how many blocks of the body)."""

    scene: Mapping[str, Any]
    caption: str
    credit: str
    after_block: int


@dataclass(frozen=True, slots=True)
class Activity:
    key: str
    held_by: str
    organization: str
    happened_on: date
    title: str
    body: tuple[str, ...]
    pictures: tuple[Picture, ...]

    @property
    def html(self) -> str:
        """The whole text, a block a line."""
        return "\n".join(self.body)


@dataclass(frozen=True, slots=True)
class CellTask:
    """``due`` is the time as printed ("trước ngày 05/12/2026"), "" where none is set."""

    text: str
    due: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an issue. One with an ``activity`` and no body takes text and pictures from the activity."""

    key: str
    kind: str
    parent: str | None
    rubric: str
    heading: str
    short_title: str
    directives: tuple[str, ...]
    activity: str | None
    gist: tuple[str, ...]
    cell_tasks: tuple[CellTask, ...]
    questions: tuple[str, ...]
    body: tuple[str, ...]
    pictures: tuple[Picture, ...]

    @property
    def html(self) -> str:
        """The whole text, a block a line."""
        return "\n".join(self.body)


@dataclass(frozen=True, slots=True)
class Cover:
    publisher_line: str
    board_line: str
    title_lines: tuple[str, ...]
    foot_line: str
    imprint_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """``audience`` names the cells served; empty: all cells below the publisher. ``published_on`` only if published.

    ``unused_directives`` and ``unused_activities``: material gathered for the issue and not taken in so far.
    """

    key: str
    publisher: str
    compiled_by: str
    year: int
    months: tuple[int, ...]
    kind: str
    state: str
    published_on: date | None
    cover: Cover
    contents_depth: int
    rubrics_printed: bool
    audience: tuple[str, ...]
    unused_directives: tuple[str, ...]
    unused_activities: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DemoContent:
    """Everything, in the order of the files: parents stand before children, groups before their entries."""

    organizations: tuple[Organization, ...]
    successions: tuple[Succession, ...]
    people: tuple[Person, ...]
    directives: tuple[Directive, ...]
    activities: tuple[Activity, ...]
    issues: tuple[Issue, ...]


def load_demo(folder: Path = FIXTURES) -> DemoContent:
    """Read the demo content below ``folder``. Raise ``DemoDataError`` with all faults where a reference is broken."""
    bodies = _read(folder / "organizations.json")
    content = DemoContent(
        organizations=tuple(_organization(row) for row in bodies["organizations"]),
        successions=tuple(Succession(**{**row, "on": _day(row["on"])}) for row in bodies["successions"]),
        people=tuple(_person(row) for row in _read(folder / "people.json")["people"]),
        directives=tuple(_directive(row) for row in _read(folder / "directives.json")["directives"]),
        activities=tuple(_activity(row) for row in _read(folder / "activities.json")["activities"]),
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


def find_problems(content: DemoContent) -> Iterator[str]:
    """Yield every broken reference, unknown code and impossible date of ``content``, one line each."""
    yield from _organization_problems(content)
    yield from _person_problems(content)
    yield from _directive_problems(content)
    yield from _activity_problems(content)
    yield from _issue_problems(content)


def _keys(content: DemoContent) -> frozenset[str]:
    return frozenset(organization.key for organization in content.organizations)


def _repeats(what: str, keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"{what}: {key!r} stands twice"
        seen.add(key)


def _unknown(place: str, what: str, key: str | None, known: frozenset[str]) -> Iterator[str]:
    if key is not None and key not in known:
        yield f"{place}: {what} {key!r} is unknown"


def _organization_problems(content: DemoContent) -> Iterator[str]:
    yield from _repeats("organization", (row.key for row in content.organizations))
    seen: frozenset[str] = frozenset()
    for row in content.organizations:
        place = f"organization {row.key}"
        yield from _unknown(place, "type", row.type, ORGANIZATION_TYPES)
        yield from _unknown(place, "parent (or it stands below its child)", row.parent, seen)
        if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
            yield f"{place}: ends before it begins"
        if row.type == "cell":
            yield from _unknown(place, "road", row.road, ROADS)
        elif row.road or row.paper_copies:
            yield f"{place}: only a cell has a road and paper copies"
        seen |= {row.key}
    for succession in content.successions:
        place = f"succession {succession.old} → {succession.new}"
        yield from _unknown(place, "kind", succession.kind, SUCCESSION_KINDS)
        for key in (succession.old, succession.new):
            yield from _unknown(place, "organization", key, seen)


def _person_problems(content: DemoContent) -> Iterator[str]:
    organizations = _keys(content)
    yield from _repeats("person", (person.key for person in content.people))
    yield from _repeats("user name", (person.user_name for person in content.people))
    yield from _repeats("phone", (person.phone for person in content.people))
    for person in content.people:
        place = f"person {person.key}"
        if "@" in person.user_name or person.user_name.isdigit():
            yield f"{place}: a user name has no @ and is not a number"
        for membership in person.memberships:
            yield from _unknown(place, "role", membership.role, ROLES)
            yield from _unknown(place, "organization", membership.organization, organizations)
            if membership.ends_on and membership.ends_on < membership.starts_on:
                yield f"{place}: a membership ends before it begins"


def _directive_problems(content: DemoContent) -> Iterator[str]:
    organizations = _keys(content)
    yield from _repeats("directive", (row.key for row in content.directives))
    for row in content.directives:
        place = f"directive {row.key}"
        yield from _unknown(place, "holder", row.held_by, organizations)
        yield from _unknown(place, "issuer", row.issuer, organizations)
        yield from _unknown(place, "issuing organ", row.issuing_organ, ORGANS)
        for deadline in row.deadlines:
            yield from _unknown(place, "deadline kind", deadline.kind, DEADLINE_KINDS)
            yield from _unknown(place, "precision", deadline.precision, PRECISIONS)
            yield from _addressee_problems(place, deadline.addressee, organizations)
            if deadline.due_on < (deadline.starts_on or row.issued_on):
                yield f"{place}: a deadline lies before its beginning or its directive"


def _addressee_problems(place: str, addressee: Addressee, organizations: frozenset[str]) -> Iterator[str]:
    named = [addressee.organization, addressee.type, addressee.printed or None]
    if sum(name is not None for name in named) != 1:
        yield f"{place}: an addressee is one of organization, type, printed"
    yield from _unknown(place, "addressee", addressee.organization, organizations)
    yield from _unknown(place, "addressee type", addressee.type, ORGANIZATION_TYPES)
    yield from _unknown(place, "addressee's subtree", addressee.within, organizations)


def _activity_problems(content: DemoContent) -> Iterator[str]:
    organizations = _keys(content)
    yield from _repeats("activity", (row.key for row in content.activities))
    for row in content.activities:
        place = f"activity {row.key}"
        yield from _unknown(place, "holder", row.held_by, organizations)
        yield from _unknown(place, "organization", row.organization, organizations)
        yield from _picture_problems(place, row.pictures, len(row.body))


def _picture_problems(place: str, pictures: tuple[Picture, ...], blocks: int) -> Iterator[str]:
    for picture in pictures:
        if not 0 <= picture.after_block <= blocks:
            yield f"{place}: a picture stands after block {picture.after_block} of {blocks}"


def _issue_problems(content: DemoContent) -> Iterator[str]:
    organizations = _keys(content)
    directives = {row.key: row for row in content.directives}
    activities = {row.key: row for row in content.activities}
    yield from _repeats("issue", (issue.key for issue in content.issues))
    for issue in content.issues:
        place = f"issue {issue.key}"
        yield from _unknown(place, "state", issue.state, ISSUE_STATES)
        if (issue.state == "published") != (issue.published_on is not None):
            yield f"{place}: a day of publication belongs to a published issue, and only to one"
        for key in (issue.publisher, issue.compiled_by, *issue.audience):
            yield from _unknown(place, "organization", key, organizations)
        used = [key for entry in issue.entries for key in entry.directives] + list(issue.unused_directives)
        told = [entry.activity for entry in issue.entries if entry.activity] + list(issue.unused_activities)
        for key in used:
            yield from _unknown(place, "directive", key, frozenset(directives))
        for key in told:
            yield from _unknown(place, "activity", key, frozenset(activities))
        days = [directives[key].issued_on for key in used if key in directives]
        days += [activities[key].happened_on for key in told if key in activities]
        if issue.published_on and any(day > issue.published_on for day in days):
            yield f"{place}: carries something from after its publication"
        yield from _entry_problems(issue)


def _entry_problems(issue: Issue) -> Iterator[str]:
    yield from _repeats(f"issue {issue.key}, entry", (entry.key for entry in issue.entries))
    groups: frozenset[str] = frozenset()
    for entry in issue.entries:
        place = f"issue {issue.key}, entry {entry.key}"
        yield from _unknown(place, "kind", entry.kind, ENTRY_KINDS)
        yield from _unknown(place, "group", entry.parent, groups)
        yield from _picture_problems(place, entry.pictures, len(entry.body))
        if not (entry.heading or entry.activity or entry.kind == "news_group"):
            yield f"{place}: has no heading"
        if len(entry.short_title) > 80:
            yield f"{place}: a short title has at most 80 characters"
        if entry.kind == "news_group":
            groups |= {entry.key}
