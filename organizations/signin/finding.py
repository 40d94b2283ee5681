"""From what was typed at the door to a person."""

import re
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from organizations.models import Membership, User
from organizations.phones import phone_key
from organizations.services.slips import CODE_DIGITS

_CODE = re.compile(rf"(?:[\s.-]*\d){{{CODE_DIGITS}}}[\s.-]*", re.ASCII)


def find_user(typed: str) -> User | None:
    """The person meant by a user name or a phone number; none where two active people share the number.

    A number counts for who was ever confirmed in a role: one written beside a mere name must not shut its owner out.

    The page then asks for the user name in the same words as for a wrong password, so that nobody learns which it was.
    """
    typed = typed.strip().lower()
    user: User | None = User.objects.filter(username=typed).first()
    if user is not None:
        return user
    number = phone_key(typed) if not any(char.isalpha() for char in typed) else ""
    if not number:
        return None
    confirmed = Membership.objects.filter(state=Membership.State.CONFIRMED).order_by().values("user")
    owners = User.objects.active().filter(Q(is_superuser=True) | Q(pk__in=confirmed), phone_key=number)
    found = list(owners[:2])
    return found[0] if len(found) == 1 else None


def code_digits(typed: str) -> str:
    """The digits of a slip's code, however they were set apart ("1234 5678"); empty where it is not such a code."""
    return re.sub(r"\D", "", typed) if _CODE.fullmatch(typed) else ""


def account_key(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Under which name django-axes counts a wrong try: the account's, in whatever way it was typed.

    Otherwise "0912345678", "0912 345 678" and "+84912345678" would have five tries each. What names no account is kept
    as a keyed hash: it may be a password typed into the wrong field.
    """
    typed = str((credentials or {}).get("username") or "")
    kept: dict[str, str] = request.__dict__.setdefault("_account_keys", {})
    if typed not in kept:
        user = find_user(typed)
        digest = salted_hmac("organizations.signin.unknown", typed.strip().lower(), algorithm="sha256").hexdigest()
        kept[typed] = user.username if user is not None else f"?{digest[:16]}"
    return kept[typed]


def organization_of(user: User) -> int | None:
    """The body whose administrators may see this person's sign-ins: that of the newest membership."""
    row = Membership.objects.filter(user=user).order_by("-starts_on", "-pk").values_list("organization_id", flat=True)
    return row.first()
