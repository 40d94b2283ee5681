"""Writes the access log. The only writer: one function, called by services and views."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from organizations.models import AccessLog, Organization, User


def record(
    action: str,
    *,
    actor: User | None,
    organization: Organization | int | None = None,
    target: Model | None = None,
    label: str = "",
    request: HttpRequest | None = None,
    **detail: Any,
) -> None:
    """Add one row. ``detail`` takes plain facts (numbers, keys), never content.

    ``organization`` is the body whose administrators may see the row.
    """
    organization_id = organization.pk if isinstance(organization, Organization) else organization
    AccessLog.objects.create(
        action=action,
        actor=actor,
        organization_id=organization_id,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        target_label=(label or (str(target) if target is not None else ""))[:250],
        detail=detail,
        address=request.META.get("REMOTE_ADDR") or None if request is not None else None,
    )
