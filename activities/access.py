"""Who may see and change news and pictures."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from activities.providers import at_desk_of
from organizations.access import path_filter
from organizations.models import Organization
from organizations.roles import Role

if TYPE_CHECKING:
    from activities.models import ActivityQuerySet, PictureQuerySet, SubmissionQuerySet
    from organizations.models import OrganizationQuerySet, User

NEWS_ROLES = (Role.EDITOR, Role.APPROVER)
# Who sends news for the body where the role is held.
SENDING_ROLES = (Role.SECRETARY, Role.DEPUTY, Role.COORDINATOR, Role.CLERK)


def _editable(user: "User") -> Q:
    paths = user.reach.desk_paths(*NEWS_ROLES)
    if not paths:
        return Q(pk__in=[])
    return Q(held_by__in=Organization.objects.filter(path_filter("path", paths)).order_by().values("pk"))


def visible_activities(rows: "ActivityQuerySet", user: "User") -> "ActivityQuerySet":
    """Raw news is the desk's; readers see news in editions. A clerk sees what the bodies below hold, once confirmed."""
    if user.reach.everything:
        return rows
    from activities.models import Activity

    wanted = _editable(user)
    clerk = user.reach.desk_paths(Role.CLERK)
    if clerk:
        holders = Organization.objects.filter(path_filter("path", clerk)).order_by().values("pk")
        wanted |= Q(state=Activity.State.CONFIRMED, held_by__in=holders)
    return rows.filter(wanted)


def editable_activities(rows: "ActivityQuerySet", user: "User") -> "ActivityQuerySet":
    if user.reach.everything:
        return rows
    return rows.filter(_editable(user))


def visible_pictures(rows: "PictureQuerySet", user: "User") -> "PictureQuerySet":
    """A picture is seen through what shows it: a news item, or (asked through ``providers``) an entry or an edition."""
    if user.reach.everything:
        return rows
    if not user.reach.holds:
        # Out of office, one's own photos are no longer one's to see.
        return rows.none()
    from activities.models import Activity, ActivityPicture, Submission, SubmissionPicture

    seen = Activity.objects.visible_to(user).order_by().values("pk")
    sent = Submission.objects.visible_to(user).order_by().values("pk")
    wanted = (
        Q(uploaded_by=user)
        | Q(pk__in=ActivityPicture.objects.filter(activity__in=seen).order_by().values("picture"))
        | Q(pk__in=SubmissionPicture.objects.filter(submission__in=sent).order_by().values("picture"))
    )
    for provider in picture_providers:
        wanted |= Q(pk__in=provider(user))
    return rows.filter(wanted)


# Upper rooms add what they show: functions of a user giving a queryset of picture keys (filled in AppConfig.ready).
picture_providers: list[Callable[["User"], "QuerySet[Any, Any]"]] = []


# --- Submissions ------------------------------------------------------------------------------------------------------


def sending_bodies(user: "User") -> "OrganizationQuerySet":
    """The bodies for which the person sends news: those where a sending role is held, not those below them."""
    rows: OrganizationQuerySet = Organization.objects.filter(pk__in=user.reach.organization_ids(*SENDING_ROLES))
    ordered: OrganizationQuerySet = rows.order_by("path")
    return ordered


def recipients_of(organization: Organization) -> "OrganizationQuerySet":
    """The publishers to which a body sends: those above it and itself, the nearest first."""
    rows: OrganizationQuerySet = Organization.objects.publishers().filter(path__in=organization.ancestor_paths)
    nearest_first: OrganizationQuerySet = rows.order_by("-depth")
    return nearest_first


def visible_submissions(rows: "SubmissionQuerySet", user: "User") -> "SubmissionQuerySet":
    """What was sent for the bodies at which one holds a sending role today, and what came to one's desk."""
    if user.reach.everything:
        return rows
    return rows.filter(Q(organization__in=user.reach.organization_ids(*SENDING_ROLES)) | at_desk_of(user, "recipient"))


def editable_submissions(rows: "SubmissionQuerySet", user: "User") -> "SubmissionQuerySet":
    if user.reach.everything:
        return rows
    return rows.filter(at_desk_of(user, "recipient"))
