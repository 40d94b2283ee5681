"""What a code on paper stands for, as far as the person who asks may know."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from documents.addresses import addresses_of, place_of
from documents.models import Edition, WrongPrintCode
from organizations import log
from organizations.models import AccessLog, User
from organizations.signin.finding import organization_of

# Wrong codes borne within a quarter of an hour: of a person, who may mistype a whole pile of paper, and of one address, which
# may be that of an office. A code is one of some 10^14, so this leaves no hope of meeting one; it is borne for the mistyping.
MOST_BY_PERSON, MOST_BY_ADDRESS = 20, 100
WAIT = timedelta(minutes=15)
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


def must_wait(user: User, address: str | None, now: datetime) -> bool:
    """Whether so many wrong codes came from the person or the address that none is looked at for a while, right ones neither."""
    found = WrongPrintCode.objects.filter(at__gt=now - WAIT).aggregate(
        person=Count("pk", filter=Q(user=user)), address=Count("pk", filter=Q(address=address, address__isnull=False))
    )
    return bool(found["person"] >= MOST_BY_PERSON or found["address"] >= MOST_BY_ADDRESS)


@transaction.atomic
def note_wrong(user: User, address: str | None, now: datetime) -> None:
    """Count a wrong code, and log where it was the last one borne. What is too old to count is swept on the way."""
    # One after the other for a person, so that codes sent at once are all counted.
    User.objects.select_for_update().filter(pk=user.pk).first()
    WrongPrintCode.objects.filter(at__lte=now - WAIT).delete()
    WrongPrintCode.objects.create(user=user, address=address, at=now)
    if must_wait(user, address, now):
        log.record(
            AccessLog.Action.LOCKED_OUT,
            actor=user,
            organization=organization_of(user),
            target=user,
            label="Đối chiếu bản in: gõ sai mã nhiều lần",
        )
