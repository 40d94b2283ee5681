"""Tình hình nhận tài liệu: which cells have an edition, by base and by day. One query for any number of cells."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils import timezone

from documents.access import coverage_paths
from documents.models import Delivery, Edition
from documents.models.delivery import HELD
from documents.services.delivering import last_in_their_line
from organizations.access import STEP, path_filter
from organizations.models import Membership, Organization, User
from organizations.roles import OFFICER_ROLES

# The chart goes no further back or on than this.
_MOST_DAYS = 45
DIRECT = "truc-thuoc"
NO_OFFICER = "chưa ghi bí thư, phó bí thư"


@dataclass(slots=True)
class Receipt:
    """One delivery as the list shows it. ``is_cell``: nobody below it receives, so it counts ("47/52 chi bộ")."""

    pk: int
    organization_id: int
    path: str
    name: str
    ancestry: str
    road: str
    paper_copies: int
    opened_at: datetime | None
    downloaded_at: datetime | None
    printed_at: datetime | None
    acknowledged_at: datetime | None
    on_paper_at: datetime | None
    reminded_at: datetime | None
    was_on_paper: bool
    had_earlier: bool
    has_officer: bool
    is_cell: bool = True

    @property
    def counted_as(self) -> str:
        """What the row counts as: a cell in "47/52 chi bộ", or a committee above cells, which has a delivery of its own."""
        return "chi bộ" if self.is_cell else "cấp ủy"

    @property
    def received_at(self) -> datetime | None:
        """Acknowledged or handed over on paper, whichever came first."""
        moments = [moment for moment in (self.acknowledged_at, self.on_paper_at) if moment is not None]
        return min(moments) if moments else None

    @property
    def state(self) -> str:
        """One of the three states on screen."""
        if self.acknowledged_at or self.on_paper_at:
            return "đã nhận"
        return "đã mở" if self.opened_at else "chưa mở"

    @property
    def is_received(self) -> bool:
        return self.acknowledged_at is not None or self.on_paper_at is not None

    @property
    def lacks_officer(self) -> bool:
        """Nobody there can open or acknowledge it: no secretary and no deputy is entered, and it was not handed over either."""
        return not (self.has_officer or self.opened_at or self.is_received)

    @property
    def takes_paper(self) -> bool:
        return self.road == Organization.Road.PAPER or self.paper_copies > 0

    @property
    def is_to_be_handed_again(self) -> bool:
        """An earlier edition lies there on paper, and this correction does not yet."""
        return self.was_on_paper and self.on_paper_at is None

    @property
    def is_to_be_asked_again(self) -> bool:
        """An earlier edition was opened, printed or handed over there, and this correction is not acknowledged yet."""
        return self.had_earlier and not self.is_received

    @property
    def road_label(self) -> str:
        return str(Organization.Road(self.road).label)

    @property
    def details(self) -> str:
        """The finer states, for who asks: "mở 03/11/2026, tải, in, giao bản giấy"; why nobody can open it where that is so."""
        moments = (
            ("mở", self.opened_at),
            ("tải", self.downloaded_at),
            ("in", self.printed_at),
            ("báo nhận", self.acknowledged_at),
            ("giao bản giấy", self.on_paper_at),
            ("nhắc", self.reminded_at),
        )
        said = [f"{word} {timezone.localtime(at):%d/%m/%Y}" for word, at in moments if at is not None]
        return ", ".join([*([NO_OFFICER] if self.lacks_officer else []), *said])


@dataclass(slots=True)
class Group:
    """A base with what lies below it, or the cells directly under the publisher."""

    key: str
    name: str
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def cells(self) -> list[Receipt]:
        return [row for row in self.receipts if row.is_cell]

    @property
    def total(self) -> int:
        return sum(row.is_cell for row in self.receipts)

    @property
    def received(self) -> int:
        return sum(row.is_cell and row.is_received for row in self.receipts)

    @property
    def lacking(self) -> list[Receipt]:
        return [row for row in self.receipts if row.is_cell and not row.is_received]

    @property
    def paper(self) -> list[Receipt]:
        return [row for row in self.receipts if row.takes_paper]

    @property
    def copies(self) -> int:
        return sum(row.paper_copies for row in self.receipts)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the chart: how many cells had received and opened by its end."""

    on: date
    received: int
    opened: int


