"""The rows of the demo content, as they stand in the files of ``fixtures/demo``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


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
class Submission:
    """News that a body sent in: accepted where it became an ``activity``, declined, else still waiting."""

    organization: str
    recipient: str
    text: tuple[str, ...]
    pictures: tuple[Picture, ...]
    activity: str | None
    is_declined: bool
    word: str


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
    submissions: tuple[Submission, ...]
