"""For how long the access log is kept, and taking away what is older."""

from calendar import monthrange
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from organizations import log
from organizations.models import AccessLog, LogRetention, User
from organizations.services.refusals import NotAllowed


def log_months() -> int:
    """For how many months log rows are kept."""
    row = LogRetention.objects.filter(pk=1).first()
    return row.months if row is not None else 12


def _months_before(moment: datetime, months: int) -> datetime:
    """The same day and hour some months earlier, or the last day of that month where it is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def prune_log(*, now: datetime | None = None) -> int:
    """Delete log rows past their time; return how many. The triggers refuse any row that is younger."""
    months = log_months()
    until = _months_before(now or timezone.now(), months)
    count, _ = AccessLog.objects.filter(at__lt=until).delete()
    if count:
        log.record(
            AccessLog.Action.DELETE,
            actor=None,
            label=f"{count} dòng nhật ký quá {months} tháng",
            until=str(timezone.localdate(until)),
        )
    return count


@transaction.atomic
def save_retention(*, actor: User, retention: LogRetention) -> None:
    if not actor.reach.everything:
        raise NotAllowed
    retention.save()
    log.record(AccessLog.Action.CHANGE, actor=actor, target=retention, months=retention.months)