@dataclass(slots=True)
class Coverage:
    """All that the page, the printed list and the spreadsheet show."""

    groups: list[Group]
    receipts: list[Receipt]

    @property
    def total(self) -> int:
        return sum(row.is_cell for row in self.receipts)

    @property
    def received(self) -> int:
        return sum(row.is_cell and row.is_received for row in self.receipts)

    @property
    def opened(self) -> int:
        """Opened, but not yet received."""
        return sum(row.is_cell and row.state == "đã mở" for row in self.receipts)

    @property
    def unopened(self) -> int:
        return self.total - self.received - self.opened

    @property
    def committees(self) -> list[Receipt]:
        """Those above cells that have a delivery of their own: listed beside the cells, and no part of their number."""
        return [row for row in self.receipts if not row.is_cell]

    @property
    def committees_received(self) -> int:
        return sum(row.is_received for row in self.committees)

    @property
    def committees_lacking(self) -> list[Receipt]:
        """Those whose officers have not received it yet."""
        return [row for row in self.committees if not row.is_received and not row.lacks_officer]

    @property
    def committees_without_officer(self) -> list[Receipt]:
        return [row for row in self.committees if row.lacks_officer]

    @property
    def copies(self) -> int:
        return sum(row.paper_copies for row in self.receipts)

    @property
    def to_be_asked_again(self) -> int:
        return sum(row.is_to_be_asked_again for row in self.receipts)

    @property
    def to_be_handed_again(self) -> int:
        return sum(row.is_to_be_handed_again for row in self.receipts)


def covered_deliveries(user: User, edition: Edition, *roles: str) -> "QuerySet[Delivery]":
    """Deliveries of the edition in the person's part of the tree: all of them for the publisher's own desk and for those above,
    else those below where the person holds one of the roles (office and coordinator, where none is named)."""
    rows = Delivery.objects.filter(edition=edition)
    if user.reach.everything:
        return rows
    paths = coverage_paths(user, *roles)
    # By the publisher and not by frozen paths: the tree may have been turned around since.
    if any(edition.publisher.path.startswith(path) for path in paths):
        return rows
    return rows.filter(path_filter("path", paths))


def coverage_of(rows: "QuerySet[Delivery]", edition: Edition) -> Coverage:
    """Read the deliveries once and group them by base."""
    earlier = Delivery.objects.filter(
        edition__bulletin=edition.bulletin_id,
        edition__number__lt=edition.number,
        organization=OuterRef("organization"),
    )
    is_correction = edition.number > 1
    was_on_paper = Exists(earlier.filter(on_paper_at__isnull=False)) if is_correction else Value(False)
    had_earlier = Exists(earlier.filter(HELD)) if is_correction else Value(False)
    officers = Membership.objects.in_force(timezone.localdate()).filter(
        organization=OuterRef("organization"), role__in=OFFICER_ROLES, user__is_active=True
    )
    values = (
        rows.annotate(was_on_paper=was_on_paper, had_earlier=had_earlier, has_officer=Exists(officers))
        .order_by("path", "pk")
        .values_list(
            "pk",
            "organization_id",
            "path",
            "name",
            "ancestry",
            "road",
            "paper_copies",
            "opened_at",
            "downloaded_at",
            "printed_at",
            "acknowledged_at",
            "on_paper_at",
            "reminded_at",
            "was_on_paper",
            "had_earlier",
            "has_officer",
        )
    )
    receipts = [Receipt(*row) for row in values]
    for row, is_last in zip(receipts, last_in_their_line([row.path for row in receipts]), strict=True):
        row.is_cell = is_last
    return Coverage(_grouped(receipts, edition), receipts)


def _grouped(receipts: list[Receipt], edition: Edition) -> list[Group]:
    names = {row.path: row.name for row in receipts}
    groups: dict[str, Group] = {}
    direct = Group(DIRECT, f"Trực thuộc {edition.publisher.label}")
    root = edition.publisher.path
    for row in receipts:
        # Where the tree was turned around since, the names above it, frozen with it, still tell how deep it stood.
        below = len(root) + STEP if row.path.startswith(root) else len(row.path) - STEP * len(_above(row))
        key = row.path[:below]
        if key == row.path and row.is_cell:
            direct.receipts.append(row)
            continue
        name = names.get(key) or next(iter(_above(row)), row.name)
        groups.setdefault(key, Group(key, name)).receipts.append(row)
    return [*groups.values(), *([direct] if direct.receipts else [])]


def _above(row: Receipt) -> list[str]:
    return [name for name in row.ancestry.split(" › ") if name]


def days_of(coverage: Coverage, edition: Edition, today: date) -> list[Day]:
    """The days from publishing to today (45 at most), each with the running totals."""
    received = Counter(
        timezone.localdate(row.received_at) for row in coverage.receipts if row.is_cell and row.received_at
    )
    opened: Counter[date] = Counter()
    for row in coverage.receipts:
        if row.is_cell and (at := row.opened_at or row.received_at):
            opened[timezone.localdate(at)] += 1
    first = timezone.localdate(edition.publish_at)
    count = min((today - first).days + 1, _MOST_DAYS)
    days = [first + timedelta(days=number) for number in range(max(count, 1))]
    return [
        Day(
            day,
            sum(number for on, number in received.items() if on <= day),
            sum(number for on, number in opened.items() if on <= day),
        )
        for day in days
    ]
