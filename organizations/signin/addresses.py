"""Addresses of the door that are printed."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from organizations.models import User


def slip_address(user: User) -> str:
    """What the QR code of a slip says: the sign-in page with the user name filled in.

    Never the code itself: a link is kept in the phone's history, in the logs of every machine on the way and by the
    app that reads the picture; the eight digits are typed.
    """
    return (
        f"{settings.PORTAL_ADDRESS.rstrip('/')}{reverse('organizations:sign_in')}?{urlencode({'ten': user.username})}"
    )
