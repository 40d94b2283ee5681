"""Tin gửi đến: sending news to a desk, accepting it as a news item, declining it with a word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from activities.access import NEWS_ROLES, recipients_of, sending_bodies
from activities.models import Activity, Picture, Submission, SubmissionPicture
from activities.services import PlacedPicture, create_activity
from organizations.log import record
from organizations.models import AccessLog, Organization, User


class CannotSend(Exception):
    """The submission is not taken; the message (Vietnamese) says why and what to do."""


class AlreadyDecided(Exception):
    """Somebody has accepted or declined it before."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(
            f"Tin này đã được {submission.decided_by} xem: {submission.get_state_display().lower()}. "
            "Đồng chí tải lại trang."
        )


class NotAllowed(Exception):
    """The person does not sit at the desk to which it was sent."""


def check_limits(organization: Organization) -> None:
    """Raise CannotSend where the body has sent as much today as a day may bring."""
    today = timezone.localdate()
    sent = Submission.objects.filter(organization=organization, sent_at__date=today).count()
    if sent >= settings.SUBMISSIONS_A_DAY:
        raise CannotSend(
            f"Hôm nay {organization.label} đã gửi {sent} tin, nhiều nhất trong một ngày. Đồng chí gửi tiếp vào ngày mai."
        )


def photos_left(user: User) -> int:
    """How many photos the person may still bring today, with forms sent and refused."""
    brought = Picture.objects.filter(uploaded_by=user, came_by_form=True, uploaded_at__date=timezone.localdate())
    return max(0, settings.PHOTOS_A_DAY - brought.count())


@transaction.atomic
def send_submission(
    *,
    actor: User,
    organization: Organization,
    recipient: Organization,
    text: str,
    pictures: Sequence[Picture],
    form_key: UUID,
) -> tuple[Submission, bool]:
    """Send news to a publisher's desk; the same form sent twice is one submission. Returns it and whether it is new.

    Raises CannotSend: not the person's body, not a publisher above it, too many photos or submissions.
    """
    # Of two presses at once the second waits here, then finds what the first has sent.
    Organization.objects.select_for_update().get(pk=organization.pk)
    there = Submission.objects.filter(sender=actor, form_key=form_key).first()
    if there is not None:
        return there, False
    if not sending_bodies(actor).filter(pk=organization.pk).exists():
        raise CannotSend("Đồng chí không gửi tin thay tổ chức này được. Đồng chí chọn lại nơi gửi.")
    if not recipients_of(organization).filter(pk=recipient.pk).exists():
        raise CannotSend("Nơi nhận không phải cấp ủy phát hành của tổ chức này. Đồng chí chọn lại nơi nhận.")
    if len(pictures) > settings.SUBMISSION_PICTURES:
        raise CannotSend(f"Mỗi tin kèm nhiều nhất {settings.SUBMISSION_PICTURES} ảnh. Đồng chí bỏ bớt ảnh.")
    check_limits(organization)
    row = Submission.objects.create(
        organization=organization, sender=actor, recipient=recipient, text=text, form_key=form_key
    )
    unique = {picture.pk: picture for picture in pictures}.values()
    SubmissionPicture.objects.bulk_create(
        SubmissionPicture(submission=row, picture=picture, position=position) for position, picture in enumerate(unique)
    )
    record(AccessLog.Action.CREATE, actor=actor, organization=organization, target=row, label="Tin gửi đến")
    return row, True


@dataclass(frozen=True, slots=True)
class AcceptedNews:
    """The news item as the editor made it. ``photos``: keys of SubmissionPicture with caption and credit."""

    title: str
    body: str
    happened_on: date | None = None
    photos: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    word: str = ""


def _open(actor: User, submission: Submission) -> Submission:
    row = Submission.objects.select_for_update().filter(pk=submission.pk).first()
    if row is None or not Submission.objects.editable_by(actor).filter(pk=row.pk).exists():
        raise NotAllowed("Chỉ người biên tập của nơi nhận làm được việc này.")
    if row.state != Submission.State.RECEIVED:
        raise AlreadyDecided(row)
    return row


def holder_of(actor: User, recipient: Organization) -> Organization:
    """Who holds the news item: the publisher, or its board where the editor's role is held there."""
    if actor.reach.covers(recipient.path, *NEWS_ROLES):
        return recipient
    boards = Organization.objects.filter(pk__in=actor.reach.organization_ids(*NEWS_ROLES), path__below=recipient.path)
    board: Organization | None = boards.order_by("depth").first()
    return board or recipient


@transaction.atomic
def accept_submission(*, actor: User, submission: Submission, news: AcceptedNews) -> Activity:
    """Make a confirmed news item of it: from now on it stands in the pool. Raises AlreadyDecided, NotAllowed."""
    row = _open(actor, submission)
    last = 1_000  # behind the text
    activity = create_activity(
        actor=actor,
        held_by=holder_of(actor, row.recipient),
        about=row.organization,
        title=news.title,
        body=news.body,
        happened_on=news.happened_on,
        source_note=f"{row.organization.name} gửi"[:200],
        pictures=[
            PlacedPicture(one.picture, *news.photos[one.pk], place=last)
            for one in row.placed_pictures.select_related("picture")
            if one.pk in news.photos
        ],
    )
    row.activity = activity
    _decide(actor, row, Submission.State.ACCEPTED, news.word)
    return activity


@transaction.atomic
def decline_submission(*, actor: User, submission: Submission, word: str) -> None:
    """Say no, with a word for the sender. Raises CannotSend without one, AlreadyDecided, NotAllowed."""
    if not word.strip():
        raise CannotSend("Đồng chí ghi một lời cho nơi gửi biết vì sao không nhận.")
    row = _open(actor, submission)
    _decide(actor, row, Submission.State.DECLINED, word)


def _decide(actor: User, row: Submission, state: str, word: str) -> None:
    row.state, row.word = state, " ".join(word.split())[:500]
    row.decided_by, row.decided_at = actor, timezone.now()
    row.save()
    record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=row.recipient,
        target=row,
        label="Tin gửi đến",
        step=str(state),
    )
