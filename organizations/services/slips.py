"""One-time codes of printed slips: issued here, used up at the door (organizations.signin).

Eight digits carry 26 bits: little, if anybody who holds a copy of the database could try them all. So the hash is keyed
by the portal's secret key, which does not stand in the database; that also costs microseconds, where a password hash
would make ten thousand slips take half an hour.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from organizations import log
from organizations.access import slip_holders
from organizations.models import AccessLog, Membership, SlipCode, User
from organizations.services.refusals import NotAllowed

CODE_DIGITS = 8
# A slip may lie in a drawer until the next meeting, not longer.
CODE_DAYS = 30
_BATCH = 500


def hash_code(user_id: int, code: str) -> str:
    """The keyed hash of a person's code, 64 hexadecimal digits. The same digits give each person another hash."""
    return salted_hmac("organizations.slip_code", f"{user_id}:{code}", algorithm="sha256").hexdigest()


def find_live_code(user: User, code: str, now: datetime) -> SlipCode | None:
    """The person's live code if these are its digits (spaces between them do not count); None otherwise.

    Whoever redeems it asks inside a transaction and sets ``used_at`` on the row returned: it is locked until then.
    """
    digits = "".join(code.split())
    row = SlipCode.objects.select_for_update().live(now).filter(user=user).first()
    wanted = hash_code(user.pk, digits)
    # An absent row costs the same comparison.
    is_right = constant_time_compare(row.code_hash if row is not None else "0" * 64, wanted)
    return row if is_right else None


def issue_code(user: User, by: User, now: datetime) -> str:
    """Give the person a new one-time code, eight digits, returned once and never again; a former one is void from now on.

    Raises NotAllowed where ``by`` may not hand this person a slip.
    """
    return issue_codes([user], by, now)[user.pk]


@transaction.atomic
def issue_codes(users: Collection[User], by: User, now: datetime) -> dict[int, str]:
    """New codes for many people at once, by their keys; all or none. Raises NotAllowed if one of them is not ``by``'s."""
    keys = {user.pk for user in users}
    if slip_holders(User.objects.filter(pk__in=keys), by).count() != len(keys):
        raise NotAllowed
    # Of two who print at once the second waits here, and then takes back what the first has given.
    list(User.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    revoke_codes(users, now)
    codes = {key: f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}" for key in sorted(keys)}
    named = {user.pk: user for user in users}
    rows = SlipCode.objects.bulk_create(
        [
            SlipCode(
                user=named[key],
                code_hash=hash_code(key, code),
                issued_at=now,
                issued_by=by,
                expires_at=now + timedelta(days=CODE_DAYS),
            )
            for key, code in codes.items()
        ],
        batch_size=_BATCH,
    )
    places = dict(
        Membership.objects.filter(user__in=keys)
        .order_by("user_id", "starts_on", "pk")
        .values_list("user_id", "organization_id")
    )
    log.record_many(
        AccessLog.Action.CREATE,
        actor=by,
        targets=[(row.user, places.get(row.user_id), str(row)) for row in rows],
    )
    return codes


def revoke_codes(users: Collection[User], now: datetime) -> int:
    """Make the codes of these people that nobody has used void; return how many."""
    keys = {user.pk for user in users}
    return SlipCode.objects.filter(user__in=keys, used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=now)
