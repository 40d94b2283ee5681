"""What waits for those who look after cells, on the first page of the admin."""

from django.urls import reverse
from django.utils import timezone

from organizations import reasons
from organizations.access import OFFICE_OF_CELLS, looked_after
from organizations.front_page import Waiting
from organizations.models import Membership, Organization, User
from organizations.office.people import NEVER_IN, NO_SECRETARY, cells_without_secretary, officers_never_in
from organizations.roles import Role


def waiting_people(user: User) -> list[Waiting]:
    """Deputies to confirm, cells without a secretary, officers who never came in, roles to review; for a place without cells,
    the sheet to begin with."""
    if not user.reach.has_any(OFFICE_OF_CELLS):
        return []
    address = reverse("organizations:people_list")
    own = looked_after(Organization.objects.all(), user)
    if not own.exists():
        title = "Chưa có chi bộ nào"
        return [
            Waiting(title, "Nhập một lần từ Excel", "Nhập chi bộ", reverse("organizations:cell_import"), is_mine=True)
        ]
    proposed = Membership.objects.filter(
        state=Membership.State.PROPOSED, organization__in=own.order_by().values("pk")
    ).count()
    lacking, never_in = cells_without_secretary(user).count(), officers_never_in(user).count()
    lines = [
        (proposed, f"{proposed} phó bí thư được đề nghị", "Chờ xác nhận", "Xem và xác nhận", address),
        (
            lacking,
            f"{lacking} chi bộ chưa có bí thư",
            "Chưa ai đọc được",
            "Xem danh sách",
            f"{address}?loc={NO_SECRETARY}",
        ),
        (never_in, f"{never_in} bí thư, phó bí thư", "Chưa đăng nhập lần nào", "In phiếu", f"{address}?loc={NEVER_IN}"),
    ]
    if user.reach.has_any([Role.ADMINISTRATOR]):
        due = len(reasons.to_be_reviewed(user, timezone.localdate()))
        review = reverse("organizations:membership_review")
        lines.append((due, f"{due} vai trò hơn một năm chưa xem lại", "Rà soát hằng năm", "Rà soát", review))
    return [
        Waiting(title, state, action, place, is_mine=bool(proposed) and place == address)
        for count, title, state, action, place in lines
        if count
    ]
