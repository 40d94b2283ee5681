"""The second step at the door for who works at the desk: codes of an authenticator app (TOTP, RFC 6238) and printed
recovery codes, both kept by django-otp.

A wrong code makes the next try wait, one second, two, four … (django-otp), and counts for the lockout like a wrong
password: a million codes cannot be gone through. Recovery codes are kept as keyed hashes.
"""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from organizations import log
from organizations.access import works_at_desk
from organizations.models import AccessLog, User
from organizations.signin.finding import organization_of

View = TypeVar("View", bound=Callable[..., Any])
TOKEN_DIGITS = 6
RECOVERY_DIGITS = 10
RECOVERY_CODES = 10
# A phone that is a minute off still gets in; django-otp then learns how far it is off.
TOLERANCE = 2
_SESSION = "second_factor"
_SETUP = "second_factor_setup"
_APP = "ứng dụng xác thực"
_PAPER = "mã dự phòng"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a code was good for: ``way`` is "totp" or "static" where it opens, else empty. ``minutes_off`` tells how far the
    phone's clock is off where that is why, ``wait_until`` when the next try is heard."""

    way: str = ""
    minutes_off: int = 0
    wait_until: datetime | None = None


def opens_without_second_factor(view: View) -> View:
    """Mark a view that must open to who still owes the second factor: the pages that set it up."""
    view.opens_without_second_factor = True  # type: ignore[attr-defined]
    return view


def is_owed(request: HttpRequest, user: User) -> bool:
    """Whether this signed-in person must prove a second factor before anything of the desk opens."""
    return bool(settings.MFA_REQUIRED) and _SESSION not in request.session and works_at_desk(user)


def app_of(user: User) -> TOTPDevice | None:
    """The person's confirmed authenticator app."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def has_app(user: User) -> bool:
    return app_of(user) is not None


def is_verified(request: HttpRequest) -> bool:
    return _SESSION in request.session


def app_to_confirm(request: HttpRequest, user: User) -> TOTPDevice:
    """The secret that the person is about to put into an app, as a row not written yet.

    It is kept in this session alone until it is confirmed: another session has another, and signing out forgets it, so that
    who saw it on an unattended screen cannot make it theirs later."""
    if _SETUP not in request.session:
        request.session[_SETUP] = random_hex(20)
    return TOTPDevice(user=user, confirmed=False, name=_APP, tolerance=TOLERANCE, key=request.session[_SETUP])


def sweep_unconfirmed(now: datetime) -> int:
    """Take away apps that were begun and never confirmed, a day old or older: a secret that opens nothing lies about no longer
    than it may be of use. Returns how many."""
    old = Q(created_at__lt=now - timedelta(days=1)) | Q(created_at__isnull=True)
    count, _ = TOTPDevice.objects.filter(old, confirmed=False).delete()
    return int(count)


def _shows(row: TOTPDevice, token: str) -> bool:
    totp = TOTP(row.bin_key, row.step, row.t0, row.digits)
    totp.time = time.time()
    return bool(totp.verify(int(token), TOLERANCE))


def _steps_off(row: TOTPDevice, token: str) -> int:
    """How many steps the phone's clock is off if that alone is wrong, else 0: within ten minutes, or by one hour or two
    (a wrong time zone). Few steps, so that a guess is hardly ever told that it comes near."""
    near = range(-20, 21)
    zones = [hour * 120 + small for hour in (-2, -1, 1, 2) for small in range(-4, 5)]
    totp = TOTP(row.bin_key, row.step, row.t0, row.digits)
    for off in [*sorted(near, key=abs), *zones]:
        totp.time = time.time() + off * row.step
        if off and totp.token() == int(token):
            return off
    return 0


def _paper_hash(user: User, digits: str) -> str:
    return salted_hmac("organizations.signin.recovery", f"{user.pk}:{digits}", algorithm="sha256").hexdigest()[:16]


def verify(user: User, typed: str) -> Verdict:
    """Judge a code of the app (six digits) or a recovery code (ten); spaces and dashes between them do not count.

    A code of the app opens once, a recovery code is used up.
    """
    digits = re.sub(r"[\s.-]", "", typed)
    is_paper = len(digits) == RECOVERY_DIGITS
    if not re.fullmatch(r"\d+", digits, re.ASCII) or (not is_paper and len(digits) != TOKEN_DIGITS):
        return Verdict()
    model = StaticDevice if is_paper else TOTPDevice
    with transaction.atomic():
        row = model.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
        if row is None:
            return Verdict()
        allowed, why = row.verify_is_allowed()
        if not allowed:
            return Verdict(wait_until=(why or {}).get("locked_until"))
        if row.verify_token(_paper_hash(user, digits) if is_paper else digits):
            return Verdict(way="static" if is_paper else "totp")
    off = 0 if is_paper else _steps_off(row, digits)
    return Verdict(minutes_off=round(abs(off) * row.step / 60) or 1 if off else 0)


def count_wrong(request: HttpRequest, user: User) -> None:
    """Count a wrong second step for the lockout, as a wrong password is."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)


def mark_verified(request: HttpRequest, way: str) -> None:
    request.session[_SESSION] = way


@transaction.atomic
def confirm_app(request: HttpRequest, user: User, token: str) -> tuple[bool, int]:
    """Take a new app into use if it shows the right code; the former one goes. Returns whether, and how many minutes its
    clock is off where that is why not."""
    row = app_to_confirm(request, user)
    digits = re.sub(r"\s", "", token)
    if not re.fullmatch(rf"\d{{{TOKEN_DIGITS}}}", digits, re.ASCII):
        return False, 0
    if not _shows(row, digits):
        off = _steps_off(row, digits)
        return False, round(abs(off) * row.step / 60) or 1 if off else 0
    TOTPDevice.objects.filter(user=user).delete()
    row.confirmed = True
    row.save()
    # The code that confirmed the app opens nothing besides.
    row.verify_token(digits)
    del request.session[_SETUP]
    log.record(
        AccessLog.Action.CHANGE,
        actor=user,
        organization=organization_of(user),
        target=user,
        label=f"Bật xác thực hai lớp: {user}",
    )
    return True, 0


@transaction.atomic
def make_recovery_codes(user: User) -> list[str]:
    """Ten new recovery codes of ten digits, returned once; the former ones are void."""
    StaticDevice.objects.filter(user=user).delete()
    row = StaticDevice.objects.create(user=user, name=_PAPER, confirmed=True)
    codes = [f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}d}" for _ in range(RECOVERY_CODES)]
    row.token_set.bulk_create([row.token_set.model(device=row, token=_paper_hash(user, code)) for code in codes])
    log.record(
        AccessLog.Action.CREATE,
        actor=user,
        organization=organization_of(user),
        target=user,
        label=f"Mã dự phòng của {user}",
    )
    return codes


def recovery_codes_left(user: User) -> int:
    return sum(row.token_set.count() for row in StaticDevice.objects.filter(user=user))


@transaction.atomic
def remove(*, actor: User, user: User) -> None:
    """Take the second factor away: a lost phone. Who may do so for another is the caller's to ask."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    log.record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=organization_of(user),
        target=user,
        label=f"Bỏ xác thực hai lớp: {user}",
    )


def setup_address(row: TOTPDevice) -> str:
    """The otpauth address that the QR code shows."""
    return str(row.config_url)
