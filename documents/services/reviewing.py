"""Agreeing on an issue: the state machine as one table, and the verbs that move an issue through it."""

from django.db import transaction

from documents import access
from documents.models import Bulletin, BulletinEvent
from documents.rendering.content import IssueContent
from documents.services.composing import agreed_sha256, build_content, settings_of
from documents.services.proofreading import PlacedFinding, open_errors, store_waivers
from organizations.log import record
from organizations.models import AccessLog, User

State = Bulletin.State

# verb → the states it starts from → the state it leads to
TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "send": (frozenset({State.DRAFT, State.RETURNED}), State.IN_REVIEW),
    "take_back": (frozenset({State.IN_REVIEW, State.RE_REVIEW}), State.DRAFT),
    "return": (frozenset({State.IN_REVIEW, State.RE_REVIEW, State.APPROVED}), State.RETURNED),
    "approve": (frozenset({State.IN_REVIEW, State.RE_REVIEW}), State.APPROVED),
    "touch": (frozenset({State.APPROVED}), State.RE_REVIEW),
    "publish": (frozenset({State.APPROVED}), State.PUBLISHED),
    "reopen": (frozenset({State.PUBLISHED, State.CORRECTED, State.WITHDRAWN}), State.DRAFT),
    "withdraw": (frozenset({State.PUBLISHED, State.CORRECTED}), State.WITHDRAWN),
}
# In these states the working copy may be edited.
EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.IN_REVIEW, State.RE_REVIEW, State.APPROVED})

# A refusal names this many errors; the page has them all.
_ERRORS_NAMED = 10


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


def problems_of(bulletin: Bulletin, content: IssueContent | None = None) -> list[str]:
    """What is missing before the issue can be sent for review. ``content`` where it was built already."""
    problems = []
    content = content or build_content(bulletin)
    if not content.entries:
        problems.append("Tài liệu chưa có mục nào.")
    for entry in content.entries:
        if not entry.heading and entry.kind != "news_group":
            problems.append(f"Mục {entry.number} chưa có tiêu đề.")
        if entry.kind == "news_group" and not entry.children:
            problems.append(f"Mục {entry.number} là nhóm tin nhưng chưa có tin nào.")
        if entry.kind != "news_group" and not entry.blocks:
            problems.append(f"Mục {entry.number} chưa có nội dung.")
        for child in entry.children:
            if not child.heading:
                problems.append(f"Mục {child.number} chưa có tiêu đề.")
            if not child.blocks:
                problems.append(f"Mục {child.number} chưa có nội dung.")
    return problems


def move(bulletin: Bulletin, verb: str, *, actor: User | None, note: str = "", sha256: str = "") -> None:
    """Take one step of the table, with its event row. Call inside a transaction on a locked row.

    Raises WrongState.
    """
    starts, target = TRANSITIONS[verb]
    if bulletin.state not in starts:
        raise WrongState(bulletin)
    BulletinEvent.objects.create(
        bulletin=bulletin,
        actor=actor,
        from_state=bulletin.state,
        to_state=target,
        note=note,
        content_sha256=sha256,
    )
    bulletin.state = target
    bulletin.save()


def locked(bulletin: Bulletin) -> Bulletin:
    """The row as it stands now, held until the transaction ends."""
    return Bulletin.objects.select_for_update().select_related("publisher").get(pk=bulletin.pk)


@transaction.atomic
def send_bulletin(*, actor: User, bulletin: Bulletin, note: str = "") -> Bulletin:
    """Send for review. Raises WrongState, NotReady, NotAllowed."""
    row = locked(bulletin)
    must_be_editor(actor, row)
    problems = problems_of(row)
    if problems:
        raise NotReady(problems)
    move(row, "send", actor=actor, note=note)
    record(AccessLog.Action.SEND, actor=actor, organization=row.publisher, target=row)
    return row


@transaction.atomic
def take_back_bulletin(*, actor: User, bulletin: Bulletin) -> Bulletin:
    """The editor takes an issue back from review. Raises WrongState, NotAllowed."""
    row = locked(bulletin)
    must_be_editor(actor, row)
    move(row, "take_back", actor=actor)
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=row, step="take_back")
    return row


@transaction.atomic
def return_bulletin(*, actor: User, bulletin: Bulletin, note: str) -> Bulletin:
    """Return to the editor, with a word on what to mend. Raises WrongState, NotReady without a word, NotAllowed."""
    row = locked(bulletin)
    _must_be_approver(actor, row)
    if not note.strip():
        raise NotReady(["Đồng chí ghi ý kiến để người biên tập biết cần sửa gì."])
    row.approved_sha256, row.approved_by = "", None
    move(row, "return", actor=actor, note=note.strip())
    record(AccessLog.Action.RETURN, actor=actor, organization=row.publisher, target=row)
    return row


