"""Machines remembered for half a year: a cookie and six digits open the door.

The cookie alone opens nothing, and the digits open nothing elsewhere. Whoever holds the cookie has five tries among a
million; then the machine is forgotten. The tries are counted before the digits are compared, so that many requests at
once do not get more of them.
"""

import hashlib
import itertools
import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from organizations import log
from organizations.models import AccessLog, User
from organizations.phones import phone_key
from organizations.services.refusals import Refusal
from organizations.signin.finding import organization_of
from organizations.signin.machines import machine_name
from organizations.signin.models import RememberedDevice

DAYS = 180
PIN_DIGITS = 6
WRONG_TRIES = 5
# People whom one machine remembers: a bound for the cookie and its look-up.
_MOST_HERE = 8
# A forgotten machine's row stays for a month, for who asks when and why.
_KEPT_DAYS = 30


class WeakPin(Refusal):
    default = "Mã PIN này dễ đoán. Đồng chí chọn sáu số khác, không phải dãy như 123456, 111111 hay số điện thoại."


def cookie_name() -> str:
    """With https the name itself forbids that a neighbouring site of the same domain lays such a cookie."""
    return "__Host-machine" if settings.SESSION_COOKIE_SECURE else "machine"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def check_pin_strength(pin: str, user: User) -> None:
    """Raises WeakPin for digits that are tried first: few different ones, a run, a part of the person's own number."""
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    is_run = len(steps) == 1
    is_halves = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    if len(set(pin)) < 3 or is_run or is_halves or pin in phone_key(user.phone):
        raise WeakPin


def token_of(request: HttpRequest) -> str:
    """What stands in this browser's cookie, to be laid there again; empty where there is no token."""
    return ".".join(_tokens_of(request))


def _tokens_of(request: HttpRequest) -> list[str]:
    """One token a person whom the machine remembers."""
    tokens = request.COOKIES.get(cookie_name(), "").split(".")[:_MOST_HERE]
    return [token for token in tokens if re.fullmatch(r"[\w-]{43}", token, re.ASCII)]


def devices_here(request: HttpRequest) -> list[RememberedDevice]:
    """The people whom this machine remembers, by name: on a shared phone more than one."""
    digests = [_hash(token) for token in _tokens_of(request)]
    if not digests:
        return []
    rows = RememberedDevice.objects.live(timezone.now()).filter(token_hash__in=digests, user__is_active=True)
    return list(rows.select_related("user").order_by("user__name_sorted", "pk"))


def device_of(request: HttpRequest, user: User) -> RememberedDevice | None:
    """The row by which this machine remembers the person."""
    return next((row for row in devices_here(request) if row.user_id == user.pk), None)


@transaction.atomic
def remember(request: HttpRequest, user: User, pin: str, *, forget_others: bool = False) -> str:
    """Remember this machine for the person; returns what the cookie holds then (``put_cookie``).

    The person's token is new each time, and a former row of the same person here is replaced. The rows and tokens of the
    others stay as they are: their cookie may have been copied here from another machine. Raises WeakPin.
    """
    check_pin_strength(pin, user)
    now = timezone.now()
    token = secrets.token_urlsafe(32)
    others: set[str] = set()
    for former in devices_here(request):
        if former.user_id == user.pk:
            RememberedDevice.objects.filter(pk=former.pk).update(forgotten_at=now, pin="")
        else:
            others.add(former.token_hash)
    kept = [one for one in _tokens_of(request) if _hash(one) in others][1 - _MOST_HERE :]
    if forget_others:
        RememberedDevice.objects.filter(user=user, forgotten_at__isnull=True).update(forgotten_at=now, pin="")
    row = RememberedDevice.objects.create(
        user=user,
        token_hash=_hash(token),
        pin=make_password(pin),
        machine=machine_name(request.META.get("HTTP_USER_AGENT", "")),
        remembered_at=now,
        used_at=now,
        expires_at=now + timedelta(days=DAYS),
    )
    log.record(
        AccessLog.Action.CREATE,
        actor=user,
        organization=organization_of(user),
        target=row,
        label=f"Ghi nhớ máy: {row.machine}"[:250],
        request=request,
    )
    return ".".join([*kept, token])


def put_cookie(response: HttpResponse, tokens: str) -> None:
    """Lay the tokens into the browser, or renew its time."""
    response.set_cookie(
        cookie_name(),
        tokens,
        max_age=DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def verify_pin(row: RememberedDevice | None, pin: str, now: datetime) -> bool:
    """Whether these are the digits of a live row. The fifth wrong try in a row makes the portal forget the machine.

    An absent row costs one hash as a present one does.
    """
    if row is None or not row.pin:
        make_password(pin)
        return False
    counted = (
        RememberedDevice.objects.live(now)
        .filter(pk=row.pk, wrong_tries__lt=WRONG_TRIES)
        .update(wrong_tries=F("wrong_tries") + 1)
    )
    if check_password(pin, row.pin) and counted:
        RememberedDevice.objects.filter(pk=row.pk).update(
            wrong_tries=0, used_at=now, expires_at=now + timedelta(days=DAYS)
        )
        return True
    row.refresh_from_db()
    if row.wrong_tries >= WRONG_TRIES and row.forgotten_at is None:
        forget(actor=None, row=row)
    return False


@transaction.atomic
def forget(*, actor: User | None, row: RememberedDevice) -> None:
    """The machine opens nothing from now on. ``actor`` is None where wrong digits did it."""
    row.forgotten_at, row.pin = timezone.now(), ""
    row.save(update_fields=["forgotten_at", "pin"])
    log.record(
        AccessLog.Action.DELETE if actor is not None else AccessLog.Action.LOCKED_OUT,
        actor=actor,
        organization=organization_of(row.user),
        target=row.user,
        label=f"Bỏ ghi nhớ máy: {row.machine}"[:250],
    )


def sweep_devices(*, now: datetime) -> int:
    """Take away the rows of machines that have opened nothing for a month: forgotten, or past their time. Returns how many."""
    since = now - timedelta(days=_KEPT_DAYS)
    count, _ = RememberedDevice.objects.filter(Q(forgotten_at__lt=since) | Q(expires_at__lt=since)).delete()
    return int(count)


def devices_of(user: User) -> list[RememberedDevice]:
    """The machines that remember the person, what was used last first."""
    return list(RememberedDevice.objects.live(timezone.now()).filter(user=user))
