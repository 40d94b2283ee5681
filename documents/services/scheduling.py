"""What publishing will do, in words; and calling it off before its hour.

Until its hour an edition is a plan: nobody has seen it, no message has gone out. Calling it off deletes its rows, so that no
page ever has to ask whether an edition "counts"; the log keeps that it was planned and by whom it was called off.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from directives.models import CitingText
from documents.access import may_publish
from documents.models import Bulletin, Delivery, Edition, Outbox, ReviewCopy
from documents.models.delivery import HELD
from documents.services.composing import agreed_sha256, build_content
from documents.services.delivering import audience_of, dropped_by, officers_with_email, receivers_in_words
from documents.services.reviewing import note_change
from documents.services.states import NotAllowed, NotReady, WrongState, locked, move
from organizations.log import record
from organizations.models import AccessLog, User


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing now would set off.

    ``places``: who receives, in words; ``holders``: those of them that opened, printed or hold an earlier edition;
    ``dropped``: names of those who have the edition before and would not receive this one.
    """

    places: str
    messages: int
    copies: int
    holders: int
    dropped: tuple[str, ...] = ()


def plan_of(bulletin: Bulletin, now: datetime) -> Plan:
    """Count whom the next edition goes to: seven queries, of a correction eight."""
    today = timezone.localdate(now)
    receivers = audience_of(bulletin, today)
    dropped = dropped_by(bulletin, bulletin.editions.count() + 1, receivers, today)
    here = {receiver.organization_id for receiver in receivers}
    return Plan(
        places=receivers_in_words(receiver.path for receiver in receivers),
        messages=len({user for user, _ in officers_with_email([*receivers, *dropped], today)}),
        copies=sum(receiver.paper_copies for receiver in receivers),
        holders=len(here & set(holders_of(bulletin).values_list("organization", flat=True))),
        dropped=tuple(one.name for one in dropped),
    )


def holders_of(bulletin: Bulletin) -> "QuerySet[Delivery]":
    """Deliveries of any edition of the issue whose receivers opened, printed or hold it."""
    return Delivery.objects.filter(HELD, edition__bulletin=bulletin)


def scheduled_edition(bulletin: Bulletin, now: datetime) -> Edition | None:
    """The edition whose hour has not come, if there is one."""
    return bulletin.editions.filter(publish_at__gt=now).defer("content").first()


@transaction.atomic
def call_off_publishing(*, actor: User, bulletin: Bulletin, now: datetime | None = None) -> Bulletin:
    """Take the planned edition back. The issue is approved as before, for the hour it was approved with; where it would look
    otherwise now than the edition did, it waits for approval again. Raises NotAllowed, WrongState, NotReady once out."""
    now = now or timezone.now()
    row = locked(bulletin)
    if not may_publish(actor, row):
        raise NotAllowed("Chỉ lãnh đạo duyệt của nơi phát hành mới hủy được lịch phát hành.")
    edition = row.editions.order_by("-number").defer("content").first()
    if edition is None:
        raise WrongState(row)
    if edition.publish_at <= now or edition.messages.exclude(state=Outbox.State.WAITING).exists():
        raise NotReady(["Tài liệu đã phát hành nên không hủy lịch được. Muốn rút lại, đồng chí dùng Thu hồi."])
    is_as_agreed = agreed_sha256(row, build_content(row)) == edition.content_sha256
    row.publish_at = _hour_agreed_on(row)
    if is_as_agreed:
        # Only the hour goes back: what the approval stands for is the same otherwise.
        row.approved_sha256 = agreed_sha256(row, build_content(row))
    token, number, hour = edition.token, edition.number, edition.publish_at
    edition.messages.all().delete()
    edition.deliveries.all().delete()
    # Those taken over from the edition before; it keeps its own.
    edition.recordings.all().delete()
    texts = list(edition.entries.filter(citing_text__isnull=False).values_list("citing_text", flat=True))
    edition.delete()
    CitingText.objects.filter(pk__in=texts).delete()
    move(row, "call_off", actor=actor, note=f"Hủy lịch phát hành lúc {timezone.localtime(hour):%H:%M %d/%m/%Y}.")
    record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=row.publisher,
        target=row,
        step="call_off",
        edition=number,
        token=token,
    )
    if not is_as_agreed:
        # Settings of the publisher changed since: what would go out now was agreed to by nobody.
        note_change(actor=None, bulletin=row)
        row.refresh_from_db()
    return row


def _hour_agreed_on(bulletin: Bulletin) -> datetime | None:
    """The hour of the last approval: one chosen only when publishing is called off with its plan."""
    copy = (
        ReviewCopy.objects.filter(event__bulletin=bulletin, event__verb="approve").order_by("-event__at", "-pk").first()
    )
    return bulletin.publish_at if copy is None else copy.publish_at
