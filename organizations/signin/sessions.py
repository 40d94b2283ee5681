"""Opening, listing and ending sessions, and writing that down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from organizations import log
from organizations.models import AccessLog, SlipCode, User
from organizations.services.refusals import Refusal
from organizations.signin.devices import device_of
from organizations.signin.finding import find_user, organization_of
from organizations.signin.machines import machine_name
from organizations.signin.models import OpenSession, RememberedDevice

# Keys in the session.
_ENTERING = "entering"
_OPENED = "opened"
_NO_WAY_BACK = "no_way_back"
# Between the password and the code of the second step.
_ENTERING_SECONDS = 600
# How exactly a list of sessions tells when one was last used; no page costs a write more often than this.
_SEEN_SECONDS = 600


class SlipUsedMeanwhile(Refusal):
    default = "Mã trên phiếu vừa được dùng ở một máy khác. Đồng chí xin phiếu mới."


@dataclass(frozen=True, slots=True)
class Entering:
    """A person who passed the first step at the door and still owes the second."""

    user: User
    way: str
    slip_id: int | None
    device_id: int | None
    target: str


def is_dormant(user: User, now: datetime) -> bool:
    """Whether nobody used the account for ``DORMANT_DAYS``: since the last sign-in, being made, or being opened again."""
    moments = [user.date_joined, user.last_login, user.reopened_at]
    newest = max(moment for moment in moments if moment is not None)
    return newest < now - timedelta(days=settings.DORMANT_DAYS)


def begin(request: HttpRequest, entering: Entering) -> None:
    """Keep in the session of a visitor that the first step is done."""
    request.session[_ENTERING] = {
        "user": entering.user.pk,
        "hash": entering.user.get_session_auth_hash(),
        "way": entering.way,
        "slip": entering.slip_id,
        "device": entering.device_id,
        "target": entering.target,
        "at": timezone.now().timestamp(),
    }


def who_is_entering(request: HttpRequest) -> Entering | None:
    """Who passed the first step within the last ten minutes in this browser."""
    kept: dict[str, Any] | None = request.session.get(_ENTERING)
    if not kept or timezone.now().timestamp() - kept["at"] > _ENTERING_SECONDS:
        return None
    user = User.objects.active().filter(pk=kept["user"]).first()
    if user is None or user.get_session_auth_hash() != kept["hash"]:
        return None
    return Entering(user, kept["way"], kept["slip"], kept["device"], kept["target"])


@transaction.atomic
def open_session(
    request: HttpRequest,
    user: User,
    *,
    way: str = OpenSession.Way.PASSWORD,
    slip_id: int | None = None,
    device_id: int | None = None,
    second_factor: str = "",
) -> None:
    """Sign in and write it down; a slip is used up by it. The time of the last sign-in makes no line in the person's
    history. ``second_factor`` names what proved it ("totp", "static"), if anything did.

    Raises SlipUsedMeanwhile where another machine was quicker.
    """
    now = timezone.now()
    if slip_id is not None and not SlipCode.objects.live(now).filter(pk=slip_id).update(used_at=now):
        raise SlipUsedMeanwhile
    user.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        login(request, user, backend="organizations.backends.MembershipBackend")
    finally:
        del user.skip_history_when_saving  # type: ignore[attr-defined]
    session = request.session
    session.pop(_ENTERING, None)
    session[_OPENED] = {"at": now.timestamp(), "seen": now.timestamp(), "way": way, "device": device_id}
    session["active"] = now.timestamp()
    if second_factor:
        session["second_factor"] = second_factor
    note_way_back(request, user, is_remembered=device_id is not None or device_of(request, user) is not None)
    _forget_ended(user)
    OpenSession.objects.update_or_create(
        session_key=session.session_key,
        defaults={
            "user": user,
            "way": way,
            "machine": machine_name(request.META.get("HTTP_USER_AGENT", "")),
            "address": request.META.get("REMOTE_ADDR") or None,
            "started_at": now,
            "seen_at": now,
            "device_id": device_id,
        },
    )
    detail: dict[str, Any] = {"way": way} | ({"second_factor": second_factor} if second_factor else {})
    log.record(AccessLog.Action.SIGN_IN, actor=user, organization=organization_of(user), request=request, **detail)


def _forget_ended(user: User) -> None:
    """Take out of the person's list what has ended meanwhile."""
    rows = OpenSession.objects.filter(user=user)
    keys = set(rows.values_list("session_key", flat=True))
    live = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    rows.exclude(session_key__in=set(live.values_list("session_key", flat=True))).delete()


