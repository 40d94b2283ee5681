"""What a code on paper stands for, as far as the person who asks may know."""

import re
from dataclasses import dataclass

from documents.addresses import addresses_of, place_of
from documents.models import Edition
from organizations.models import User

_NOT_IN_A_CODE = re.compile(r"[^0-9A-Z]")


@dataclass(frozen=True, slots=True)
class Checked:
    """The print in hand, and the newest edition of its issue that the person may read (None: there is none beside it)."""

    edition: Edition
    newest: Edition | None
    is_withdrawn: bool
    has_newer: bool
    addresses: dict[str, str]
    errata: str


def typed_code(text: str) -> str:
    """The code as it is stored: capitals without spaces and dashes."""
    return _NOT_IN_A_CODE.sub("", text.upper())


def check_print(user: User, code: str) -> Checked | None:
    """Return what became of this print; None where no such code exists or its issue is not the person's to see, alike."""
    if len(code) != Edition._meta.get_field("token").max_length:
        return None
    visible = Edition.objects.visible_to(user).select_related("publisher", "withdrawal").defer("content")
    edition = visible.filter(token=code).first()
    if edition is None:
        return None
    newer = Edition.objects.published().filter(bulletin=edition.bulletin_id, number__gt=edition.number)
    newest = visible.filter(pk__in=newer.values("pk"), withdrawal__isnull=True).order_by("-number").first()
    errata = ""
    is_withdrawn = hasattr(edition, "withdrawal")
    if newest is not None and not is_withdrawn:
        errata = f"{addresses_of(newest, number=newest.number)['errata']}?tu={edition.number}"
    return Checked(
        edition=edition,
        newest=newest,
        is_withdrawn=is_withdrawn,
        has_newer=newer.exists(),
        addresses=addresses_of(newest or edition, number=place_of(newest or edition).get("number")),
        errata=errata,
    )
