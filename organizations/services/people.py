"""People and the roles they hold."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from axes.models import AccessAttempt
from django.db import transaction
from django.utils import timezone

from organizations import log
from organizations.access import may_manage, may_manage_person, slip_holders
from organizations.models import AccessLog, DeclinedProposal, Membership, Organization, User
from organizations.services.refusals import NotAllowed, Refusal
from organizations.signin.models import RememberedDevice


class EndsBeforeItBegins(Refusal):
    default = "Ngày kết thúc phải sau ngày bắt đầu."


def _place_of(user: User) -> int | None:
    """The body whose administrators may see what is logged about the person: that of the newest membership."""
    row: int | None = (
        Membership.objects.filter(user=user)
        .order_by("-starts_on", "-pk")
        .values_list("organization_id", flat=True)
        .first()
    )
    return row


@transaction.atomic
def create_user(*, actor: User, username: str, full_name: str, password: str | None = None, **fields: Any) -> User:
    """A new account without any role; ``password`` is already validated (none: nobody can sign in yet)."""
    if not actor.reach.everything and (not actor.has_perm("organizations.add_user") or fields.get("is_superuser")):
        raise NotAllowed
    user = User.objects.create_user(username.strip().lower(), password, full_name=full_name, **fields)
    log.record(AccessLog.Action.CREATE, actor=actor, target=user)
    return user


@transaction.atomic
def save_user(*, actor: User, user: User, changed: Iterable[str]) -> None:
    """Save what was changed by hand in a person's data."""
    names = sorted(set(changed))
    if not names:
        return
    if not may_manage_person(actor, user) or ("is_superuser" in names and not actor.reach.everything):
        raise NotAllowed
    # These columns alone: the person may have chosen another password since the page was opened.
    user.save(update_fields=names)
    log.record(AccessLog.Action.CHANGE, actor=actor, organization=_place_of(user), target=user, fields=names)


@transaction.atomic
def change_password(*, actor: User, user: User, password: str) -> None:
    """Give ``user`` another password (already validated). Other sessions of that person end by themselves.

    Given by somebody else, because it was forgotten or has leaked, it also makes the portal forget the person's machines.
    """
    if actor.pk != user.pk and not may_manage_person(actor, user):
        raise NotAllowed
    user.set_password(password)
    user.save(update_fields=["password"])
    if actor.pk != user.pk:
        RememberedDevice.objects.filter(user=user, forgotten_at__isnull=True).update(
            forgotten_at=timezone.now(), pin=""
        )
    log.record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=_place_of(user),
        target=user,
        label=f"Mật khẩu của {user}",
    )


def _require_help(actor: User, user: User) -> None:
    """Who may hand a person a slip, or change the account, may also help at the door; who sits at the server, oneself
    (manage.py reset_sign_in). Raises NotAllowed."""
    if actor.pk == user.pk or slip_holders(User.objects.filter(pk=user.pk), actor).exists():
        return
    if not may_manage_person(actor, user):
        raise NotAllowed


@transaction.atomic
def reopen_account(*, actor: User, user: User) -> None:
    """Wake an account that slept for long: it opens as before. For whoever may hand the person a slip."""
    _require_help(actor, user)
    User.objects.filter(pk=user.pk).update(reopened_at=timezone.now())
    log.record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=_place_of(user),
        target=user,
        label=f"Mở lại tài khoản của {user}",
    )


@transaction.atomic
def unlock_account(*, actor: User, user: User) -> None:
    """Forget the wrong tries that were counted for a person, so that the door opens before the quarter of an hour is over."""
    _require_help(actor, user)
    AccessAttempt.objects.filter(username=user.username).delete()
    log.record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=_place_of(user),
        target=user,
        label=f"Mở khóa đăng nhập của {user}",
    )


@transaction.atomic
def grant_membership(
    *,
    actor: User,
    user: User,
    organization: Organization,
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    state: str = Membership.State.CONFIRMED,
) -> Membership:
    """``user`` holds ``role`` at the organisation from a day (today) to a day (open), that day included."""
    row = Membership(
        user=user,
        organization=organization,
        role=role,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
        state=state,
    )
    save_membership(actor=actor, membership=row)
    return row


def is_only_proposed(user: User) -> bool:
    """Whether the account exists for proposals alone: nobody ever came in by it, or was given a way to."""
    return not (
        user.is_superuser
        or user.has_usable_password()
        or user.last_login is not None
        or user.slip_codes.exists()
        or user.memberships.filter(state=Membership.State.CONFIRMED).exists()
    )


def open_proposed(user: User) -> None:
    """The account made for a proposal opens with the role that is confirmed; one that somebody shut by hand stays shut."""
    if not user.is_active and is_only_proposed(user):
        user.is_active = True
        user.save(update_fields=["is_active"])


def note_declined(actor: User, membership: Membership, reason: str = "Cấp trên không ghi lý do.") -> None:
    """Keep for the cell's secretary that this proposed deputy was not confirmed."""
    DeclinedProposal.objects.create(
        organization=membership.organization,
        full_name=membership.user.full_name,
        reason=reason,
        declined_at=timezone.now(),
        declined_by=actor,
    )


@transaction.atomic
def save_membership(*, actor: User, membership: Membership, changed: Iterable[str] = ()) -> None:
    """Save a membership, new or changed by hand. The actor must administer the place it is at, and was at before."""
    if not may_manage(actor, membership.organization):
        raise NotAllowed
    if membership.ends_on is not None and membership.ends_on < membership.starts_on:
        raise EndsBeforeItBegins
    if membership.pk is not None:
        before = Membership.objects.select_related("organization").get(pk=membership.pk)
        if not may_manage(actor, before.organization):
            raise NotAllowed
        if before.state == Membership.State.PROPOSED and membership.state == Membership.State.CONFIRMED:
            open_proposed(membership.user)
        if before.state == Membership.State.PROPOSED and membership.state == Membership.State.DECLINED:
            note_declined(actor, membership)
    membership.save()
    log.record(
        AccessLog.Action.ROLE,
        actor=actor,
        organization=membership.organization_id,
        target=membership,
        fields=sorted(set(changed)),
    )


@transaction.atomic
def confirm_reviewed(*, actor: User, memberships: Sequence[Membership], on: date) -> None:
    """Note that these roles were looked at on a day and are still right. Raises NotAllowed if one is not the actor's."""
    for row in memberships:
        if not may_manage(actor, row.organization):
            raise NotAllowed
        row.reviewed_on = on
        row.save(update_fields=["reviewed_on"])
    log.record_many(
        AccessLog.Action.ROLE,
        actor=actor,
        targets=[(row, row.organization_id, f"Rà soát, còn đúng: {row}") for row in memberships],
    )


@transaction.atomic
def end_membership(*, actor: User, membership: Membership, last_day: date) -> None:
    """The role ends after ``last_day``: from the day after, it opens nothing."""
    if not may_manage(actor, membership.organization):
        raise NotAllowed
    if last_day < membership.starts_on:
        raise EndsBeforeItBegins
    membership.ends_on = last_day
    membership.save()
    log.record(
        AccessLog.Action.ROLE,
        actor=actor,
        organization=membership.organization_id,
        target=membership,
        ends_on=last_day.isoformat(),
    )
