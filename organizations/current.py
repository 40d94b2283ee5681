"""The person behind a request."""

from typing import cast

from django.http import HttpRequest

from organizations.models import User


def signed_in(request: HttpRequest) -> User:
    """The signed-in user. Views behind the login (all but the open ones) always have one."""
    return cast(User, request.user)
