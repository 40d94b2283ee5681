"""Slips on paper: codes are issued and set in the same step, and go out as one PDF that nobody keeps."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from cadre_portal.text import person_sort_key
from organizations import log
from organizations.models import AccessLog, Membership, Organization, User
from organizations.services.refusals import Refusal
from organizations.services.slips import CODE_DAYS, issue_codes
from organizations.slip_sheet import Slip, render_slips

# A hundred sheets; more at once nobody cuts.
MOST_SLIPS = 800


class TooManySlips(Refusal):
    default = f"Mỗi lần in nhiều nhất {MOST_SLIPS} phiếu. Đồng chí in theo từng tổ chức cơ sở đảng."


class NoAddress(Refusal):
    default = "Cổng chưa biết địa chỉ của mình để in lên phiếu. Đồng chí báo người cài đặt điền PORTAL_ADDRESS."


def _places(users: Iterable[User]) -> dict[int, list[Membership]]:
    """The roles, held or to come, of each person, in the order of the tree."""
    today = timezone.localdate()
    rows = (
        Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), state=Membership.State.CONFIRMED)
        .filter(user__in=[user.pk for user in users])
        .select_related("organization")
        .order_by("organization__path", "pk")
    )
    found: dict[int, list[Membership]] = {}
    for row in rows:
        found.setdefault(row.user_id, []).append(row)
    return found


def _in_words(rows: list[Membership], names: dict[str, str]) -> str:
    """ "Bí thư, Chi bộ 1, Đảng bộ khu Bến Cau; Bí thư, Chi bộ 2, …" """
    words = []
    for row in rows:
        above = names.get(row.organization.path[: -Organization.steplen], "")
        words.append(", ".join(filter(None, (row.get_role_display(), row.organization.label, above))))
    return "; ".join(words)


def _contact(rows: list[Membership], above: list[Organization]) -> str:
    """Whom the holder asks: the contact of the own body, else of the nearest above (``above``: the deepest first); "" for
    none."""
    if not rows:
        return ""
    own = rows[0].organization
    bodies = [own, *(row for row in above if row.path != own.path and own.path.startswith(row.path))]
    return next((f"{row.label}, {row.contact.rstrip('. ')}" for row in bodies if row.contact), "")


@transaction.atomic
def print_slips(*, actor: User, users: Collection[User], portal: str, now: datetime) -> bytes:
    """New codes for these people and their slips as PDF, by place, then by given name. Former codes are void from now on.

    ``portal``: the portal's address, https://…. Raises NotAllowed, TooManySlips, NoAddress, and CannotSetSlips (then nothing
    was issued).
    """
    if len(users) > MOST_SLIPS:
        raise TooManySlips
    if not portal:
        raise NoAddress
    codes = issue_codes(users, actor, now)
    places = _places(users)
    wanted = {
        row.organization.path[:end]
        for rows in places.values()
        for row in rows
        for end in range(Organization.steplen, len(row.organization.path), Organization.steplen)
    }
    above = list(Organization.objects.filter(path__in=wanted).select_related("type").order_by("-depth", "path"))
    names = {row.path: row.label for row in above if not row.type.may_publish}
    publishers = sorted(((row.path, row.name) for row in above if row.type.may_publish), reverse=True)
    counted = User.objects.active().filter(phone_key__in={user.phone_key for user in users if user.phone_key})
    owners = dict(counted.order_by().values_list("phone_key").annotate(Count("pk")))
    until = timezone.localdate(now + timedelta(days=CODE_DAYS))

    def slip(user: User) -> tuple[tuple[object, ...], Slip]:
        rows = places.get(user.pk, [])
        path = rows[0].organization.path if rows else ""
        publisher = next((name for start, name in publishers if path.startswith(start)), "Tài liệu sinh hoạt chi bộ")
        only_one = owners.get(user.phone_key) == 1
        return (path, person_sort_key(user.full_name)), Slip(
            publisher=publisher,
            name=user.full_name,
            role=_in_words(rows, names),
            username=user.username,
            phone=user.phone_key if only_one else "",
            code=codes[user.pk],
            until=until,
            contact=_contact(rows, above) or str(settings.PORTAL_CONTACT).rstrip(". "),
        )

    slips = [one for _, one in sorted((slip(user) for user in users), key=lambda pair: pair[0])]
    font_dir = Path(settings.FONT_DIR) if settings.FONT_DIR else None
    content = render_slips(slips, portal=portal, now=now, font_dir=font_dir)
    log.record(AccessLog.Action.PRINT, actor=actor, label="Phiếu đăng nhập", slips=len(slips))
    return content
