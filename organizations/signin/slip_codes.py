"""A slip's code at the door."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from organizations.models import SlipCode, User
from organizations.services.slips import find_live_code, hash_code


def live_code(user: User | None, digits: str, now: datetime) -> SlipCode | None:
    """The person's live slip with this code. A name nobody has costs the same questions."""
    with transaction.atomic():
        return find_live_code(user or User(pk=0), digits, now)


def why_dead(user: User | None, digits: str, now: datetime) -> str:
    """What to tell somebody who holds a slip that opens nothing any more; empty for any other digits.

    Only who has the right digits learns it, so nothing is given away to a guesser.
    """
    person = user or User(pk=0)
    row = SlipCode.objects.filter(user=person, code_hash=hash_code(person.pk, digits)).order_by("-issued_at").first()
    if row is None:
        return ""
    if row.used_at is not None:
        at = date_format(timezone.localtime(row.used_at), "H:i j/n/Y")
        return (
            f"Mã trên phiếu này đã dùng lúc {at}; mỗi mã chỉ dùng được một lần. Đồng chí xin phiếu mới. "
            "Nếu lúc ấy không phải đồng chí đăng nhập, đồng chí báo ngay cho cán bộ đầu mối."
        )
    if row.revoked_at is not None:
        return "Phiếu này đã được thay bằng phiếu mới. Đồng chí dùng mã trên phiếu mới nhất."
    if row.expires_at <= now:
        until = date_format(timezone.localtime(row.expires_at), "j/n/Y")
        return f"Mã trên phiếu này đã hết hạn từ ngày {until}. Đồng chí xin phiếu mới."
    return ""