def note_way_back(request: HttpRequest, user: User, *, is_remembered: bool) -> None:
    """Keep in the session whether the person can come in again on this machine without another slip: by a password, or
    because the machine is remembered. Noted when it changes, so that no page has to ask for it."""
    if is_remembered or user.has_usable_password():
        request.session.pop(_NO_WAY_BACK, None)
    else:
        request.session[_NO_WAY_BACK] = True


def has_no_way_back(request: HttpRequest) -> bool:
    """Whether the person must be reminded to set a PIN or a password: the slip was good for this once."""
    return bool(request.session.get(_NO_WAY_BACK))


def opened_by(request: HttpRequest) -> dict[str, Any]:
    """When and how this session was opened (``at``, ``seen``: seconds; ``way``; ``device``); empty where not by the door."""
    kept: dict[str, Any] = request.session.get(_OPENED) or {}
    return kept


def note_seen(request: HttpRequest, now: datetime) -> None:
    """Keep when the session was last used, to some minutes."""
    kept = opened_by(request)
    if kept and now.timestamp() - kept["seen"] >= _SEEN_SECONDS:
        request.session[_OPENED] = kept | {"seen": now.timestamp()}
        OpenSession.objects.filter(session_key=request.session.session_key).update(seen_at=now)


def close_session(request: HttpRequest) -> None:
    if isinstance(request.user, User):
        user = request.user
        OpenSession.objects.filter(session_key=request.session.session_key).delete()
        log.record(AccessLog.Action.SIGN_OUT, actor=user, organization=organization_of(user), request=request)
    logout(request)


def sessions_of(user: User) -> list[OpenSession]:
    """Where the person is signed in now, what was used last first."""
    rows = list(OpenSession.objects.filter(user=user).select_related("device"))
    keys = [row.session_key for row in rows]
    live = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    kept = set(live.values_list("session_key", flat=True))
    return [row for row in rows if row.session_key in kept]


@transaction.atomic
def end_session(*, actor: User, row: OpenSession) -> None:
    """End one session of the actor's own."""
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    log.record(
        AccessLog.Action.SIGN_OUT,
        actor=actor,
        organization=organization_of(actor),
        target=actor,
        label=f"Kết thúc phiên ở máy khác: {row.machine}"[:250],
    )


@transaction.atomic
def end_all_sessions(*, actor: User, user: User) -> None:
    """Sign a person out everywhere: sessions end, remembered machines are forgotten.

    The serial ends also sessions that stand in no list. Who may do so for another is the caller's to ask.
    """
    now = timezone.now()
    User.objects.filter(pk=user.pk).update(sessions_serial=F("sessions_serial") + 1)
    user.refresh_from_db(fields=["sessions_serial"])
    keys = list(OpenSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(user=user).delete()
    RememberedDevice.objects.filter(user=user, forgotten_at__isnull=True).update(forgotten_at=now, pin="")
    log.record(
        AccessLog.Action.SIGN_OUT,
        actor=actor,
        organization=organization_of(user),
        target=user,
        label=f"Đăng xuất mọi nơi: {user}",
    )


def record_refusal(request: HttpRequest, typed: str, step: str = "") -> None:
    """Write down a failed sign-in. What was typed is kept only where it names an account: it may be a password.

    ``step`` says what was wrong where it was not the password: "pin", "second_factor", "unlock", "dormant".
    """
    user = find_user(typed)
    log.record(
        AccessLog.Action.SIGN_IN_FAILED,
        actor=None,
        organization=organization_of(user) if user is not None else None,
        target=user,
        label=user.username if user is not None else "Tên không có trong danh sách",
        request=request,
        **({"step": step} if step else {}),
    )
