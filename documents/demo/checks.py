"""Whether the demo content holds together: references, codes, dates."""

from collections.abc import Iterable, Iterator

from documents.demo.rows import Addressee, DemoContent, Issue, Picture

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


def find_problems(content: DemoContent) -> Iterator[str]:
    """Yield every broken reference, unknown code and impossible date of ``content``, one line each."""
    yield from _organization_problems(content)
    yield from _person_problems(content)
    yield from _directive_problems(content)
    yield from _activity_problems(content)
    yield from _issue_problems(content)
    yield from _submission_problems(content)


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
        if "@" in person.user_name or person.user_name.isdecimal():
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


def _submission_problems(content: DemoContent) -> Iterator[str]:
    known, activities = _keys(content), frozenset(row.key for row in content.activities)
    for number, row in enumerate(content.submissions, start=1):
        place = f"submission {number}"
        yield from _unknown(place, "organization", row.organization, known)
        yield from _unknown(place, "recipient", row.recipient, known)
        yield from _unknown(place, "activity", row.activity, activities)
        if len(row.pictures) > 10:
            yield f"{place}: more photos than a submission takes"
        if row.is_declined and (row.activity or not row.word):
            yield f"{place}: a declined one has a word and no activity"
