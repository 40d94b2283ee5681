"""Finds the edition behind an address and its entries, with all that the reading page needs to know, in two queries."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Aggregate,
    BigIntegerField,
    CharField,
    Count,
    Exists,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import Http404
from django.utils import timezone

from cadre_portal.kept import Kept
from cadre_portal.prepared import Prepared
from directives.models import Citation, Directive
from documents.access import reading_organizations
from documents.models import Bulletin, Delivery, Edition, EditionEntry
from documents.services.delivering import counting_deliveries
from organizations.access import Shape, person_of
from organizations.models import User
from organizations.roles import OFFICER_ROLES


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


# What the pages and files of an edition ask of it: reading sixty columns of four tables costs a third of the page.
_NEEDED = (
    "bulletin_id", "kind", "year", "month", "last_month", "series", "title", "number", "pdf", "pdf_pages", "docx", "token",
    "publish_at", "change_note", "change_reason", "publisher__path", "publisher__name", "publisher__short_name", "publisher__contact",
    "publisher__publisher_settings__contact", "publisher__publisher_settings__watermarked",
    "publisher__publisher_settings__pdf_shared", "withdrawal__at", "withdrawal__reason",
)  # fmt: skip
# Three counts of an officer's deliveries in one number: nobody leads so many cells.
_STEP = 10**5


def earlier_readable(user: User, edition: Edition) -> QuerySet[Edition]:
    """Editions of the same issue before this one whose words the reader may see."""
    rows = Edition.objects.visible_to(user).not_withdrawn()
    return rows.filter(bulletin=edition.bulletin_id, number__lt=edition.number)


def has_earlier_readable(user: User, edition: Edition) -> bool:
    """Whether there is an edition before this one whose words the reader may see; asked of corrections only."""
    if edition.number == 1:
        return False
    known: bool | None = getattr(edition, "has_earlier", None)
    return earlier_readable(user, edition).exists() if known is None else known


def edition_to_read(user: User, spot: Spot, *, with_content: bool = False) -> Edition:
    """The edition, marked with ``is_to_be_opened``, ``is_to_be_acknowledged``, ``is_acknowledged``, ``has_newer``,
    ``is_withdrawn``, ``is_dropped`` (the newer one does not go to this reader). Raises Http404 where it does not exist or is not visible, alike.

    One query, and a lean one: building it costs more than answering it, and it is built for every page read.
    """
    if spot.number is None and not with_content and _reads_deliveries_only(user):
        return _delivered_edition(user, spot)
    kind = Bulletin.Kind.MONTHLY if spot.series is None else Bulletin.Kind.THEMATIC
    rows = (
        Edition.objects.visible_to(user)
        .filter(publisher_id=spot.publisher, year=spot.year, month=spot.month, kind=kind)
        .select_related("publisher__publisher_settings", "withdrawal")
        .annotate(**_marks(user, spot))
        .order_by("-number")
    )
    rows = rows.filter(series=spot.series) if spot.series is not None else rows.filter(series__isnull=True)
    if spot.number is not None:
        rows = rows.filter(number=spot.number)
    rows = rows.only(*_NEEDED, *(("content",) if with_content else ()))
    edition: Any = rows.first()
    if edition is None:
        raise Http404
    opened, acknowledged = divmod(getattr(edition, "tally", None) or 0, _STEP)
    all_of_them, opened = divmod(opened, _STEP)
    edition.is_to_be_opened = opened < all_of_them
    edition.is_to_be_acknowledged = acknowledged < all_of_them
    edition.is_acknowledged = acknowledged > 0
    edition.has_newer = edition.newer
    edition.is_dropped = edition.newer and not (spot.number and _has_later(user, edition))
    # Nobody is asked for what is out of date and has no successor here.
    edition.is_to_be_acknowledged = edition.is_to_be_acknowledged and not edition.is_dropped
    edition.is_withdrawn = hasattr(edition, "withdrawal")
    return edition  # type: ignore[no-any-return]


def _reads_deliveries_only(user: User) -> bool:
    """Whether all that this person may read was delivered to cells he leads: true of nearly all readers."""
    reach = user.reach
    return not reach.everything and all(hold.role in OFFICER_ROLES for hold in reach.holds)


def _delivered_edition(user: User, spot: Spot) -> Edition:
    """The newest edition of the issue that was delivered to an officer, marked like ``edition_to_read``'s.

    One query of plain values over the deliveries; the edition itself, which never changes, may have been read before.
    """
    kind = Bulletin.Kind.MONTHLY if spot.series is None else Bulletin.Kind.THEMATIC
    form, values = user.reach.shape
    series = [] if spot.series is None else [spot.series]
    issue: list[Any] = [timezone.now(), spot.publisher, spot.year, spot.month, *series]
    rows = _DELIVERIES.rows((form, kind), [*issue, *values])
    if not rows:
        raise Http404
    key, token, withdrawal, *_, newer = rows[0]
    own = set(user.reach.organization_ids(*OFFICER_ROLES))
    mine = [row for row in rows if row[0] == key and row[3] in own]
    known = None if withdrawal else _kept_editions.get(token)
    if known is None:
        known = (
            Edition.objects.filter(pk=key)
            .select_related("publisher__publisher_settings", "withdrawal")
            .only(*_NEEDED)
            .get()
        )
        _kept_editions.put(token, known)
    # What is marked below is this reader's own.
    edition = copy(known)
    edition.is_to_be_opened = any(opened is None for *_, opened, _, _ in mine)
    edition.is_to_be_acknowledged = any(acknowledged is None for *_, acknowledged, _ in mine)
    edition.is_acknowledged = any(acknowledged is not None for *_, acknowledged, _ in mine)
    # The newest that was delivered: one newer than that goes to others.
    edition.has_newer = edition.is_dropped = bool(newer)
    edition.is_to_be_acknowledged = edition.is_to_be_acknowledged and not edition.is_dropped
    edition.is_withdrawn = withdrawal is not None
    # The rows of earlier editions came along.
    edition.has_earlier = any(row[0] != key and row[2] is None for row in rows)
    return edition


def _deliveries(form: tuple[Shape, str], *values: Any) -> QuerySet[Delivery, Any]:
    roles, kind = form
    now, publisher, year, month, *places = values
    series = places.pop(0) if kind == Bulletin.Kind.THEMATIC else None
    newer = Edition.objects.filter(
        bulletin=OuterRef("edition__bulletin"), number__gt=OuterRef("edition__number"), publish_at__lte=now
    )
    return (
        Delivery.objects.filter(
            reading_organizations(person_of(roles, places)),
            edition__publisher=publisher,
            edition__year=year,
            edition__month=month,
            edition__kind=kind,
            edition__series=series,
            edition__publish_at__lte=now,
        )
        .order_by("-edition__number")
        .values_list(
            "edition_id",
            "edition__token",
            "edition__withdrawal",
            "organization_id",
            "opened_at",
            "acknowledged_at",
            Exists(newer),
        )
    )


_DELIVERIES = Prepared(_deliveries)


# Editions read within the last minute, by their code. They never change; a minute, because the publisher's contact, which
# stands on the page, may.
_kept_editions: Kept[Edition] = Kept(32, seconds=60)


def _marks(user: User, spot: Spot) -> dict[str, Any]:
    """Annotations that this reader needs: an officer's own deliveries; whether there is a newer edition."""
    marks: dict[str, Any] = {}
    if user.reach.organization_ids(*OFFICER_ROLES):
        mine = Delivery.objects.filter(counting_deliveries(user), edition=OuterRef("pk")).order_by()
        tally = Count("pk") * _STEP * _STEP + Count("opened_at") * _STEP + Count("acknowledged_at")
        # As a count of 64 bits: three of them do not fit into PostgreSQL's shorter ones.
        counted = mine.values("edition").annotate(tally=tally).values("tally")
        marks["tally"] = Subquery(counted, output_field=BigIntegerField())
    marks["newer"] = Exists(
        Edition.objects.filter(
            bulletin=OuterRef("bulletin"), number__gt=OuterRef("number"), publish_at__lte=timezone.now()
        )
    )
    return marks


