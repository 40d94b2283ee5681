"""Who may see and change bulletins in work, and who may read editions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cadre_portal.prepared import PreparedCondition
from organizations.access import Shape, path_filter, person_of
from organizations.models import Lineage, Organization
from organizations.roles import Role

if TYPE_CHECKING:
    from documents.models import Bulletin
    from documents.models.bulletin import BulletinQuerySet, EntryQuerySet
    from documents.models.edition import EditionQuerySet, RecordingQuerySet
    from documents.models.meeting import MeetingQuerySet
    from organizations.models import User

# Roles held at the publisher or at its board (which hangs below it) or above it.
EDITING_ROLES = (Role.EDITOR, Role.APPROVER)
# Who sees how an issue was received, and reads it as such, without being a cell.
OFFICE_ROLES = (Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR)
_FEW_NAMED = 3


def publisher_ids(user: "User", *roles: str) -> "QuerySet[Organization, Any]":
    """Publishers at whose desk the user sits: a role held at the publisher itself or at the board that compiles for it."""
    rows = Organization.objects.publishers().filter(path__in=user.reach.desk_paths(*roles))
    keys: QuerySet[Organization, Any] = rows.order_by().values("pk")
    return keys


def edited_publishers(user: "User") -> "QuerySet[Organization, Any]":
    """Publishers at whose desk the person edits or approves."""
    return publisher_ids(user, *EDITING_ROLES)


def visible_bulletins(rows: "BulletinQuerySet", user: "User") -> "BulletinQuerySet":
    """Working copies of one's own publisher only: an upper or lower committee's draft is nobody else's business."""
    if user.reach.everything:
        return rows
    return rows.filter(publisher__in=publisher_ids(user, *OFFICE_ROLES))


def editable_bulletins(rows: "BulletinQuerySet", user: "User") -> "BulletinQuerySet":
    if user.reach.everything:
        return rows
    return rows.filter(publisher__in=publisher_ids(user, *EDITING_ROLES))


def may_edit(user: "User", bulletin: "Bulletin") -> bool:
    """Whether the person works at the desk of the issue's publisher, as editor or approver."""
    return may_edit_at(user, bulletin.publisher_id)


def may_edit_at(user: "User", publisher: "Organization | int") -> bool:
    """Whether the person works at the desk of this publisher, as editor or approver."""
    if user.reach.everything:
        return True
    key = publisher if isinstance(publisher, int) else publisher.pk
    return publisher_ids(user, *EDITING_ROLES).filter(pk=key).exists()


def visible_entries(rows: "EntryQuerySet", user: "User") -> "EntryQuerySet":
    if user.reach.everything:
        return rows
    return rows.filter(bulletin__publisher__in=publisher_ids(user, *OFFICE_ROLES))


def may_approve(user: "User", bulletin: "Bulletin") -> bool:
    if user.reach.everything:
        return True
    return publisher_ids(user, Role.APPROVER).filter(pk=bulletin.publisher_id).exists()


def may_publish(user: "User", bulletin: "Bulletin") -> bool:
    """The approver; and the desk, where a leader signed on paper what is approved now: he may have no account at all."""
    if may_approve(user, bulletin):
        return True
    last = bulletin.events.filter(verb="approve").select_related("paper_approval").order_by("-at", "-pk").first()
    return last is not None and hasattr(last, "paper_approval") and may_edit(user, bulletin)


def reading_organizations(user: "User") -> Q:
    """Q over ``organization_id`` of deliveries that are the user's to read: the organisations of all memberships, for a
    coordinator everything below, and all predecessors of those."""
    reach = user.reach
    own = Q(organization_id__in=reach.organization_ids())
    lineage = Q(
        organization_id__in=Lineage.objects.filter(organization_id__in=reach.organization_ids()).values(
            "predecessor_id"
        )
    )
    wanted = own | lineage
    below = reach.paths(Role.COORDINATOR)
    if below:
        wanted |= path_filter("path", below)
    return wanted


def visible_editions(rows: "EditionQuerySet", user: "User") -> "EditionQuerySet":
    """Published editions delivered to one's organisations or their predecessors. Who works at a desk or searches: also those
    of one's own publisher and of its predecessors, and those delivered to anybody below one's organisation or publisher.
    Withdrawn ones stay listed: the page shows the notice."""
    if user.reach.everything:
        return rows.published()
    if not user.reach.holds:
        return rows.none()
    form, values = user.reach.shape
    return rows.published().filter(_READABLE.met(("pk", "publisher"), form, values))


def _readable(form: Shape, *values: Any) -> "Iterator[QuerySet[Any, Any]]":
    """What makes an edition with this key and publisher readable: a row in any of these."""
    from documents.models import Delivery

    *places, edition, publisher = values
    reader = person_of(form, places)
    # Asked edition by edition, each answered from an index: over all deliveries of all years the answer would come later
    # with every issue published.
    delivered = Delivery.objects.filter(edition=edition)
    desk = reader.reach.desk_paths(*OFFICE_ROLES, Role.CLERK)
    if desk:
        heirs = Lineage.objects.filter(predecessor=publisher).order_by().values("organization")
        yield publisher_ids(reader, *OFFICE_ROLES, Role.CLERK).filter(Q(pk=publisher) | Q(pk__in=heirs))
    # One index serves each of these two; joined by OR, no index would.
    own = reader.reach.organization_ids()
    yield delivered.filter(organization_id__in=own)
    lineage = Lineage.objects.filter(organization_id__in=own).order_by().values("predecessor_id")
    yield delivered.filter(organization_id__in=lineage)
    below = sorted({*desk, *reader.reach.paths(Role.COORDINATOR)})
    if below:
        yield delivered.filter(path_filter("path", below))


