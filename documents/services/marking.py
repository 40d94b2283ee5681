"""The reader's mark on what is printed: whose it is to carry, and what it says."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from cadre_portal.kept import Kept
from documents.access import EDITING_ROLES, may_edit_at
from documents.models import Edition, PublisherSettings
from documents.rendering.watermark import Mark, with_mark
from documents.services.publishing import font_dir
from organizations.models import Organization, User
from organizations.roles import OFFICER_ROLES

# Who leads more cells than this is known by the first of them.
_NAMED = 2


def own_settings(edition: Edition) -> PublisherSettings | None:
    """The settings of the edition's publisher, read along with the edition; None where it has none."""
    return getattr(edition.publisher, "publisher_settings", None)


def mark_for(user: User, edition: Edition, *, now: datetime | None = None) -> Mark | None:
    """The mark that this reader's copy carries; None where the publisher marks nothing.

    None too for who edits or approves at the publisher's own desk: from the frozen file the copies for all cells are printed.
    """
    own = own_settings(edition)
    if own is None or not own.watermarked:
        return None
    if user.reach.has_any(EDITING_ROLES) and may_edit_at(user, edition.publisher_id):
        return None
    return Mark(user.full_name, _place_of(user), timezone.localtime(now or timezone.now()))


# Names by the organisations they are of: asked for on every page of a marking publisher, changed once in years.
_kept_places: Kept[str] = Kept(256, seconds=300)


def _place_of(user: User) -> str:
    """ "Chi bộ 1, Đảng bộ khu Bến Cau": the cell and what it belongs to; the office of who leads no cell."""
    keys = tuple(user.reach.organization_ids(*OFFICER_ROLES) or user.reach.organization_ids())
    known = _kept_places.get(keys)
    if known is None:
        known = _named(keys)
        _kept_places.put(keys, known)
    return known


def _named(keys: tuple[int, ...]) -> str:
    rows = list(Organization.objects.filter(pk__in=keys).order_by("path")[: _NAMED + 1])
    if len(rows) == 1:
        above = Organization.objects.filter(path=rows[0].path[:-4]).first()
        return ", ".join(row.label for row in (rows[0], above) if row is not None)
    return ", ".join(row.label for row in rows[:_NAMED]) + (" …" if len(rows) > _NAMED else "")


def marked_pdf(stored: str, mark: Mark) -> bytes:
    """A stored PDF of an edition under the mark. Made anew for every reader, never stored. Raises FileNotFoundError."""
    with default_storage.open(stored) as file:
        return with_mark(file.read(), mark, font_dir=font_dir())
