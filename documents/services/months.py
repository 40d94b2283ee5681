"""Which month comes next at a publisher's desk, and which one was passed over."""

from datetime import date

from django.db.models import Max, QuerySet

from documents.front_page import due_month
from documents.models import Bulletin
from organizations.models import Organization

# A gap longer than this is a publisher that began anew, not a month forgotten.
_LONGEST_GAP = 12


def next_month(publisher: Organization | None, today: date) -> date:
    """First day of the month the next issue is for: the one due, or the first after it that has none yet."""
    month = due_month(today)
    if publisher is not None:
        begun = _months(_monthly(publisher.pk).filter(year__gte=month.year))
        while month in begun:
            month = _after(month)
    return month


def month_in_work(publisher: Organization, today: date) -> date:
    """First day of the month whose issue is being filled: the one due, or the first after it whose issue is not out yet. What is
    unused is counted for it on the first page and in the list alike, so that both say what its desk says."""
    month = due_month(today)
    out = _months(_monthly(publisher.pk).filter(year__gte=month.year, editions__isnull=False))
    while month in out:
        month = _after(month)
    return month


def passed_over(bulletin: Bulletin, *, counts_work: bool = True) -> list[date]:
    """Months between the monthly issue before and this one that have none: one query.

    ``counts_work``: an issue still in work counts as one (what making an issue asks); without, only one that is out or has its
    hour (what publishing says). None before a publisher's first issue, for other kinds, and where more than a year lies between.
    """
    if bulletin.kind != Bulletin.Kind.MONTHLY:
        return []
    rows = _monthly(bulletin.publisher_id).exclude(pk=bulletin.pk)
    known = _months(rows if counts_work else rows.filter(editions__isnull=False))
    month = _before(bulletin.first_day)
    found: list[date] = []
    for _ in range(_LONGEST_GAP):
        if month in known:
            return sorted(found)
        found.append(month)
        month = _before(month)
    return []


def next_series(publisher: Organization, year: int, month: int) -> int:
    """The number of the next thematic issue of a month, from 1."""
    rows = Bulletin.objects.filter(publisher=publisher, year=year, month=month, kind=Bulletin.Kind.THEMATIC)
    return (rows.aggregate(last=Max("series"))["last"] or 0) + 1


def in_words(months: list[date]) -> str:
    """ "tháng 10/2026, 11/2026"."""
    return "tháng " + ", ".join(f"{month:%m/%Y}" for month in months)


def _monthly(publisher: int) -> "QuerySet[Bulletin]":
    return Bulletin.objects.filter(publisher=publisher, kind=Bulletin.Kind.MONTHLY)


def _months(rows: "QuerySet[Bulletin]") -> set[date]:
    """The first days of all months the issues cover; one of two months covers both."""
    return {
        date(year, month, 1)
        for year, first, last in rows.order_by().values_list("year", "month", "last_month")
        for month in range(first, (last or first) + 1)
    }


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
