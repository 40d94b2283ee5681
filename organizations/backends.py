"""Turns memberships into permissions. No groups, no permission rows: the table in ``roles.py`` is the truth."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from organizations.models import User
from organizations.signin.finding import code_digits, find_user
from organizations.signin.slip_codes import live_code


class MembershipBackend(BaseBackend):
    """Signs in by user name (or phone number) and password or the code of a slip, and answers ``has_perm`` from the
    memberships of today."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not username or password is None:
            return None
        user = find_user(username)
        digits = code_digits(password)
        slip = live_code(user, digits, timezone.now()) if digits else None
        if user is not None and slip is not None and user.is_active:
            # Used up when the session opens, not before: the second step may still fail.
            user.slip = slip
            return user
        if user is None:
            # Spend the same time as for a known name: an unknown one must not be told apart by the clock.
            make_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        user: User | None = User.objects.filter(pk=user_id, is_active=True).first()
        return user

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return set()
        return set(user_obj.reach.permissions)

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        return isinstance(user_obj, User) and user_obj.is_active and perm in user_obj.reach.permissions

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))
