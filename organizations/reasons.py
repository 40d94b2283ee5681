"""Ai thấy gì, vì sao: a person's reach in words, from the same memberships and the same paths that decide.

Upper rooms add what they know (how many issues one reads, which is the newest) through ``providers``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from organizations.access import path_filter
from organizations.models import Lineage, Membership, Organization, User
from organizations.roles import Role

# What a role opens, in the words of who asks. {place}: the body where it is held.
_OPENS: dict[str, tuple[str, ...]] = {
    Role.SECRETARY: (
        "Đọc, tải, in tài liệu gửi đến {place}.",
        "Báo đã nhận, báo buổi sinh hoạt, ghi việc đã làm thay mặt {place}; đề nghị phó bí thư.",
        "Tra cứu văn bản trong sổ của {place} và của các cấp trên.",
    ),
    Role.DEPUTY: (
        "Đọc, tải, in tài liệu gửi đến {place}.",
        "Báo đã nhận, báo buổi sinh hoạt, ghi việc đã làm thay mặt {place}.",
        "Tra cứu văn bản trong sổ của {place} và của các cấp trên.",
    ),
    Role.COORDINATOR: (
        "Đọc, tải, in tài liệu gửi đến mọi nơi thuộc {place}.",
        "Xem tình hình nhận của các nơi đó, ghi giao bản giấy, nhập thay báo cáo buổi sinh hoạt.",
        "In phiếu đăng nhập cho bí thư, phó bí thư thuộc {place}; xác nhận phó bí thư.",
        "Tra cứu văn bản trong sổ của {place} và của các cấp trên.",
    ),
    Role.CLERK: (
        "Đọc tài liệu đã phát hành của cấp ủy mình và tài liệu gửi đến các nơi thuộc {place}.",
        "Tra cứu văn bản trong sổ của {place}, của các nơi trực thuộc và của cấp trên; không nhập, không sửa.",
    ),
    Role.EDITOR: (
        "Soạn tài liệu của {place}, xem tình hình nhận, gửi duyệt; không tự phát hành.",
        "Nhập và sửa văn bản, tin, ảnh của {place} và các nơi trực thuộc.",
    ),
    Role.APPROVER: ("Duyệt, phát hành, đính chính, thu hồi tài liệu của {place}, và mọi việc của người biên tập.",),
    Role.ADMINISTRATOR: (
        "Thêm, sửa tổ chức, người dùng, vai trò thuộc {place}; xem nhật ký của các nơi đó.",
        "Xem tài liệu đang soạn và tình hình nhận của {place}; không sửa nội dung.",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One role and what it opens. ``state``: "đang có hiệu lực", "đã hết ngày …", … ; ``opens`` is empty where it opens nothing."""

    organization_id: int
    role: str
    place: str
    above: str
    state: str
    is_in_force: bool
    opens: tuple[str, ...]


providers: list[Callable[[User], list[str]]] = []


def reasons_of(person: User, today: date) -> list[Reason]:
    """All roles of the person, those in force first, then by the day they began, newest first."""
    rows = list(person.memberships.select_related("organization").order_by("-starts_on", "-pk"))
    step = Organization.steplen
    paths = {row.organization.path[:-step] for row in rows}
    names = dict(Organization.objects.filter(path__in=paths).values_list("path", "name"))
    old: dict[int, list[str]] = {}
    for one in Lineage.objects.filter(organization__in={row.organization_id for row in rows}).select_related(
        "predecessor"
    ):
        old.setdefault(one.organization_id, []).append(one.predecessor.name)
    reasons = [
        _reason(row, person, today, names.get(row.organization.path[:-step], ""), old.get(row.organization_id, []))
        for row in rows
    ]
    return sorted(reasons, key=lambda reason: not reason.is_in_force)


def _reason(row: Membership, person: User, today: date, above: str, predecessors: list[str]) -> Reason:
    state, is_in_force = _state(row, person, today)
    place = row.organization.name
    opens: tuple[str, ...] = ()
    if is_in_force:
        opens = tuple(words.format(place=place) for words in _OPENS[row.role])
        if predecessors:
            those = "tổ chức đó" if len(predecessors) == 1 else "các tổ chức đó"
            opens += (f"Đọc cả tài liệu cũ của {', '.join(predecessors)}, vì {place} kế thừa {those}.",)
    return Reason(row.organization_id, row.get_role_display(), place, above, state, is_in_force, opens)


def _state(row: Membership, person: User, today: date) -> tuple[str, bool]:
    if row.state == Membership.State.PROPOSED:
        return "chờ xác nhận, chưa mở ra gì", False
    if row.state == Membership.State.DECLINED:
        return "không được xác nhận", False
    if row.starts_on > today:
        return f"bắt đầu từ {row.starts_on:%d/%m/%Y}, chưa mở ra gì", False
    if row.ends_on is not None and row.ends_on < today:
        return f"đã hết ngày {row.ends_on:%d/%m/%Y}, không còn thấy gì", False
    if not person.is_active:
        return "tài khoản đang khóa, không mở ra gì", False
    until = f", đến hết ngày {row.ends_on:%d/%m/%Y}" if row.ends_on is not None else ""
    return f"từ {row.starts_on:%d/%m/%Y}{until}", True


# --- The yearly review ----------------------------------------------------------------------------------------------

REVIEW_EVERY = timedelta(days=365)


def to_be_reviewed(user: User, today: date) -> "list[Membership]":
    """Roles in force that the person administers, and that nobody has confirmed for a year; by place."""
    rows = Membership.objects.in_force(today).filter(user__is_active=True)
    if not user.reach.everything:
        rows = rows.filter(path_filter("organization__path", user.reach.paths(Role.ADMINISTRATOR)))
    due = today - REVIEW_EVERY
    rows = rows.filter(Q(reviewed_on__isnull=True, starts_on__lte=due) | Q(reviewed_on__lte=due))
    return list(rows.select_related("user", "organization").order_by("organization__path", "role", "pk"))
