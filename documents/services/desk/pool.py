"""The pool: what a publisher could still carry. Directives of the last months, the month's news, tasks not done yet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.html import escape

from activities.models import Activity, Submission
from cadre_portal.text import letters_key, words
from directives.models import Deadline, Directive
from directives.tasks import addressed_to
from documents.models import Bulletin, Entry, PoolDecision, RawMaterial
from documents.services.composing import settings_of
from documents.services.desk.outline import add_entry
from documents.services.editing import entry_of_activity, entry_of_directive, open_for_editing, save_entry
from documents.services.reviewing import NotAllowed, NotReady
from organizations.log import record
from organizations.models import AccessLog, Lineage, Organization, OrganizationType, User

NEWS_HEADING = "Tin hoạt động"
TASKS_HEADING = "Nhiệm vụ cần tiếp tục thực hiện"
_Row = TypeVar("_Row", Directive, Activity)
# How many directives a draft proposes at once: more than twice what an issue holds.
PROPOSED = 12
# An issue is made in the month before its own and its content closes about the 20th: its news go back two months.
_NEWS_MONTHS = 2
_MOST_SHOWN = 200
# Words by which the name of a state body or union tells that it belongs to a place and not to the whole country.
_LOCAL = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|sở|(?:ủy ban|uỷ ban|hội đồng) nhân dân|UBND|HĐND)\b",
    re.IGNORECASE,
)

GROUPS = {
    "centre": "Văn bản của Trung ương",
    "province": "Văn bản của cấp tỉnh",
    "own": "Văn bản của cấp ủy",
    "local": "Văn bản của địa phương",
    "others": "Văn bản của cơ quan khác",
    "news": "Tin hoạt động trong tháng",
    "tasks": "Việc tháng trước chưa xong",
}


@dataclass(frozen=True, slots=True)
class PoolItem:
    """One thing that can be taken in. ``key``: "directive:12"; ``facts``: a short line under the title."""

    key: str
    title: str
    facts: str
    pictures: int = 0
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class PoolGroup:
    slug: str
    label: str
    items: tuple[PoolItem, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """``groups`` in the order of an issue, empty ones left out; ``declined``: decisions that can be taken back."""

    groups: tuple[PoolGroup, ...]
    declined: tuple[PoolDecision, ...] = ()

    @property
    def total(self) -> int:
        return sum(len(group.items) for group in self.groups)

    @property
    def proposed(self) -> list[PoolItem]:
        return [item for group in self.groups for item in group.items if item.is_proposed]


@dataclass(slots=True)
class _Asked:
    """What was typed into the drawer's search: folded words, all of which must occur, and the number they may be."""

    folded: list[str] = field(default_factory=list)
    key: str = ""

    def fits(self, *texts: str) -> bool:
        if not self.folded:
            return True
        text = " ".join(texts)
        have = f" {' '.join(words(text))}"
        return all(f" {word}" in have for word in self.folded) or (len(self.key) > 1 and self.key in letters_key(text))


