"""Taking paper back after a withdrawal: who holds some, and who has given it back."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.models import Delivery, Edition
from documents.services.coverage import covered_deliveries
from documents.services.paper import PAPER_ROLES, log_paper
from organizations.models import User

_TITLE = "Thu lại bản giấy"
# Handed over, printed by the cell, or taken as a file, which may have been printed anywhere.
ON_PAPER = Q(on_paper_at__isnull=False) | Q(printed_at__isnull=False) | Q(downloaded_at__isnull=False)


def paper_to_collect(user: User, edition: Edition) -> list[Delivery]:
    """Deliveries of the withdrawn editions of this issue that are on paper, in the order of the tree, as far as the person
    answers for them."""
    rows: list[Delivery] = []
    for one in _withdrawn(edition):
        scope = covered_deliveries(user, one).filter(ON_PAPER).select_related("edition", "collected_by")
        rows.extend(scope.defer("edition__content"))
    return sorted(rows, key=lambda row: (row.path, row.edition.number))


def _withdrawn(edition: Edition) -> "QuerySet[Edition]":
    rows = Edition.objects.published().filter(bulletin=edition.bulletin_id, withdrawal__isnull=False)
    return rows.select_related("publisher").defer("content").order_by("number")


@transaction.atomic
def collect(*, actor: User, edition: Edition, delivery_keys: Collection[int]) -> int:
    """Note that these receivers gave their paper back or destroyed it. Returns how many were new."""
    count = 0
    for one in _withdrawn(edition):
        rows = covered_deliveries(actor, one, *PAPER_ROLES).filter(ON_PAPER, pk__in=delivery_keys)
        count += rows.filter(collected_at__isnull=True).update(collected_at=timezone.now(), collected_by=actor)
    log_paper(actor, edition, title=_TITLE, collected=count)
    return count


@transaction.atomic
def put_back(*, actor: User, edition: Edition, delivery_keys: Collection[int]) -> int:
    """Undo a tick made by mistake. Returns how many were undone."""
    count = 0
    for one in _withdrawn(edition):
        rows = covered_deliveries(actor, one, *PAPER_ROLES).filter(pk__in=delivery_keys, collected_at__isnull=False)
        count += rows.update(collected_at=None, collected_by=None)
    log_paper(actor, edition, title=_TITLE, put_back=count)
    return count
