"""What cells report of their meetings, and what the committee answers to their proposals."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from activities.models import Picture
from activities.pictures import CleanPicture
from activities.services import keep_picture
from documents.models import Delivery, Edition, Meeting, Proposal, PublisherSettings
from organizations.log import record
from organizations.models import AccessLog, Organization, User
from organizations.roles import OFFICER_ROLES, Role

_FACTS = (
    "total",
    "present",
    "place",
    "chair",
    "minute_taker",
    "absent_with_reason",
    "absent_without_reason",
    "exempt",
    "opinions",
)


class AlreadyReported(Exception):
    """Somebody else has reported this meeting; the message says who and when. ``meeting`` is the report that is there."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        who = meeting.reported_by.full_name if meeting.reported_by else "Có người"
        at = timezone.localtime(meeting.reported_at)
        super().__init__(
            f"Đồng chí {who} đã {'nhập thay' if meeting.is_on_behalf else 'báo'} buổi này lúc {at:%H:%M ngày %d/%m/%Y}."
        )


class NotAnOfficer(Exception):
    """Only the secretary and the deputies report for a cell, or the coordinator on their behalf."""

    def __init__(self) -> None:
        super().__init__("Chỉ bí thư, phó bí thư báo buổi sinh hoạt của chi bộ; cán bộ đầu mối nhập thay.")


class ReportedByCell(Exception):
    """A coordinator does not change what the cell itself has reported."""

    def __init__(self) -> None:
        super().__init__("Chi bộ đã tự báo buổi này. Cán bộ đầu mối chỉ sửa được báo cáo do mình nhập thay.")


class AlreadyTakenBack(Exception):
    """The cell has taken its proposal back while somebody wrote the answer."""

    def __init__(self) -> None:
        super().__init__(
            "Chi bộ vừa rút kiến nghị này nên không trả lời được nữa. Đồng chí tải lại trang để xem danh sách."
        )


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the form asks. ``month`` is any day of the month the meeting belongs to.

    ``proposals`` are added to those sent before; ``removed`` names the ones taken back, by key.
    """

    kind: str
    month: date
    held_on: date
    total: int
    present: int
    place: str = ""
    chair: str = ""
    minute_taker: str = ""
    absent_with_reason: int | None = None
    absent_without_reason: int | None = None
    exempt: int | None = None
    opinions: str = ""
    proposals: tuple[str, ...] = ()
    removed: tuple[int, ...] = ()


def is_officer_of(user: User, cell: Organization) -> bool:
    return cell.pk in user.reach.organization_ids(*OFFICER_ROLES)


def may_report_for(user: User, cell: Organization) -> bool:
    """Whether the person reports the cell's meetings: its officers, and on their behalf the coordinator above them."""
    return is_officer_of(user, cell) or user.reach.covers(cell.path, Role.COORDINATOR)


def may_change_report(user: User, meeting: Meeting) -> bool:
    """Officers change every report of their cell, a coordinator only those entered on the cell's behalf."""
    cell = meeting.cell
    return is_officer_of(user, cell) or (meeting.is_on_behalf and may_report_for(user, cell))


def asks_details(cell: Organization) -> bool:
    """Whether the nearest publisher above asks for more than day, total and present."""
    rows = PublisherSettings.objects.filter(publisher__path__in=cell.ancestor_paths).order_by("-publisher__depth")
    found = rows.values_list("meeting_details", flat=True).first()
    return True if found is None else found


def editions_for(cell: Organization, month: date) -> list[Edition]:
    """The issues of a month that the cell has, the newest edition of each."""
    rows = (
        Edition.objects.latest_of_each()
        .not_withdrawn()
        .filter(pk__in=Delivery.objects.filter(organization=cell).order_by().values("edition"))
        .filter(
            Q(year=month.year, month=month.month)
            | Q(year=month.year, month__lt=month.month, last_month__gte=month.month)
        )
    )
    return list(rows.select_related("publisher").defer("content").order_by("kind", "series", "pk"))


