"""The month at a publisher's desk, on the editors' first page: its days, what is unused or sent in, how the last issue was received."""

import calendar
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from activities.models import Submission
from documents.access import OFFICE_ROLES, may_edit_at, publisher_ids
from documents.addresses import addresses_of
from documents.front_page import due_month
from documents.models import Bulletin, Delivery, Edition, Meeting, PublisherSettings
from documents.services.composing import settings_of
from documents.services.desk.pool import unused_directives
from documents.services.months import month_in_work
from documents.services.scheduling import scheduled_edition
from organizations.front_page import Panel
from organizations.models import Organization, User

# Who sits at more desks than this chooses one in the lists.
MOST_DESKS = 3
State = Bulletin.State
PLANNED = "Hẹn giờ phát hành"


class Stage(enum.StrEnum):
    DONE = "done"
    LATE = "late"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day of the month's work. ``until`` is set where it is a stretch of days; ``note`` says how it stands."""

    name: str
    on: date
    stage: Stage
    note: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the issue of a month is. ``meetings``: cells that have reported theirs."""

    state: str = ""
    is_sent: bool = False
    is_approved: bool = False
    is_published: bool = False
    meetings: int = 0
    cells: int = 0


def milestones(own: PublisherSettings, month: date, progress: Progress, today: date) -> list[Milestone]:
    """The days of the issue of ``month`` (its first day), in order; those that the settings leave open are left out.

    ``today`` and the progress decide how each stands: done, late (its day is over), now (within three days), coming.
    """
    before = month - timedelta(days=1)
    found = []
    for name, day, is_done, done in (
        ("Chốt tin", own.closing_day, progress.is_sent, "đã gửi duyệt"),
        ("Duyệt", own.approval_day, progress.is_approved, "đã duyệt"),
        ("Phát hành", own.publishing_day, progress.is_published, "đã phát hành"),
    ):
        if day:
            on = _day_of(before, day)
            stage = _stage(on, on, today, is_done=is_done)
            found.append(Milestone(name, on, stage, done if is_done else _distance(on, today)))
    if own.meeting_first_day:
        first = _day_of(month, own.meeting_first_day)
        last = max(first, _day_of(month, own.meeting_last_day or own.meeting_first_day))
        is_done = progress.cells > 0 and progress.meetings >= progress.cells
        stage = _stage(first, last, today, is_done=is_done)
        note = _distance(first, today) if today < first else f"{progress.meetings}/{progress.cells} chi bộ đã báo"
        found.append(Milestone("Sinh hoạt chi bộ", first, stage, note, until=last if last > first else None))
    return found


def _day_of(month: date, day: int) -> date:
    return month.replace(day=min(day, calendar.monthrange(month.year, month.month)[1]))


def _stage(first: date, last: date, today: date, *, is_done: bool) -> Stage:
    if is_done:
        return Stage.DONE
    if today > last:
        return Stage.LATE
    return Stage.NOW if today >= first - timedelta(days=3) else Stage.COMING


def _distance(on: date, today: date) -> str:
    days = (on - today).days
    if days == 0:
        return "hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá {-days} ngày"


# --- What is shown --------------------------------------------------------------------------------------------------------


def month_panels(user: User) -> list[Panel]:
    """A panel for each publisher at whose desk the person sits."""
    rows = Organization.objects.publishers().filter(pk__in=publisher_ids(user, *OFFICE_ROLES)).order_by("path")
    today = timezone.localdate()
    desks = [row for row in rows[:MOST_DESKS] if row.is_valid_on(today)]
    return [Panel("documents/_month_panel.html", _context(user, row, today)) for row in desks]


def _context(user: User, publisher: Organization, today: date) -> Mapping[str, Any]:
    month = due_month(today)
    bulletin = (
        Bulletin.objects.visible_to(user)
        .filter(publisher=publisher, kind=Bulletin.Kind.MONTHLY, year=month.year)
        .filter(Q(month=month.month) | Q(month__lt=month.month, last_month__gte=month.month))
        .first()
    )
    edition = (
        Edition.objects.latest_of_each()
        .not_withdrawn()
        .filter(publisher=publisher)
        .select_related("publisher")
        .defer("content")
        .order_by("-year", "-month", "-publish_at")
        .first()
    )
    edits = may_edit_at(user, publisher)
    in_work = month_in_work(publisher, today) if edits else month
    progress = _progress(publisher, bulletin, month)
    waiting = Submission.objects.editable_by(user).waiting().filter(recipient=publisher)
    return {
        "publisher": publisher,
        "month": month,
        "bulletin": bulletin,
        "state": progress.state,
        "edits": edits,
        "desk": reverse("admin:documents_desk", args=[bulletin.pk]) if bulletin is not None and edits else "",
        "milestones": milestones(settings_of(publisher), month, progress, today),
        "unused": unused_directives(user, publisher, first_day=in_work).order_by().values("pk").count() if edits else 0,
        "unused_month": in_work if in_work != month else None,
        "unused_address": f"{reverse('admin:documents_unused')}?noi={publisher.pk}",
        "submissions": waiting.count() if edits else 0,
        "submissions_address": reverse("admin:activities_submissions"),
        "edition": edition,
        "coverage": _received(edition) if edition is not None else None,
        "coverage_address": addresses_of(edition)["coverage"] if edition is not None else "",
    }


def _progress(publisher: Organization, bulletin: Bulletin | None, month: date) -> Progress:
    if bulletin is None:
        return Progress()
    published = {State.PUBLISHED, State.CORRECTED}
    edition = bulletin.editions.published().not_withdrawn().defer("content").order_by("-number").first()
    is_planned = edition is None and scheduled_edition(bulletin, timezone.now()) is not None
    is_published = edition is not None or (bulletin.state in published and not is_planned)
    is_approved = is_published or is_planned or bulletin.state == State.APPROVED
    counts = {"meetings": 0, "cells": 0}
    if edition is not None:
        receivers = Delivery.objects.filter(edition=edition).order_by().values("organization")
        held = Meeting.objects.filter(cell__in=receivers, kind=Meeting.Kind.MONTHLY)
        held = held.filter(held_on__year=month.year, held_on__month=month.month)
        counts = {"meetings": held.values("cell").distinct().count(), "cells": _received(edition)["total"]}
    return Progress(
        state=PLANNED if is_planned else bulletin.state_label,
        is_sent=is_approved or bulletin.state in {State.IN_REVIEW, State.RE_REVIEW},
        is_approved=is_approved,
        is_published=is_published,
        **counts,
    )


def _received(edition: Edition) -> Mapping[str, int]:
    """How many cells received, only opened, and have not opened the issue: one query. As coverage does, it counts those below
    whom nobody receives."""
    rows = list(
        Delivery.objects.filter(edition=edition)
        .order_by("path", "pk")
        .values_list("path", "opened_at", "acknowledged_at", "on_paper_at")
    )
    total = received = opened = 0
    for row, after in zip_longest(rows, rows[1:]):
        if after is not None and after[0].startswith(row[0]) and after[0] != row[0]:
            continue
        total += 1
        if row[2] or row[3]:
            received += 1
        elif row[1]:
            opened += 1
    share = round(100 * received / total) if total else 0
    return {
        "total": total,
        "received": received,
        "opened": opened,
        "unopened": total - received - opened,
        "share": share,
    }
