"""The pool: what a publisher could still carry. Directives of the last months, the month's news, tasks not done yet.

What is marked for the draft of an empty issue: the newest directives whose matter is not over, the news of the month, the
tasks. The rest is offered.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.html import escape

from activities.models import Activity, Submission
from cadre_portal.text import letters_key, words
from directives.models import Deadline, Directive
from directives.periods import last_day_named
from directives.tasks import addressed_to
from documents.models import Entry, PoolDecision, RawMaterial
from documents.services.composing import settings_of
from organizations.models import Lineage, Organization, OrganizationType, User

TASKS_HEADING = "Nhiệm vụ cần tiếp tục thực hiện"
# How many directives, and news, a draft proposes at once: what an issue holds.
PROPOSED = 6
PROPOSED_NEWS = 12
# Directives older than this many months before the issue's own are offered, not proposed: their news was read out before.
_PROPOSED_MONTHS = 3
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
    "tasks": "Việc chưa xong",
}


@dataclass(frozen=True, slots=True)
class PoolItem:
    """One thing that can be taken in. ``key``: "directive:12"; ``facts``: a short line under the title; ``past``: since when
    its matter is over, in words."""

    key: str
    title: str
    facts: str
    pictures: int = 0
    is_proposed: bool = False
    past: str = ""


@dataclass(frozen=True, slots=True)
class PoolGroup:
    slug: str
    label: str
    items: tuple[PoolItem, ...]

    @property
    def ticked_first(self) -> list[PoolItem]:
        """What a draft proposes stands above what it only offers, each in protocol order."""
        return sorted(self.items, key=lambda item: not item.is_proposed)


@dataclass(frozen=True, slots=True)
class Pool:
    """``groups`` in the order of an issue, empty ones left out; ``declined``: decisions that can be taken back."""

    groups: tuple[PoolGroup, ...]
    declined: tuple[PoolDecision, ...] = ()

    @property
    def total(self) -> int:
        return sum(len(group.items) for group in self.groups)

    @property
    def sum(self) -> str:
        """How much there is of each sort: "21 văn bản, 4 tin, 5 việc"."""
        counts = {"văn bản": 0, "tin": 0, "việc": 0}
        for group in self.groups:
            counts[{"news": "tin", "tasks": "việc"}.get(group.slug, "văn bản")] += len(group.items)
        return ", ".join(f"{count} {name}" for name, count in counts.items() if count)

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
        _news(user, publisher, first_day, asked),
        PoolGroup("tasks", GROUPS["tasks"], _tasks(user, publisher, first_day, asked)),
    ]
    visible = Directive.objects.visible_to(user).order_by().values("pk")
    declined = (
        PoolDecision.objects.filter(publisher=publisher)
        .filter(
            Q(directive__in=visible)
            | Q(deadline__directive__in=visible)
            | Q(activity__in=Activity.objects.visible_to(user).order_by().values("pk"))
        )
        .select_related("directive__kind", "directive__register", "activity", "deadline", "decided_by")[:50]
    )
    return Pool(tuple(group for group in groups if group.items), tuple(declined))


def _holders(publisher: Organization) -> "QuerySet[Organization, dict[str, int]]":
    """Whose records a publisher draws on: its own, those of all above it and of its boards, not of publishers below."""
    boards = Q(path__below=publisher.path, depth=publisher.depth + 1, type__may_publish=False, type__receives=False)
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
    past = _past_matters(found, first_day)
    # Newest first decides what is proposed; protocol order how it stands.
    since = months_before(first_day, _PROPOSED_MONTHS)
    timely = [row for row in found if row.pk not in past and (row.issued_on is None or row.issued_on >= since)]
    proposed = {row.pk for row in timely[:PROPOSED]}
    found.sort(key=lambda row: row.kind.position if row.kind else 1000)
    by_slug: dict[str, list[PoolItem]] = {"centre": [], "province": [], "own": [], "local": [], "others": []}
    levels = _party_levels(found)
    for row in found:
        item = PoolItem(
            f"directive:{row.pk}",
            row.subject,
            f"{row.kind or 'Văn bản'} {row.number_label}, ngày {row.issued_on:%d/%m/%Y}, {row.issuer_label}",
            is_proposed=row.pk in proposed,
            past=f"đến {past[row.pk]:%d/%m/%Y}, trước tháng của tài liệu" if row.pk in past else "",
        )
        by_slug[_group_of(row, publisher, own, levels)].append(item)
    return [PoolGroup(slug, GROUPS[slug], tuple(items)) for slug, items in by_slug.items()]


def _past_matters(rows: Sequence[Directive], first_day: date) -> dict[int, date]:
    """Directives whose matter is over before the month begins, with its last day: every task, event or period in them is
    past, or, where none is known, the month, quarter or year in the subject is. What was issued after that day looks back."""
    known = Deadline.objects.filter(directive__in=[row.pk for row in rows], due_on__isnull=False).exclude(
        state=Deadline.DeadlineState.DISMISSED
    )
    last = dict(known.order_by().values("directive").annotate(last=Max("due_on")).values_list("directive", "last"))
    found = {row.pk: last.get(row.pk) or last_day_named(row.subject) for row in rows}
    return {
        row.pk: day
        for row in rows
        if (day := found[row.pk]) is not None and day < first_day and (row.issued_on is None or row.issued_on <= day)
    }


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


def _news(user: User, publisher: Organization, first_day: date, asked: _Asked) -> PoolGroup:
    used = Exists(Entry.objects.filter(bulletin__publisher__in=_self_and_before(publisher), activity=OuterRef("pk")))
    since = months_before(first_day, _NEWS_MONTHS)
    until = months_before(first_day, -1) - timedelta(days=1)
    rows = (
        Activity.objects.visible_to(user)
        .confirmed()
        .filter(~used, ~_declined(publisher, "activity"))
        .filter(Q(held_by__in=_holders(publisher)) | Q(held_by__path__below=publisher.path))
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
    days: list[date] = []
    proposed = 0
    for row in rows:
        if asked.fits(row.title, row.date_printed):
            # Of the issue's own month or the one before; older news are offered, not proposed.
            day = row.happened_on or timezone.localdate(row.created_at)
            is_proposed = proposed < PROPOSED_NEWS and day >= months_before(first_day, 1)
            proposed += is_proposed
            when = f"ngày {row.happened_on:%d/%m/%Y}" if row.happened_on else row.date_printed or "chưa rõ ngày"
            pictures = len(row.placed_pictures.all())
            days.append(day)
            items.append(PoolItem(f"activity:{row.pk}", row.title, when, pictures, is_proposed))
    return PoolGroup("news", _news_label(days, first_day), tuple(items))


def _news_label(days: Sequence[date], first_day: date) -> str:
    """The heading of the news, with the months they are of where that is not the issue's own alone."""
    months = sorted({day.replace(day=1) for day in days})
    if not months or months == [first_day]:
        return GROUPS["news"]
    first, last = months[0], months[-1]
    span = f"{last:%m/%Y}" if first == last else f"{first:%m/%Y} đến {last:%m/%Y}"
    return f"Tin hoạt động, tháng {span}"


def due_words(due_on: date, first_day: date) -> str:
    """When a task is due; of one due before the month that begins with ``first_day``, its month, and that it is still to be done:
    the day is over, and "last month" would mean another one to who reads the issue later."""
    return f"hạn trong tháng {due_on:%m/%Y}, chưa xong" if due_on < first_day else f"hạn {due_on:%d/%m/%Y}"


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
        PoolItem(f"deadline:{row.pk}", row.text, due_words(row.due_on, first_day), is_proposed=True)
        for row in rows
        if row.due_on and asked.fits(row.text) and escape(row.text) not in carried
    )
