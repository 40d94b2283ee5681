"""Officers of a cell or base: changing the secretary in one step, deputies proposed and confirmed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cadre_portal.text import exact_key
from organizations import log
from organizations.access import may_appoint, may_manage, path_filter
from organizations.models import AccessLog, DeclinedProposal, Membership, Organization, User
from organizations.phones import phone_key
from organizations.roles import OFFICER_ROLES, Role
from organizations.services.people import (
    end_membership,
    is_only_proposed,
    note_declined,
    open_proposed,
    save_membership,
)
from organizations.services.refusals import NotAllowed, Refusal
from organizations.services.slips import revoke_codes
from organizations.usernames import free_username

# Proposals that may wait for an answer in one cell.
MOST_PROPOSED = 3


class SamePerson(Refusal):
    default = "Đồng chí này đang là bí thư ở đây rồi. Đồng chí ghi người khác."


class AlreadyDeputy(Refusal):
    default = "Đồng chí này đã là phó bí thư, hoặc đã được đề nghị, ở đây rồi."


class TooManyProposed(Refusal):
    default = f"Chi bộ đang có {MOST_PROPOSED} đề nghị chờ xác nhận. Đồng chí rút bớt, hoặc chờ cấp trên trả lời rồi đề nghị tiếp."


class ReasonMissing(Refusal):
    default = "Đồng chí ghi lý do không xác nhận: bí thư chi bộ đọc lý do này."


class NotProposed(Refusal):
    default = "Đề nghị này đã được trả lời. Đồng chí tải lại trang để xem."


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as a form gives one: the full name, and what is known of phone and e-mail ("" where nothing is)."""

    full_name: str
    phone: str = ""
    email: str = ""


def find_person(facts: PersonFacts, *, place: Organization, within: list[str]) -> User | None:
    """The account of this person, or None: an officer of the place with this name, or one with this name and phone number
    all of whose roles lie below one of the paths ``within``. Never one of elsewhere: it would not be the actor's to give
    slips for."""
    name = exact_key(facts.full_name)
    officers = User.objects.active().filter(
        pk__in=Membership.objects.in_force(timezone.localdate())
        .filter(organization=place, role__in=OFFICER_ROLES)
        .order_by()
        .values("user")
    )
    here: list[User] = [user for user in officers if exact_key(user.full_name) == name]
    if len(here) == 1 and (not facts.phone or not here[0].phone_key or here[0].phone_key == phone_key(facts.phone)):
        return here[0]
    if not facts.phone:
        return None
    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    elsewhere = Membership.objects.filter(not_ended).exclude(path_filter("organization__path", within)).values("user")
    rows = User.objects.active().filter(phone_key=phone_key(facts.phone), is_superuser=False).exclude(pk__in=elsewhere)
    same: list[User] = [user for user in rows if exact_key(user.full_name) == name]
    return same[0] if len(same) == 1 else None


def _make_person(actor: User, facts: PersonFacts, place: Organization, *, is_active: bool = True) -> User:
    """A new account that nobody can sign in to yet: its slip will open it."""
    taken = set(User.objects.values_list("username", flat=True))
    user = User.objects.create_user(
        free_username(facts.full_name, taken),
        None,
        full_name=facts.full_name,
        phone=facts.phone,
        email=facts.email,
        is_active=is_active,
    )
    log.record(AccessLog.Action.CREATE, actor=actor, organization=place, target=user)
    return user


@transaction.atomic
def change_secretary(*, actor: User, place: Organization, person: User | PersonFacts, on: date) -> User:
    """``person`` is secretary of ``place`` from ``on``, a day that still counts for the former one, who sees nothing from the
    day after. Who was deputy there is no longer. Returns the new secretary.

    Raises NotAllowed, SamePerson, and EndsBeforeItBegins where the former one began after ``on``.
    """
    if not may_manage(actor, place):
        raise NotAllowed
    within = [""] if actor.reach.everything else actor.reach.paths(Role.ADMINISTRATOR)
    new = person if isinstance(person, User) else find_person(person, place=place, within=within)
    not_ended = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), organization=place)
    former = list(not_ended.filter(role=Role.SECRETARY).exclude(state=Membership.State.DECLINED))
    if new is not None and any(row.user_id == new.pk for row in former):
        raise SamePerson
    if new is None:
        assert isinstance(person, PersonFacts)  # noqa: S101 - an account would have been found
        new = _make_person(actor, person, place)
    left: list[User] = []
    for row in former:
        end_membership(actor=actor, membership=row, last_day=on)
        left.append(row.user)
    for row in not_ended.filter(role=Role.DEPUTY, user=new, starts_on__lte=on):
        end_membership(actor=actor, membership=row, last_day=on)
    # Changed and changed back within a day: the row of that day is opened again.
    row_of_day = Membership.objects.filter(user=new, organization=place, role=Role.SECRETARY, starts_on=on).first()
    begun = row_of_day or Membership(user=new, organization=place, role=Role.SECRETARY, starts_on=on)
    begun.ends_on, begun.state = None, Membership.State.CONFIRMED
    save_membership(actor=actor, membership=begun)
    # A slip that lies unused in a drawer must not outlive the office.
    still = Membership.objects.filter(user__in=left).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    kept = set(still.values_list("user_id", flat=True))
    revoke_codes([user for user in left if user.pk not in kept], timezone.now())
    return new


# --- Deputies -------------------------------------------------------------------------------------------------------


def _discard_if_unused(user: User) -> None:
    """Take an account away that exists only for a proposal which nobody waits for any more: a name written by mistake, and
    the number beside it, leave nothing behind. The log keeps that it was proposed."""
    waits = user.memberships.filter(state=Membership.State.PROPOSED).exists()
    if not waits and is_only_proposed(user):
        user.memberships.all().delete()
        user.delete()


