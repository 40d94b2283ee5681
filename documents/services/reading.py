"""Finds the edition behind an address and its entries, with all that the reading page needs to know, in two queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, CharField, Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import Http404
from django.utils import timezone

from directives.models import Citation, Directive
from documents.models import Bulletin, Delivery, Edition, EditionEntry, Withdrawal
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
        .select_related("publisher__publisher_settings", "withdrawal")
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


class JoinedText(Aggregate):
    """The texts of a group, joined by spaces: one word for what SQLite and PostgreSQL name differently."""

    function = "GROUP_CONCAT"

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, Value(" "), output_field=TextField())

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, function="STRING_AGG", **extra)


def entries_to_read(user: User, edition: Edition) -> list[EditionEntry]:
    """The entries in order, each with ``cited``: "start:end:directive …" of what it cites and this reader may see.

    Places count in ``heading + newline + text``. Asked in the query of the entries: the page has no query to spare.
    """
    visible = Directive.objects.visible_to(user).registered().order_by().values("pk")
    place = Concat(
        Cast("start", CharField()),
        Value(":"),
        Cast("end", CharField()),
        Value(":"),
        Cast("directive_id", CharField()),
        output_field=TextField(),
    )
    cited = (
        Citation.objects.filter(citing=OuterRef("citing_text"), directive__in=visible)
        .order_by()
        .values("citing")
        .annotate(places=JoinedText(place))
        .values("places")
    )
    # As a mapping: the name is declared on the model, and the type checker takes a keyword for a second declaration.
    annotations: dict[str, Any] = {"cited": Coalesce(Subquery(cited), Value(""), output_field=TextField())}
    return list(edition.entries.annotate(**annotations))
