"""Finds the edition behind an address, with all that the reading page needs to know, in one query."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone

from documents.models import Bulletin, Delivery, Edition, Withdrawal
from documents.services.delivering import counting_deliveries
from organizations.models import User


@dataclass(frozen=True, slots=True)
class Spot:
    """What an address names: an issue of a publisher, its newest edition or a numbered one."""

    publisher: int
    year: int
    month: int
    series: int | None
    number: int | None


def spot_of(publisher: int, year: int, month: int, series: int | None, number: int | None) -> Spot:
    return Spot(publisher, year, month, series, number)


def edition_to_read(user: User, spot: Spot, *, with_content: bool = False) -> Edition:
    """The edition, annotated: ``is_to_be_opened``, ``is_to_be_acknowledged``, ``is_acknowledged``, ``has_newer``,
    ``is_withdrawn``. Raises Http404 where it does not exist or is not visible, alike."""
    mine = Delivery.objects.filter(counting_deliveries(user), edition=OuterRef("pk"))
    newer = Edition.objects.filter(
        bulletin=OuterRef("bulletin"), number__gt=OuterRef("number"), publish_at__lte=timezone.now()
    )
    flags = {
        "is_to_be_opened": Exists(mine.filter(opened_at__isnull=True)),
        "is_to_be_acknowledged": Exists(mine.filter(acknowledged_at__isnull=True)),
        "is_acknowledged": Exists(mine.filter(acknowledged_at__isnull=False)),
        "has_newer": Exists(newer),
        "is_withdrawn": Exists(Withdrawal.objects.filter(edition=OuterRef("pk"))),
    }
    kind = Bulletin.Kind.MONTHLY if spot.series is None else Bulletin.Kind.THEMATIC
    rows = (
        Edition.objects.visible_to(user)
        .filter(publisher_id=spot.publisher, year=spot.year, month=spot.month, kind=kind)
        .select_related("publisher", "withdrawal")
        .annotate(**flags)
        .order_by("-number")
    )
    rows = rows.filter(series=spot.series) if spot.series is not None else rows.filter(series__isnull=True)
    if spot.number is not None:
        rows = rows.filter(number=spot.number)
    if not with_content:
        rows = rows.defer("content")
    edition = rows.first()
    if edition is None:
        raise Http404
    return edition


def refuse_withdrawn(edition: Edition) -> None:
    """Nothing of a withdrawn edition goes out: no page, file or picture. Raises Http404."""
    if edition.is_withdrawn:
        raise Http404
