"""What changes organisations, people and roles: the only writers of these tables."""

from django.db import transaction

from organizations import log
from organizations.models import AccessLog, LogRetention, User


def log_months() -> int:
    """For how many months log rows are kept."""
    row = LogRetention.objects.filter(pk=1).first()
    return row.months if row is not None else LogRetention._meta.get_field("months").default


@transaction.atomic
def change_password(*, actor: User, user: User, password: str) -> None:
    """Give ``user`` another password (already validated). Other sessions of that person end by themselves."""
    user.set_password(password)
    user.save(update_fields=["password"])
    log.record(AccessLog.Action.CHANGE, actor=actor, target=user, label=f"Mật khẩu của {user}")
