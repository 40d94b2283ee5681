"""Writes the access log. The only writer: ``record``, called by services and views, and ``record_many`` for imports."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from organizations.current import current_address, only_asks
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
) -> AccessLog:
    """Add one row and return it. ``detail`` takes plain facts (numbers, keys), never content.

    ``organization`` is the body whose administrators may see the row. The address is that of ``request``, else of the
    request being answered: a publication names the machine it was made at, what runs by the clock names none.
    """
    organization_id = organization.pk if isinstance(organization, Organization) else organization
    row: AccessLog = AccessLog.objects.create(
        action=action,
        actor=actor,
        organization_id=organization_id,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        target_label=(label or (str(target) if target is not None else ""))[:250],
        detail=detail,
        address=(request.META.get("REMOTE_ADDR") or None) if request is not None else current_address(),
    )
    return row


def record_taken(
    action: str,
    *,
    actor: User | None,
    request: HttpRequest,
    organization: Organization | int | None = None,
    target: Model | None = None,
    label: str = "",
    **detail: Any,
) -> None:
    """Add one row about what was read, taken away or printed. Who only asks whether it is there (HEAD) takes nothing: no row."""
    if not only_asks(request):
        record(action, actor=actor, organization=organization, target=target, label=label, request=request, **detail)


def record_many(action: str, *, actor: User | None, targets: Iterable[tuple[Model, int | None, str]]) -> None:
    """Add one row a target, each with the key of the body whose administrators may see it, and a label: for imports."""
    AccessLog.objects.bulk_create(
        (
            AccessLog(
                action=action,
                actor=actor,
                organization_id=organization_id,
                target_type=target._meta.label_lower,
                target_id=str(target.pk),
                target_label=label[:250],
            )
            for target, organization_id, label in targets
        ),
        batch_size=500,
    )
