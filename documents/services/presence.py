"""Who else has the desk of an issue open. A tab reports every few seconds; one that falls silent is gone within a minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from documents.models import Bulletin, DeskPresence, Entry
from organizations.models import User

# A tab reports every REPORT_SECONDS; two reports may be lost before it counts as gone.
REPORT_SECONDS = 7
_HERE_FOR = timedelta(seconds=30)
_SWEPT_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else at the desk, and the entry open there (its key), if any."""

    name: str
    entry_id: int | None


def report_present(*, user: User, bulletin: Bulletin, tab: str, entry: Entry | None, now: datetime) -> None:
    """Note that this tab is open at this entry."""
    with transaction.atomic():
        DeskPresence.objects.update_or_create(
            bulletin=bulletin, tab=tab, defaults={"user": user, "entry": entry, "seen_at": now}
        )
        DeskPresence.objects.filter(seen_at__lt=now - _SWEPT_AFTER).delete()


def report_gone(*, user: User, bulletin: Bulletin, tab: str) -> None:
    """A tab says good-bye."""
    DeskPresence.objects.filter(bulletin=bulletin, tab=tab, user=user).delete()


def others_present(*, user: User, bulletin: Bulletin, now: datetime) -> list[Present]:
    """The other people at the desk, each once, by name."""
    rows = (
        bulletin.presences.filter(seen_at__gte=now - _HERE_FOR)
        .exclude(user=user)
        .select_related("user")
        .order_by("user__name_sorted", "-seen_at")
    )
    found: dict[int, Present] = {}
    for row in rows:
        found.setdefault(row.user_id, Present(row.user.full_name, row.entry_id))
    return list(found.values())
