"""The desk's lines on the first page of the admin: issues in work and what is to be done with them."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from documents.access import EDITING_ROLES, approvers_in_words, editors_in_words, may_publish, publisher_ids
from documents.addresses import addresses_of
from documents.models import Bulletin, Edition
from organizations.front_page import Waiting
from organizations.models import Organization, User
from organizations.roles import Role

State = Bulletin.State
# From this day of a month on, the next month's issue is offered: the content closes about the 20th to the 25th.
OFFERED_FROM = 10
MOST = 4


def waiting_issues(user: User) -> list[Waiting]:
    """Issues not yet published with the next step, the newest edition's coverage, and the month that has no issue yet."""
    lines = [_planned_line(user, edition) for edition in _planned_editions(user)]
    lines.extend(_line(user, row) for row in _open_issues(user))
    lines.extend(_not_begun(user))
    edition = (
        Edition.objects.published()
        .not_withdrawn()
        .filter(publisher__in=publisher_ids(user, *EDITING_ROLES, Role.ADMINISTRATOR))
        .select_related("publisher")
        .defer("content")
        .order_by("-publish_at")
        .first()
    )
    if edition is not None:
        lines.append(Waiting(str(edition), "Đã phát hành", "Xem tình hình nhận", addresses_of(edition)["coverage"]))
    return lines


def _planned_editions(user: User) -> list[Edition]:
    """Editions whose hour has not come: what waits for nobody, but can still be called off."""
    rows = Edition.objects.filter(publish_at__gt=timezone.now(), bulletin__in=Bulletin.objects.visible_to(user))
    return list(rows.select_related("bulletin__publisher").defer("content").order_by("publish_at", "pk")[:MOST])


def _planned_line(user: User, edition: Edition) -> Waiting:
    row = edition.bulletin
    state = f"Hẹn giờ phát hành {timezone.localtime(edition.publish_at):%H:%M %d/%m}"
    if may_publish(user, row):
        return Waiting(str(row), state, "Hủy lịch", _step(row, "huy-lich"), who="đến giờ")
    return Waiting(str(row), state, "Xem", _review(row), who="đến giờ")


def _open_issues(user: User) -> list[Bulletin]:
    closed = [State.PUBLISHED, State.CORRECTED, State.WITHDRAWN]
    rows = Bulletin.objects.visible_to(user).exclude(state__in=closed).select_related("publisher")
    rows = rows.annotate(has_edition=Exists(Edition.objects.filter(bulletin=OuterRef("pk"))))
    return list(rows.order_by("-year", "-month", "pk")[:MOST])


def _line(user: User, row: Bulletin) -> Waiting:
    approves = user.reach.covers_desk(row.publisher.path, Role.APPROVER)
    edits = user.reach.covers_desk(row.publisher.path, *EDITING_ROLES)
    if approves and row.state in {State.IN_REVIEW, State.RE_REVIEW}:
        return Waiting(str(row), row.state_label, "Xem và duyệt", _review(row), is_mine=True)
    if row.state == State.APPROVED and may_publish(user, row):
        return Waiting(str(row), row.state_label, "Phát hành", _step(row, "phat-hanh"), is_mine=True)
    if edits and row.state in {State.DRAFT, State.RETURNED}:
        desk = reverse("admin:documents_desk", args=[row.pk])
        return Waiting(str(row), row.state_label, "Biên tập tiếp", desk, is_mine=True)
    return Waiting(str(row), row.state_label, "Xem", _review(row), who=_who(row))


def _who(row: Bulletin) -> str:
    """For whom an issue waits, by name."""
    is_editors = row.state in {State.DRAFT, State.RETURNED}
    return editors_in_words(row.publisher) if is_editors else approvers_in_words(row.publisher)


def _review(row: Bulletin) -> str:
    return reverse("admin:documents_bulletin_review", args=[row.pk])


def _step(row: Bulletin, step: str) -> str:
    return reverse("admin:documents_bulletin_step", args=[row.pk, step])


def _not_begun(user: User) -> list[Waiting]:
    """The month whose issue is due and that nobody has begun."""
    month = due_month(timezone.localdate())
    publishers = Organization.objects.publishers().filter(pk__in=publisher_ids(user, *EDITING_ROLES))
    begun = Bulletin.objects.filter(kind=Bulletin.Kind.MONTHLY, year=month.year, month=month.month).values("publisher")
    address = reverse("admin:documents_bulletin_add")
    return [
        Waiting(
            f"Tài liệu tháng {month:%m/%Y}, {publisher.label}",
            "Chưa lập",
            "Lập tài liệu",
            f"{address}?publisher={publisher.pk}&month={month.month}&year={month.year}",
            is_mine=True,
        )
        for publisher in publishers.exclude(pk__in=begun)
        if publisher.is_valid_on(timezone.localdate())
    ]


def due_month(today: date) -> date:
    """First day of the month whose issue is being made: the next one, once this month's has gone out."""
    if today.day < OFFERED_FROM:
        return today.replace(day=1)
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