def months_before(day: date, months: int) -> date:
    """The first day of the month ``months`` before that of ``day``."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def pool_of(user: User, publisher: Organization, *, first_day: date, question: str = "") -> Pool:
    """What is unused for an issue of ``publisher`` in the month of ``first_day``, as far as ``user`` may see it."""
    asked = _Asked(words(question), letters_key(question))
    groups = [
        *_directive_groups(user, publisher, first_day, asked),
        PoolGroup("news", GROUPS["news"], _news(user, publisher, first_day, asked)),
        PoolGroup("tasks", GROUPS["tasks"], _tasks(user, publisher, first_day, asked)),
    ]
    declined = (
        PoolDecision.objects.filter(publisher=publisher)
        .filter(Q(directive=None) | Q(directive__in=Directive.objects.visible_to(user).order_by().values("pk")))
        .select_related("directive__kind", "directive__register", "activity", "deadline", "decided_by")[:50]
    )
    return Pool(tuple(group for group in groups if group.items), tuple(declined))


def _holders(publisher: Organization) -> "QuerySet[Organization, dict[str, int]]":
    """Whose records a publisher draws on: its own, those of all above it and of its boards, not of publishers below."""
    boards = Q(
        path__startswith=publisher.path, depth=publisher.depth + 1, type__may_publish=False, type__receives=False
    )
    rows: QuerySet[Organization, dict[str, int]] = (
        Organization.objects.filter(Q(path__in=publisher.ancestor_paths) | boards).order_by().values("pk")
    )
    return rows


def _self_and_before(publisher: Organization) -> set[int]:
    """The publisher and those it succeeded: what they carried is not offered again."""
    return {publisher.pk, *Lineage.objects.filter(organization=publisher).values_list("predecessor_id", flat=True)}


def _dropped_since(since: date, **made: OuterRef) -> "QuerySet[RawMaterial]":
    """Files that editors have put into the pool since that day."""
    return RawMaterial.objects.filter(place=RawMaterial.Place.POOL, added_at__date__gte=since, **made)


def _declined(publisher: Organization, name: str) -> Exists:
    return Exists(PoolDecision.objects.filter(publisher=publisher, **{name: OuterRef("pk")}))


def unused_directives(user: User, publisher: Organization, *, first_day: date) -> "QuerySet[Directive]":
    """Directives of the last months that no issue of the publisher carries and nobody put aside."""
    used = Exists(Entry.objects.filter(bulletin__publisher__in=_self_and_before(publisher), directive=OuterRef("pk")))
    since = months_before(first_day, settings_of(publisher).pool_months)
    rows = Directive.objects.visible_to(user).registered()
    return rows.filter(~used, ~_declined(publisher, "directive"), held_by__in=_holders(publisher)).filter(
        Q(issued_on__gte=since) | Exists(_dropped_since(since, directive=OuterRef("pk")))
    )


def _directive_groups(user: User, publisher: Organization, first_day: date, asked: _Asked) -> list[PoolGroup]:
    found_rows = unused_directives(user, publisher, first_day=first_day)
    rows = Directive.objects.filter(pk__in=found_rows.order_by().values("pk")).select_related("kind", "register__type")
    rows = rows.defer("body").newest_first()
    found = [row for row in rows[: 5 * _MOST_SHOWN] if asked.fits(row.citation, row.number)][:_MOST_SHOWN]
    own = _self_and_before(publisher)
    # Newest first decides what is proposed; protocol order how it stands.
    proposed = {row.pk for row in found[:PROPOSED]}
    found.sort(key=lambda row: row.kind.position if row.kind else 1000)
    by_slug: dict[str, list[PoolItem]] = {"centre": [], "province": [], "own": [], "local": [], "others": []}
    levels = _party_levels(found)
    for row in found:
        item = PoolItem(
            f"directive:{row.pk}",
            row.subject,
            f"{row.kind or 'Văn bản'} {row.number_label}, ngày {row.issued_on:%d/%m/%Y}, {row.issuer_label}",
            is_proposed=row.pk in proposed,
        )
        by_slug[_group_of(row, publisher, own, levels)].append(item)
    return [PoolGroup(slug, GROUPS[slug], tuple(items)) for slug, items in by_slug.items()]


def _party_levels(rows: Iterable[Directive]) -> dict[str, str]:
    """The levels of the party bodies above the issuers of ``rows``, by path: a state body's sort tells no level, every
    committee has one beside it."""
    paths = {path for row in rows if row.register for path in row.register.ancestor_paths}
    found = Organization.objects.filter(path__in=paths, type__is_party=True).order_by()
    return dict(found.values_list("path", "type__level"))


def _group_of(row: Directive, publisher: Organization, own: set[int], levels: dict[str, str]) -> str:
    register = row.register
    if register is None:
        return "others"
    if register.pk in own or register.path.startswith(publisher.path):
        return "own" if register.pk in own or register.type.is_party else "local"
    level = _level_of(register, levels)
    return level if level in {OrganizationType.Level.CENTRE, OrganizationType.Level.PROVINCE} else "others"


def _level_of(register: Organization, levels: dict[str, str]) -> str:
    """A party body's own level; another's that of the committee above it, or, with none above and no place in its name
    ("Quốc hội", "Bộ Nội vụ"), the centre."""
    level: str = register.type.level
    if register.type.is_party:
        return level
    above = [levels[path] for path in register.ancestor_paths if path in levels]
    if above:
        return above[-1]
    is_central = level == OrganizationType.Level.PROVINCE and not _LOCAL.search(register.name)
    return OrganizationType.Level.CENTRE if is_central else level


def _news(user: User, publisher: Organization, first_day: date, asked: _Asked) -> tuple[PoolItem, ...]:
    used = Exists(Entry.objects.filter(bulletin__publisher__in=_self_and_before(publisher), activity=OuterRef("pk")))
    since = months_before(first_day, _NEWS_MONTHS)
    until = months_before(first_day, -1) - timedelta(days=1)
    rows = (
        Activity.objects.visible_to(user)
        .confirmed()
        .filter(~used, ~_declined(publisher, "activity"))
        .filter(Q(held_by__in=_holders(publisher)) | Q(held_by__path__startswith=publisher.path))
        .filter(
            Q(happened_on__range=(since, until))
            | Q(happened_on=None, created_at__date__gte=since)
            # What an editor has lately taken into the pool by hand stays there, however late it came.
            | Exists(Submission.objects.filter(activity=OuterRef("pk"), decided_at__date__gte=since))
            | Exists(_dropped_since(since, activity=OuterRef("pk")))
        )
        .prefetch_related("placed_pictures")
        .newest_first()[:_MOST_SHOWN]
    )
    items: list[PoolItem] = []
    proposed = 0
    for row in rows:
        if asked.fits(row.title, row.date_printed):
            # Of the issue's own month or the one before; older news are offered, not proposed.
            day = row.happened_on or timezone.localdate(row.created_at)
            is_proposed = proposed < PROPOSED and day >= months_before(first_day, 1)
            proposed += is_proposed
            when = f"ngày {row.happened_on:%d/%m/%Y}" if row.happened_on else row.date_printed or "chưa rõ ngày"
            pictures = len(row.placed_pictures.all())
            items.append(PoolItem(f"activity:{row.pk}", row.title, when, pictures, is_proposed))
    return tuple(items)


def _tasks(user: User, publisher: Organization, first_day: date, asked: _Asked) -> tuple[PoolItem, ...]:
    """Accepted tasks due last month or this, addressed to the committee or to its cells, that not everybody reported."""
    cells = Q(addressee_type__receives=True) & (
        Q(addressee_within=None) | Q(addressee_within__path__in=publisher.ancestor_paths)
    )
    visible = Directive.objects.visible_to(user).registered().order_by().values("pk")
    rows = (
        Deadline.objects.filter(Q(pk__in=addressed_to(publisher).values("pk")) | cells)
        .tasks()
        .filter(state=Deadline.DeadlineState.ACCEPTED, directive__in=visible)
        .filter(due_on__gte=months_before(first_day, 1), due_on__lt=months_before(first_day, -1))
        .exclude(progress__organization=publisher)
        .filter(~_declined(publisher, "deadline"))
        .select_related("directive__kind", "directive__register")
        .order_by("due_on", "pk")[:_MOST_SHOWN]
    )
    carried = "\n".join(
        Entry.objects.filter(bulletin__publisher=publisher, heading=TASKS_HEADING, bulletin__year=first_day.year)
        .filter(bulletin__month=first_day.month)
        .values_list("body", flat=True)
    )
    return tuple(
        PoolItem(f"deadline:{row.pk}", row.text, f"hạn {row.due_on:%d/%m/%Y}", is_proposed=True)
        for row in rows
        if row.due_on and asked.fits(row.text) and escape(row.text) not in carried
    )


# --- Taking in ------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_in(*, actor: User, bulletin: Bulletin, keys: Sequence[str]) -> list[Entry]:
    """Take things of the pool in by their keys, directives first, then tasks, news into the news group (made if missing).

    What is already in this issue, or not the person's to see, is passed over. Raises WrongState, NotAllowed, CannotPlace.
    """
    row = open_for_editing(actor, bulletin)
    wanted = _by_kind(keys)
    made: list[Entry] = []
    directives = Directive.objects.visible_to(actor).registered().filter(pk__in=wanted["directive"])
    directives = directives.exclude(entries__bulletin=row).select_related("kind", "register", "held_by")
    made += [
        entry_of_directive(actor=actor, bulletin=row, directive=directive)
        for directive in _as_asked(directives, wanted["directive"])
    ]
    tasks = Deadline.objects.filter(pk__in=wanted["deadline"], directive__in=Directive.objects.visible_to(actor))
    if wanted["deadline"] and (found := list(tasks.select_related("directive__kind", "directive__register"))):
        made.append(_take_tasks(actor, row, found))
    activities = Activity.objects.visible_to(actor).confirmed().filter(pk__in=wanted["activity"])
    news = _as_asked(activities.exclude(entries__bulletin=row), wanted["activity"])
    if news:
        group = news_group(actor, row)
        made += [entry_of_activity(actor=actor, bulletin=row, activity=one, parent=group) for one in news]
    groups_last(row)
    if made:
        row.outline_version += 1
        row.save(update_fields=["outline_version"])
    return made


def _by_kind(keys: Iterable[str]) -> dict[str, list[int]]:
    wanted: dict[str, list[int]] = {"directive": [], "activity": [], "deadline": []}
    for key in keys:
        kind, _, number = key.partition(":")
        if kind in wanted and number.isascii() and number.isdigit() and len(number) < 18:
            wanted[kind].append(int(number))
    return wanted


def _as_asked(rows: "Iterable[_Row]", keys: list[int]) -> "list[_Row]":
    place = {key: order for order, key in enumerate(keys)}
    return sorted(rows, key=lambda row: place[row.pk])


def news_group(actor: User, row: Bulletin) -> Entry:
    group = row.entries.filter(kind=Entry.Kind.NEWS_GROUP, parent=None).order_by("-position").first()
    return group or add_entry(actor=actor, bulletin=row, kind=Entry.Kind.NEWS_GROUP, heading=NEWS_HEADING)


def groups_last(row: Bulletin) -> None:
    """The news close an issue: a news group that stood last stays last when directives are added behind it."""
    order = list(row.entries.top().order_by("position", "pk"))
    news = [entry for entry in order if entry.kind == Entry.Kind.NEWS_GROUP and entry.heading == NEWS_HEADING]
    arranged = [entry for entry in order if entry not in news] + news
    if arranged != order:
        for position, entry in enumerate(arranged, start=1):
            entry.position = position
        Entry.objects.bulk_update(arranged, ["position"])


def _take_tasks(actor: User, row: Bulletin, tasks: Sequence[Deadline]) -> Entry:
    """Add the tasks as lines of one topic, made if missing."""
    entry = row.entries.filter(heading=TASKS_HEADING, parent=None).first() or Entry(
        bulletin=row, kind=Entry.Kind.TOPIC, heading=TASKS_HEADING
    )
    lines = []
    for task in tasks:
        source = f"{task.directive.kind or 'Văn bản'} {task.directive.number_label}" if task.directive else ""
        due = f"hạn {task.due_on:%d/%m/%Y}" if task.due_on else ""
        facts = "; ".join(part for part in (due, source) if part)
        lines.append(f"<li><p>{escape(task.text)}{f' ({escape(facts)})' if facts else ''}</p></li>")
    entry.bulletin = row
    entry.body += f"<ul>{''.join(lines)}</ul>"
    return save_entry(actor=actor, entry=entry)


# --- Not to be carried ----------------------------------------------------------------------------------------------


@transaction.atomic
def decline(*, actor: User, publisher: Organization, key: str, reason: str) -> PoolDecision:
    """Take a thing off the pool for a reason. Raises NotReady without one, NotAllowed for what one may not see."""
    if not reason.strip():
        raise NotReady(["Đồng chí ghi lý do không đăng."])
    if not _sits_at(actor, publisher):
        raise NotAllowed("Chỉ người biên tập của nơi phát hành làm được việc này.")
    wanted = _by_kind([key])
    kind = next((name for name, keys in wanted.items() if keys), "")
    rows: dict[str, QuerySet[Directive] | QuerySet[Activity] | QuerySet[Deadline]] = {
        "directive": Directive.objects.visible_to(actor),
        "activity": Activity.objects.visible_to(actor),
        "deadline": Deadline.objects.filter(directive__in=Directive.objects.visible_to(actor)),
    }
    target = rows[kind].filter(pk=wanted[kind][0]).first() if kind else None
    if target is None:
        raise NotAllowed("Không tìm thấy văn bản hoặc tin này. Đồng chí tải lại trang.")
    which: dict[str, Any] = {kind: target}
    decision, _ = PoolDecision.objects.update_or_create(
        publisher=publisher,
        **which,
        defaults={"reason": " ".join(reason.split())[:250], "decided_by": actor},
    )
    record(AccessLog.Action.CHANGE, actor=actor, organization=publisher, target=target, step="decline")
    return decision


@transaction.atomic
def take_back_decision(*, actor: User, decision: PoolDecision) -> None:
    """Put a declined thing back into the pool. Raises NotAllowed."""
    if not _sits_at(actor, decision.publisher):
        raise NotAllowed("Chỉ người biên tập của nơi phát hành làm được việc này.")
    target = decision.directive or decision.activity or decision.deadline
    record(AccessLog.Action.CHANGE, actor=actor, organization=decision.publisher, target=target, step="undecline")
    decision.delete()


def _sits_at(actor: User, publisher: Organization) -> bool:
    from documents.access import EDITING_ROLES, publisher_ids

    return actor.reach.everything or publisher_ids(actor, *EDITING_ROLES).filter(pk=publisher.pk).exists()
