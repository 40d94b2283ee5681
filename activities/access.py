"""Who may see and change news and pictures."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from organizations.access import path_filter
from organizations.models import Organization
from organizations.roles import Role

if TYPE_CHECKING:
    from activities.models import ActivityQuerySet, PictureQuerySet
    from organizations.models import User

NEWS_ROLES = (Role.EDITOR, Role.APPROVER)


def _editable(user: "User") -> Q:
    paths = user.reach.paths(*NEWS_ROLES)
    if not paths:
        return Q(pk__in=[])
    return Q(held_by__in=Organization.objects.filter(path_filter("path", paths)).order_by().values("pk"))


def visible_activities(rows: "ActivityQuerySet", user: "User") -> "ActivityQuerySet":
    """Raw news is the desk's; readers see news in editions. A clerk sees what the bodies below hold, once confirmed."""
    if user.reach.everything:
        return rows
    from activities.models import Activity

    wanted = _editable(user)
    clerk = user.reach.paths(Role.CLERK)
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
    from activities.models import Activity, ActivityPicture

    seen = Activity.objects.visible_to(user).order_by().values("pk")
    wanted = Q(uploaded_by=user) | Q(
        pk__in=ActivityPicture.objects.filter(activity__in=seen).order_by().values("picture")
    )
    for provider in picture_providers:
        wanted |= Q(pk__in=provider(user))
    return rows.filter(wanted)


# Upper rooms add what they show: functions of a user giving a queryset of picture keys (filled in AppConfig.ready).
picture_providers: list[Callable[["User"], "QuerySet[Any, Any]"]] = []
