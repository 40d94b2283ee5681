"""Who receives an edition, and what a reader's actions do to the delivery of the reader's cell."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.models import Bulletin, Delivery, Edition
from organizations.access import STEP
from organizations.models import Membership, Organization, User
from organizations.roles import OFFICER_ROLES


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organisation that is to receive, with its place in the tree on the day."""

    organization_id: int
    path: str
    name: str
    ancestry: str
    road: str
    paper_copies: int


def audience_of(bulletin: Bulletin, on: date) -> list[Receiver]:
    """Cells and bases below the publisher (or below the chosen organisations) that exist on the day: three queries."""
    roots = list(bulletin.audience.all()) or [bulletin.publisher]
    below_publisher = Organization.objects.within(bulletin.publisher)
    rows = list(
        Organization.objects.within(*roots)
        .filter(pk__in=below_publisher.order_by().values("pk"))
        .receivers()
        .valid_on(on)
        .values_list("pk", "path", "name", "road", "paper_copies")
    )
    start = len(bulletin.publisher.path)
    wanted = {path[:end] for _, path, *_ in rows for end in range(start + STEP, len(path), STEP)}
    names = dict(Organization.objects.filter(path__in=wanted).values_list("path", "name"))
    return [
        Receiver(
            pk,
            path,
            name,
            " › ".join(names[path[:end]] for end in range(start + STEP, len(path), STEP) if path[:end] in names),
            road,
            copies,
        )
        for pk, path, name, road, copies in rows
    ]


def dropped_by(bulletin: Bulletin, number: int, receivers: Iterable[Receiver], on: date) -> list[Receiver]:
    """Who received the edition before number ``number`` and does not receive that one: two queries.

    Bodies that were dissolved meanwhile are not among them: who took over receives in their place.
    """
    earlier = bulletin.editions.published().not_withdrawn().filter(number__lt=number)
    last = earlier.order_by("-number").values_list("pk", flat=True).first()
    if last is None:
        return []
    kept = {receiver.organization_id for receiver in receivers}
    rows = Organization.objects.filter(deliveries__edition=last).valid_on(on).order_by("path")
    return [
        Receiver(pk, path, name, "", road, copies)
        for pk, path, name, road, copies in rows.values_list("pk", "path", "name", "road", "paper_copies")
        if pk not in kept
    ]


def officers_with_email(receivers: Iterable[Receiver], on: date) -> Iterator[tuple[int, str]]:
    """(user key, address) of the officers of the receivers reached by e-mail; a person once, whatever he leads."""
    by_mail = [receiver.organization_id for receiver in receivers if receiver.road == Organization.Road.EMAIL]
    rows = (
        Membership.objects.in_force(on)
        .filter(organization__in=by_mail, role__in=OFFICER_ROLES, user__is_active=True)
        .exclude(user__email="")
        .order_by("user_id")
        .values_list("user_id", "user__email")
        .distinct()
    )
    yield from rows.iterator(chunk_size=500)


def counting_deliveries(user: User) -> Q:
    """Q over deliveries for which this person counts as "the cell has it": an officer's cells and bases."""
    officer = user.reach.organization_ids(*OFFICER_ROLES)
    return Q(organization_id__in=officer) if officer else Q(pk__in=[])


def mark_opened(*, actor: User, edition: Edition) -> int:
    """Mark the deliveries of the officer's cells as opened, the first time only. Returns how many were."""
    return Delivery.objects.filter(counting_deliveries(actor), edition=edition, opened_at__isnull=True).update(
        opened_at=timezone.now(), opened_by=actor
    )


@transaction.atomic
def mark_taken(*, actor: User, edition: Edition, field: str) -> None:
    """Note a download (``downloaded_at``) or print (``printed_at``) for the officer's cells; taking it is opening it."""
    mark_opened(actor=actor, edition=edition)
    Delivery.objects.filter(counting_deliveries(actor), edition=edition, **{f"{field}__isnull": True}).update(
        **{field: timezone.now()}
    )


@transaction.atomic
def acknowledge(*, actor: User, edition: Edition, deliveries: Collection[int] | None = None) -> int:
    """“Đã nhận” of the officer's cells, or of those with these keys among them: the first officer counts, pressing again changes
    nothing."""
    mark_opened(actor=actor, edition=edition)
    rows = to_be_acknowledged(actor, edition)
    if deliveries is not None:
        rows = rows.filter(pk__in=deliveries)
    return rows.update(acknowledged_at=timezone.now(), acknowledged_by=actor)


def to_be_acknowledged(user: User, edition: Edition) -> QuerySet[Delivery]:
    """Deliveries of the edition to the officer's cells that no officer has acknowledged yet."""
    return Delivery.objects.filter(counting_deliveries(user), edition=edition, acknowledged_at__isnull=True)


def unread_editions(user: User, editions: Sequence[Edition]) -> set[int]:
    """Keys of the editions that none of the person's cells has opened yet."""
    rows = Delivery.objects.filter(
        counting_deliveries(user), edition__in=[edition.pk for edition in editions]
    ).values_list("edition_id", "opened_at", "acknowledged_at", "on_paper_at")
    seen = {pk for pk, *moments in rows if any(moments)}
    return {pk for pk, *_ in rows} - seen


def last_in_their_line(paths: Sequence[str]) -> list[bool]:
    """For receivers' paths in order: whether nobody below receives too. These are the cells that "47/52 chi bộ" counts."""
    return [
        not (after.startswith(path) and after != path) for path, after in zip_longest(paths, paths[1:], fillvalue="")
    ]


def receivers_in_words(paths: Iterable[str]) -> str:
    """Who receives, said alike wherever it is counted: "60 chi bộ và 12 cấp ủy"."""
    last = last_in_their_line(sorted(paths))
    cells, above = sum(last), len(last) - sum(last)
    return f"{cells} chi bộ và {above} cấp ủy" if above else f"{cells} chi bộ"
