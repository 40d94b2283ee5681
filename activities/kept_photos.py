"""Photos that came with a refused form: stored already, and brought along at the next press by a token of the person's own."""

from django.core import signing

from activities.models import Picture
from organizations.models import User

# Name of the boxes by which a page brings the tokens along (templates/activities/_kept_photos.html).
KEPT = "da_co"
_HOURS = 24


def token_of(picture: Picture, user: User) -> str:
    """What the page sends back instead of the photo."""
    return signing.dumps(picture.pk, salt=_salt(user))


def pictures_of(tokens: list[str], user: User) -> list[Picture]:
    """The photos of the person's tokens, in their order; what is false, old or gone is left out."""
    keys = [key for key in (_key_of(token, user) for token in tokens) if key]
    there = Picture.objects.in_bulk(keys)
    return [there[key] for key in keys if key in there]


def _salt(user: User) -> str:
    return f"gui-tin-{user.pk}"


def _key_of(token: str, user: User) -> int:
    try:
        return int(signing.loads(token, salt=_salt(user), max_age=_HOURS * 3600))
    except (signing.BadSignature, ValueError, TypeError):
        return 0