@transaction.atomic
def report_meeting(
    *,
    actor: User,
    cell: Organization,
    facts: MeetingFacts,
    meeting: Meeting | None = None,
    picture: CleanPicture | Picture | None = None,
) -> Meeting:
    """Store a meeting, or change the one given. The very same report sent again (a second press) leaves the first as it is.

    A coordinator's report is marked as entered on the cell's behalf, until an officer changes it.

    Raises NotAnOfficer; ReportedByCell; AlreadyReported where a monthly meeting of that month (or a thematic one of that day) was reported
    before with other facts, or stands in the way of the change.
    """
    if not may_report_for(actor, cell):
        raise NotAnOfficer
    month = facts.month.replace(day=1)
    # The row of the cell is the lock: two officers who press at once come one after the other.
    Organization.objects.select_for_update().filter(pk=cell.pk).first()
    same = Meeting.objects.filter(cell=cell, kind=facts.kind)
    same = same.filter(month=month) if facts.kind == Meeting.Kind.MONTHLY else same.filter(held_on=facts.held_on)
    there = same.select_related("reported_by").first()
    if there is not None and there != meeting:
        if not may_change_report(actor, there):
            raise ReportedByCell
        if meeting is not None or there.reported_by_id != actor.pk or not _says_the_same(there, facts):
            raise AlreadyReported(there)
        meeting = there
    if meeting is not None and not may_change_report(actor, meeting) and not actor.reach.everything:
        raise ReportedByCell
    is_new = meeting is None
    meeting = meeting or Meeting(cell=cell)
    meeting.kind, meeting.month, meeting.held_on = facts.kind, month, facts.held_on
    for name in _FACTS:
        setattr(meeting, name, getattr(facts, name))
    meeting.reported_by = actor
    meeting.is_on_behalf = not is_officer_of(actor, cell)
    if isinstance(picture, Picture):
        meeting.minutes_picture = picture
    elif picture is not None:
        # Stored here, where nothing refuses the report any more.
        meeting.minutes_picture = keep_picture(actor=actor, clean=picture)
    meeting.save()
    meeting.editions.set(editions_for(cell, month))
    _write_proposals(meeting, facts)
    record(
        AccessLog.Action.CREATE if is_new else AccessLog.Action.CHANGE,
        actor=actor,
        organization=cell,
        target=meeting,
        label=f"Buổi sinh hoạt {meeting.held_on:%d/%m/%Y}{' (nhập thay)' if meeting.is_on_behalf else ''}",
    )
    return meeting


def _says_the_same(meeting: Meeting, facts: MeetingFacts) -> bool:
    """Whether the report that is there says all of this already."""
    same = all(getattr(meeting, name) == getattr(facts, name) for name in ("held_on", *_FACTS))
    return same and set(facts.proposals) <= set(meeting.proposals.values_list("text", flat=True))


def _write_proposals(meeting: Meeting, facts: MeetingFacts) -> None:
    """Add the new ones. What was sent stays, unless it is taken back by name before it is answered."""
    meeting.proposals.filter(pk__in=facts.removed, answer="").delete()
    there = set(meeting.proposals.values_list("text", flat=True))
    Proposal.objects.bulk_create(
        Proposal(meeting=meeting, text=text) for text in dict.fromkeys(facts.proposals) if text not in there
    )


@transaction.atomic
def answer_proposal(*, actor: User, proposal: Proposal, answer: str) -> None:
    """Answer a cell's proposal, or change the answer. ``answer`` must not be empty, which the form sees to.

    Raises AlreadyTakenBack.
    """
    row = Proposal.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=proposal.pk).first()
    if row is None:
        raise AlreadyTakenBack
    if row.answer == answer:
        return
    row.answer, row.answered_by, row.answered_at = answer, actor, timezone.now()
    row.save()
    record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=row.meeting.cell_id,
        target=row,
        label="Trả lời kiến nghị",
    )