def _has_later(user: User, edition: Edition) -> bool:
    """Whether the reader may open an edition of the issue after this one."""
    rows = Edition.objects.visible_to(user)
    return rows.filter(bulletin=edition.bulletin_id, number__gt=edition.number).exists()


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


# Entries of the editions read last, by the edition's code: they are frozen, and most readers open the newest issue. Only what
# everybody who may open the edition sees is kept, never what a reader may see of the register.
_kept: Kept[list[EditionEntry]] = Kept(16)


def entries_to_read(user: User, edition: Edition) -> list[EditionEntry]:
    """The entries in order, each with ``cited``: "start:end:directive …" of what it cites and this reader may see.

    Places count in ``heading + newline + text``. One query: of entries and citations together, or of the citations alone where
    this process has read the entries before.
    """
    known = _kept.get(edition.token)
    if known is None:
        visible = Directive.objects.visible_to(user).registered().order_by().values("pk")
        entries = _entries_with_citations(edition, visible)
        _kept.put(edition.token, [copy(entry) for entry in entries])
        return entries
    entries = [copy(entry) for entry in known]
    places: defaultdict[int | None, list[str]] = defaultdict(list)
    for citing, *place in _visible_citations(user, edition):
        places[citing].append(":".join(map(str, place)))
    for entry in entries:
        entry.cited = " ".join(places[entry.citing_text_id])
    return entries


def _visible_citations(user: User, edition: Edition) -> Iterable[tuple[Any, ...]]:
    """(citing text, start, end, directive) of all that the edition cites and this reader may see."""
    if not _reads_deliveries_only(user):
        return _citations_seen_by(user, edition.pk)
    form, values = user.reach.shape
    return _CITATIONS.rows(form, [*values, edition.pk])


def _citations_seen_by(user: User, edition: int) -> QuerySet[Citation, Any]:
    texts = EditionEntry.objects.filter(edition=edition, citing_text__isnull=False).order_by().values("citing_text")
    visible = Directive.objects.visible_to(user).registered().order_by().values("pk")
    rows = Citation.objects.filter(citing__in=texts, directive__in=visible)
    return rows.order_by().values_list("citing_id", "start", "end", "directive_id")


_CITATIONS = Prepared(lambda roles, *values: _citations_seen_by(person_of(roles, values[:-1]), values[-1]))


def _entries_with_citations(edition: Edition, visible: QuerySet[Directive, Any]) -> list[EditionEntry]:
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
    return list(edition.entries.defer("text_folded").annotate(**annotations))
