"""What stands of an issue that was published: its editions with their files, and the paper to collect."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from documents.access import may_approve
from documents.addresses import addresses_of
from documents.models import Bulletin, Edition
from documents.services.reviewing import may
from documents.services.scheduling import scheduled_edition
from organizations.models import User


def editions_with_files(bulletin: Bulletin) -> list[tuple[Edition, dict[str, str]]]:
    """The editions, newest first, each with the addresses of its pages and files; {} before its hour."""
    editions = bulletin.editions.defer("content").select_related("withdrawal", "publisher").order_by("-number")
    return [
        (edition, addresses_of(edition, number=edition.number) if edition.publish_at <= timezone.now() else {})
        for edition in editions
    ]


def collect_address(bulletin: Bulletin) -> str:
    """Where the paper of what was withdrawn is listed; "" where nothing was."""
    edition = bulletin.editions.filter(withdrawal__isnull=False).defer("content").order_by("-number").first()
    return addresses_of(edition, number=edition.number)["collect"] if edition is not None else ""


def way_on(user: User, bulletin: Bulletin) -> dict[str, Any]:
    """For the page of the review of an issue that is out: the newest edition (``latest``), its ``files``, and the addresses of
    the steps that are left to this person ("" where one is not). {} while something is still in work or waits for its hour."""
    if bulletin.is_in_work or scheduled_edition(bulletin, timezone.now()) is not None:
        return {}
    found = editions_with_files(bulletin)
    if not found:
        return {}
    latest, files = found[0]
    is_withdrawn = hasattr(latest, "withdrawal")
    approves = may_approve(user, bulletin)

    def step(name: str, is_open: bool) -> str:
        return reverse("admin:documents_bulletin_step", args=[bulletin.pk, name]) if is_open else ""

    return {
        "latest": latest,
        "files": files,
        "withdrawal": latest.withdrawal if is_withdrawn else None,
        "collect": collect_address(bulletin) if is_withdrawn else "",
        "reopen": step("dinh-chinh", approves and may("reopen", bulletin)),
        "withdraw": step("thu-hoi", approves and not is_withdrawn),
    }
