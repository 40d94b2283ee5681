"""How many wrong tries are borne, by account and by address: a handler of django-axes.

Three bounds, within a quarter of an hour:

==================  ====  ====================================================================================
account at address     5  a person who mistypes, or somebody at the same machine
account               20  many machines that guess at one account
address              100  one machine that guesses at many accounts; an office of a hundred people behind one
                          address stays below it, for whoever gets in takes the own slips off the count
==================  ====  ====================================================================================

django-axes knows one bound for all of its parameters, which would lock a whole office after five slips of the hand.
Unlocking is deleting the row of "lần đăng nhập sai" in the admin, which is what the button on a person's page does.
"""

import ipaddress
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from organizations import log
from organizations.models import AccessLog, User
from organizations.signin.finding import organization_of


def client_address(request: HttpRequest) -> str | None:
    """Whom an address counts for: an IPv6 line has 2^64 addresses of its own, so its first half stands for all."""
    said = request.META.get("REMOTE_ADDR") or ""
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


class DoorHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts by the three bounds, and writes a lockout into the access log."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Wrong tries against the bound AXES_FAILURE_LIMIT; that bound itself where one of the wider ones is reached."""
        username: str | None = get_client_username(request, credentials)
        address = request.axes_ip_address  # type: ignore[attr-defined]
        found = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request)).aggregate(
            pair=Sum("failures_since_start", filter=Q(username=username, ip_address=address)),
            account=Sum("failures_since_start", filter=Q(username=username)),
            address=Sum("failures_since_start", filter=Q(ip_address=address)),
        )
        pair = int(found["pair"] or 0)
        if (found["account"] or 0) >= settings.LOCK_ACCOUNT_AFTER or (
            found["address"] or 0
        ) >= settings.LOCK_ADDRESS_AFTER:
            return max(pair, int(settings.AXES_FAILURE_LIMIT))
        return pair

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        was_locked = bool(getattr(request, "axes_locked_out", False))
        super().user_login_failed(sender, credentials, request, **kwargs)
        # django-axes keeps what was sent; here that may be half an article, or a password in the wrong field.
        AccessAttempt.objects.filter(ip_address=getattr(request, "axes_ip_address", None)).exclude(
            get_data="", post_data=""
        ).update(get_data="", post_data="")
        if request is not None and not was_locked and getattr(request, "axes_locked_out", False):
            key = get_client_username(request, credentials)
            user = User.objects.filter(username=key).first()
            log.record(
                AccessLog.Action.LOCKED_OUT,
                actor=None,
                organization=organization_of(user) if user is not None else None,
                target=user,
                label=user.username if user is not None else "Tên không có trong danh sách",
                request=request,
            )


def wait_minutes() -> int:
    return round(settings.AXES_COOLOFF_TIME * 60)


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer of django-axes after too many wrong tries: how long to wait and whom to call."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"locked_out": wait_minutes()}, status=429)
    return render(request, "organizations/locked_out.html", {"minutes": wait_minutes()}, status=429)


def locked_among(usernames: Iterable[str]) -> set[str]:
    """Which of these accounts cannot be opened right now, from at least one address. One query."""

    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    rows = AccessAttempt.objects.filter(username__in=set(usernames), attempt_time__gte=since)
    pairs: dict[tuple[str, str], int] = {}
    accounts: dict[str, int] = {}
    for name, address, tries in rows.values_list("username", "ip_address", "failures_since_start"):
        pairs[name, address] = pairs.get((name, address), 0) + tries
        accounts[name] = accounts.get(name, 0) + tries
    return {name for (name, _), tries in pairs.items() if tries >= settings.AXES_FAILURE_LIMIT} | {
        name for name, tries in accounts.items() if tries >= settings.LOCK_ACCOUNT_AFTER
    }


def is_locked(user: User) -> bool:
    """Whether the account cannot be opened right now from at least one address."""
    return user.username in locked_among([user.username])
