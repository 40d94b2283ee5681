"""Copies on paper: who was handed one. Ticked by the editors and coordinators, one or many at once."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents.models import Edition
from documents.services.coverage import covered_deliveries
from organizations.log import record
from organizations.models import AccessLog, User
from organizations.roles import Role

# Administrators look; those who carry the copies around tick.
PAPER_ROLES = (Role.EDITOR, Role.APPROVER, Role.COORDINATOR)


@transaction.atomic
def hand_over(*, actor: User, edition: Edition, delivery_keys: Collection[int]) -> int:
    """Note that these receivers have the edition on paper. The first tick counts. Returns how many were new."""
    rows = covered_deliveries(actor, edition, *PAPER_ROLES).filter(pk__in=delivery_keys, on_paper_at__isnull=True)
    count = rows.update(on_paper_at=timezone.now(), on_paper_by=actor)
    log_paper(actor, edition, handed_over=count)
    return count


@transaction.atomic
def take_back(*, actor: User, edition: Edition, delivery_keys: Collection[int]) -> int:
    """Undo a tick made by mistake. Returns how many were undone."""
    rows = covered_deliveries(actor, edition, *PAPER_ROLES).filter(pk__in=delivery_keys, on_paper_at__isnull=False)
    count = rows.update(on_paper_at=None, on_paper_by=None)
    log_paper(actor, edition, taken_back=count)
    return count


def log_paper(actor: User, edition: Edition, *, title: str = "Bản giấy", **counts: Any) -> None:
    """One line of the log for what was ticked, under this title; none where nothing was."""
    if any(counts.values()):
        record(
            AccessLog.Action.CHANGE,
            actor=actor,
            organization=edition.publisher_id,
            target=edition,
            label=f"{title}: {edition}",
            **counts,
        )