@transaction.atomic
def approve_bulletin(
    *,
    actor: User,
    bulletin: Bulletin,
    note: str = "",
    seen_sha256: str = "",
    waive_errors: bool = False,
    waive_reason: str = "",
) -> Bulletin:
    """Approve exactly what is built now, for this audience and hour.

    ``seen_sha256`` is the digest of what the approver was shown; where it differs, somebody changed the issue meanwhile.
    Errors that proofreading still finds are refused, unless the approver lets them stand (``waive_errors``) for a reason: they
    are kept as waivers of this issue. What is published is what was approved, so publishing asks no second time.
    Raises WrongState, NotAllowed, NotReady.
    """
    row = locked(bulletin)
    _must_be_approver(actor, row)
    sender = row.events.filter(to_state=State.IN_REVIEW).order_by("-at", "-pk").first()
    if (
        sender is not None
        and sender.actor_id == actor.pk
        and not settings_of(row.publisher).approver_may_be_author
        and not actor.is_superuser
    ):
        raise NotAllowed("Người gửi duyệt không tự duyệt được tài liệu. Đồng chí chuyển lãnh đạo khác duyệt.")
    content = build_content(row)
    digest = agreed_sha256(row, content)
    if seen_sha256 and seen_sha256 != digest:
        raise NotReady(["Tài liệu vừa được sửa sau khi đồng chí mở trang. Đồng chí xem lại rồi duyệt."])
    _waive_or_refuse(actor, row, open_errors(row, content), reason=waive_reason.strip() if waive_errors else "")
    row.approved_sha256, row.approved_by = digest, actor
    move(row, "approve", actor=actor, note=note, sha256=digest)
    record(AccessLog.Action.APPROVE, actor=actor, organization=row.publisher, target=row, sha256=digest)
    return row


def _waive_or_refuse(actor: User, bulletin: Bulletin, errors: list[PlacedFinding], *, reason: str) -> None:
    """Keep the open errors as waived for ``reason``. Raises NotReady without one, or where one can never be waived."""
    if not errors:
        return
    held = [error for error in errors if not error.can_be_waived]
    if reason and not held:
        waived = [error.finding for error in errors]
        store_waivers(actor=actor, bulletin=bulletin, findings=waived, reason=reason, only_here=True)
        record(
            AccessLog.Action.CHANGE,
            actor=actor,
            organization=bulletin.publisher,
            target=bulletin,
            step="waive_errors",
            count=len(waived),
        )
        return
    named = held if reason else errors
    problems = [f"{error.label} “{error.finding.text}”: {error.finding.reason}" for error in named[:_ERRORS_NAMED]]
    if len(named) > _ERRORS_NAMED:
        problems.append(f"Và {len(named) - _ERRORS_NAMED} lỗi khác ở trang Soát lỗi.")
    if held:
        raise NotReady([*problems, "Lỗi này không bỏ qua được. Đồng chí trả lại để người biên tập sửa."])
    raise NotReady(
        [
            f"Soát lỗi còn {len(errors)} lỗi chưa sửa. Đồng chí trả lại để sửa, hoặc đánh dấu ô cho qua và ghi lý do.",
            *problems,
        ]
    )


@transaction.atomic
def reopen_bulletin(*, actor: User, bulletin: Bulletin) -> Bulletin:
    """Open the working copy of a published issue for a correction; the edition readers have stays as it is.

    A withdrawn issue is opened the same way: there is one for the month, and the mended edition takes its place.

    Raises WrongState, NotAllowed.
    """
    row = locked(bulletin)
    must_be_editor(actor, row)
    row.approved_sha256, row.approved_by = "", None
    move(row, "reopen", actor=actor)
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=row, step="reopen")
    return row


@transaction.atomic
def note_change(*, actor: User | None, bulletin: Bulletin) -> None:
    """Called after every change of an issue's content: an approved one must be approved again if its content differs."""
    row = locked(bulletin)
    if row.state == State.APPROVED and agreed_sha256(row, build_content(row)) != row.approved_sha256:
        move(row, "touch", actor=actor)


def must_be_editor(actor: User, bulletin: Bulletin) -> None:
    """Raises NotAllowed for who does not work at the desk of the issue's publisher."""
    if not access.may_edit(actor, bulletin):
        raise NotAllowed("Chỉ người biên tập và lãnh đạo duyệt của nơi phát hành làm được việc này.")


def _must_be_approver(actor: User, bulletin: Bulletin) -> None:
    if not access.may_approve(actor, bulletin):
        raise NotAllowed("Chỉ lãnh đạo duyệt của nơi phát hành làm được việc này.")
