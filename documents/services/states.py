"""The states of an issue as one table, what refuses a step, and the one function that takes it."""

from documents import access
from documents.models import Bulletin, BulletinEvent
from organizations.models import User

State = Bulletin.State

# verb → the states it starts from → the state it leads to
TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "send": (frozenset({State.DRAFT, State.RETURNED}), State.IN_REVIEW),
    "take_back": (frozenset({State.IN_REVIEW, State.RE_REVIEW}), State.DRAFT),
    "return": (frozenset({State.IN_REVIEW, State.RE_REVIEW, State.APPROVED}), State.RETURNED),
    # The first of two steps, where the publisher has two: the state stays, the row says who agreed.
    "pass": (frozenset({State.IN_REVIEW}), State.IN_REVIEW),
    "approve": (frozenset({State.IN_REVIEW, State.RE_REVIEW}), State.APPROVED),
    "touch": (frozenset({State.APPROVED}), State.RE_REVIEW),
    "publish": (frozenset({State.APPROVED}), State.PUBLISHED),
    # A publishing whose hour has not come is called off.
    "call_off": (frozenset({State.PUBLISHED, State.CORRECTED}), State.APPROVED),
    "reopen": (frozenset({State.PUBLISHED, State.CORRECTED, State.WITHDRAWN}), State.DRAFT),
    "withdraw": (frozenset({State.PUBLISHED, State.CORRECTED}), State.WITHDRAWN),
}
# In these states the working copy may be edited.
EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.IN_REVIEW, State.RE_REVIEW, State.APPROVED})


class WrongState(Exception):
    """The issue is not in a state from which this can be done."""

    def __init__(self, bulletin: Bulletin) -> None:
        super().__init__(
            f"Tài liệu đang ở trạng thái “{bulletin.get_state_display()}” nên chưa làm được việc này. "
            "Đồng chí tải lại trang để xem tình trạng mới nhất."
        )


class NotReady(Exception):
    """Something is missing; ``problems`` says what, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class NotAllowed(Exception):
    """The person may not do this."""


def may(verb: str, bulletin: Bulletin) -> bool:
    """Whether the state of the issue allows the verb."""
    return bulletin.state in TRANSITIONS[verb][0]


def move(bulletin: Bulletin, verb: str, *, actor: User | None, note: str = "", sha256: str = "") -> BulletinEvent:
    """Take one step of the table and return its event row. Call inside a transaction on a locked row.

    Raises WrongState.
    """
    starts, target = TRANSITIONS[verb]
    if bulletin.state not in starts:
        raise WrongState(bulletin)
    event = BulletinEvent.objects.create(
        bulletin=bulletin,
        verb=verb,
        actor=actor,
        from_state=bulletin.state,
        to_state=target,
        note=note,
        content_sha256=sha256,
    )
    bulletin.state = target
    bulletin.save()
    return event


def locked(bulletin: Bulletin) -> Bulletin:
    """The row as it stands now, held until the transaction ends."""
    return Bulletin.objects.select_for_update().select_related("publisher").get(pk=bulletin.pk)


def must_be_editor(actor: User, bulletin: Bulletin) -> None:
    """Raises NotAllowed for who does not work at the desk of the issue's publisher."""
    if not access.may_edit(actor, bulletin):
        raise NotAllowed("Chỉ người biên tập và lãnh đạo duyệt của nơi phát hành làm được việc này.")


def must_be_approver(actor: User, bulletin: Bulletin) -> None:
    if not access.may_approve(actor, bulletin):
        raise NotAllowed("Chỉ lãnh đạo duyệt của nơi phát hành duyệt hoặc trả lại được tài liệu này.")