@transaction.atomic
def sweep_proposed() -> int:
    """Take away the accounts of names that were proposed and declined or withdrawn, in whatever way; return how many. What a
    secretary was told of long ago goes too."""
    too_old = timezone.now() - timedelta(days=DeclinedProposal.KEPT_DAYS)
    DeclinedProposal.objects.filter(declined_at__lt=too_old).delete()
    waits = Membership.objects.filter(state=Membership.State.PROPOSED).order_by().values("user")
    declined = Membership.objects.filter(state=Membership.State.DECLINED).order_by().values("user")
    rows = User.objects.filter(is_active=False, last_login=None, pk__in=declined).exclude(pk__in=waits)
    unused = [user for user in rows if is_only_proposed(user)]
    for user in unused:
        _discard_if_unused(user)
    return len(unused)


@transaction.atomic
def propose_deputy(*, actor: User, place: Organization, facts: PersonFacts) -> Membership:
    """The secretary names a deputy; it opens nothing until the publisher or the base confirms it.

    An account made for it is shut until then: any number may be written beside a name, also another person's.
    Raises NotAllowed for who is not the secretary there, AlreadyDeputy, TooManyProposed.
    """
    if place.pk not in actor.reach.organization_ids(Role.SECRETARY):
        raise NotAllowed
    # One proposal after another in a cell, so that no two pass the limit together.
    Organization.objects.select_for_update(of=("self",)).get(pk=place.pk)
    waiting = Membership.objects.filter(organization=place, role=Role.DEPUTY, state=Membership.State.PROPOSED)
    user = find_person(facts, place=place, within=[place.path])
    today = timezone.localdate()
    if user is not None:
        there = Membership.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today), user=user, organization=place
        )
        if there.exclude(state=Membership.State.DECLINED).exists():
            raise AlreadyDeputy
        # Declined today and named again today: the same row is asked anew.
        row = Membership.objects.filter(user=user, organization=place, role=Role.DEPUTY, starts_on=today).first()
    else:
        if any(exact_key(one.user.full_name) == exact_key(facts.full_name) for one in waiting.select_related("user")):
            raise AlreadyDeputy
        row = None
    if waiting.count() >= MOST_PROPOSED:
        raise TooManyProposed
    if user is None:
        user = _make_person(actor, facts, place, is_active=False)
    row = row or Membership(user=user, organization=place, role=Role.DEPUTY, starts_on=today)
    row.state, row.ends_on = Membership.State.PROPOSED, None
    row.save()
    for told in declined_proposals(place):
        if exact_key(told.full_name) == exact_key(user.full_name):
            told.delete()
    log.record(AccessLog.Action.ROLE, actor=actor, organization=place, target=row, proposed=True)
    return row


@transaction.atomic
def answer_proposed(*, actor: User, membership: Membership, is_confirmed: bool, reason: str = "") -> None:
    """Confirm a proposed deputy, whose role begins today at the earliest, or decline, with a reason for the secretary to read.
    Raises NotAllowed, NotProposed, ReasonMissing."""
    locked = Membership.objects.select_for_update(of=("self",)).select_related("organization", "user")
    row = locked.filter(pk=membership.pk).first()
    if row is None:
        # Withdrawn meanwhile.
        raise NotProposed
    if not may_appoint(actor, row.organization):
        raise NotAllowed
    if row.state != Membership.State.PROPOSED:
        raise NotProposed
    reason = " ".join(reason.split())[:300]
    if is_confirmed:
        open_proposed(row.user)
    elif not reason:
        raise ReasonMissing
    else:
        note_declined(actor, row, reason)
    row.state = Membership.State.CONFIRMED if is_confirmed else Membership.State.DECLINED
    row.starts_on = max(row.starts_on, timezone.localdate())
    row.save()
    log.record(
        AccessLog.Action.ROLE,
        actor=actor,
        organization=row.organization_id,
        target=row,
        confirmed=is_confirmed,
    )
    if not is_confirmed:
        _discard_if_unused(row.user)


@transaction.atomic
def withdraw_proposed(*, actor: User, membership: Membership) -> None:
    """The secretary takes the name of a deputy back that nobody has answered yet. Raises NotAllowed, NotProposed."""
    # Locked and read anew: the office may have answered while the page was open.
    locked = Membership.objects.select_for_update(of=("self",)).select_related("organization", "user")
    row = locked.filter(pk=membership.pk).first()
    if row is None:
        raise NotProposed
    if row.organization_id not in actor.reach.organization_ids(Role.SECRETARY):
        raise NotAllowed
    if row.state != Membership.State.PROPOSED or row.role != Role.DEPUTY:
        raise NotProposed
    row.state = Membership.State.DECLINED
    row.save()
    log.record(AccessLog.Action.ROLE, actor=actor, organization=row.organization_id, target=row, withdrawn=True)
    _discard_if_unused(row.user)


def declined_proposals(place: Organization) -> QuerySet[DeclinedProposal]:
    """What the secretary of the place has not yet read of deputies that were not confirmed, the newest first."""
    since = timezone.now() - timedelta(days=DeclinedProposal.KEPT_DAYS)
    return DeclinedProposal.objects.filter(organization=place, declined_at__gte=since)


@transaction.atomic
def note_declined_read(*, actor: User, place: Organization) -> None:
    """The secretary has read why deputies were not confirmed: nothing of them is kept but the log. Raises NotAllowed."""
    if place.pk not in actor.reach.organization_ids(Role.SECRETARY):
        raise NotAllowed
    DeclinedProposal.objects.filter(organization=place).delete()