_READABLE = PreparedCondition(_readable)


def visible_picture_keys(user: "User") -> "QuerySet[Any, Any]":
    """Pictures of the editions one may read (not the withdrawn ones), of the drafts and files of one's desk, of pages signed at
    it, and of minutes."""
    from activities.models import Picture
    from documents.models import Bulletin, Edition, EditionPicture, Entry, EntryPicture, Meeting, RawPicture

    editions = Edition.objects.visible_to(user).not_withdrawn().order_by().values("pk")
    entries = Entry.objects.visible_to(user).order_by().values("pk")
    desks = Bulletin.objects.editable_by(user).order_by().values("pk")
    return (
        Picture.objects.filter(
            Q(pk__in=EditionPicture.objects.filter(edition__in=editions).order_by().values("picture"))
            | Q(pk__in=Meeting.objects.visible_to(user).order_by().values("minutes_picture"))
            | Q(in_paper_approvals__event__bulletin__in=Bulletin.objects.visible_to(user).order_by().values("pk"))
            | Q(pk__in=EntryPicture.objects.filter(entry__in=entries).order_by().values("picture"))
            | Q(pk__in=RawPicture.objects.filter(raw__bulletin__in=desks).order_by().values("picture"))
        )
        .order_by()
        .values("pk")
    )


def visible_recordings(rows: "RecordingQuerySet", user: "User") -> "RecordingQuerySet":
    """Released recordings of the editions one may read (not the withdrawn ones); at one's own desk those that wait, too."""
    from documents.models import Edition

    readable = Edition.objects.visible_to(user).not_withdrawn().order_by().values("pk")
    heard = Q(edition__in=readable, released_at__isnull=False)
    if user.reach.everything:
        return rows.filter(edition__withdrawal__isnull=True)
    if user.reach.has_any(EDITING_ROLES):
        heard |= Q(edition__publisher__in=publisher_ids(user, *EDITING_ROLES), edition__withdrawal__isnull=True)
    return rows.filter(heard)


def coverage_paths(user: "User", *roles: str) -> list[str]:
    """Paths below which the person sees how issues were received and what cells report: where a role of the office or the
    coordinator's is held, and the committee that one's board serves. No query."""
    roles = roles or (*OFFICE_ROLES, Role.COORDINATOR)
    office = user.reach.desk_paths(*(role for role in roles if role != Role.COORDINATOR))
    carried = user.reach.paths(Role.COORDINATOR) if Role.COORDINATOR in roles else []
    return sorted({*office, *carried})


def visible_meetings(rows: "MeetingQuerySet", user: "User") -> "MeetingQuerySet":
    """Meetings of the cells one belongs to and of their predecessors; for offices and coordinators those of the cells below."""
    if user.reach.everything:
        return rows
    own = user.reach.organization_ids()
    wanted = Q(cell__in=own) | Q(cell__in=Lineage.objects.filter(organization__in=own).values("predecessor"))
    below = coverage_paths(user)
    if below:
        wanted |= path_filter("cell__path", below)
    return rows.filter(wanted)


def compiled_for() -> Subquery:
    """Over a membership: the path of the committee that its board compiles for, or NULL (organizations.access.serving)."""
    from documents.models import PublisherSettings

    rows = PublisherSettings.objects.filter(compiled_by=OuterRef("organization"))
    return Subquery(rows.order_by("publisher__path").values("publisher__path")[:1])


def people_at_desk(publisher: "Organization", role: str) -> list[str]:
    """Names of those who hold a role at the publisher's desk today: at the committee or at the board that compiles for it."""
    from organizations.models import Membership

    rows = Membership.objects.in_force(timezone.localdate()).filter(role=role, user__is_active=True)
    rows = rows.annotate(_serves=compiled_for()).filter(Q(organization=publisher) | Q(_serves=publisher.path))
    return list(rows.order_by("user__name_sorted").values_list("user__full_name", flat=True).distinct())


def approvers_in_words(publisher: "Organization") -> str:
    """Who is to be asked for approval and publishing: "đ/c An, đ/c Bình" of few; of many, or of none, what they are."""
    return in_words(people_at_desk(publisher, Role.APPROVER), "lãnh đạo duyệt")


def editors_in_words(publisher: "Organization") -> str:
    """Who is to be asked for the text, as ``approvers_in_words``."""
    return in_words(people_at_desk(publisher, Role.EDITOR), "người biên tập")


def in_words(names: list[str], role: str) -> str:
    """ "đ/c An, đ/c Bình" of few; of many, or of none, what they are (``role``)."""
    return ", ".join(f"đ/c {name}" for name in names) if 0 < len(names) <= _FEW_NAMED else role
