"""Agreeing on an issue: the verbs that move it through its states (states.py has the table)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from activities.models import Picture
from documents import access
from documents.models import Bulletin, LateChange, PaperApproval, PublisherSettings
from documents.rendering.content import IssueContent
from documents.services.composing import agreed_sha256, build_content, settings_of
from documents.services.gaps import needed_gaps
from documents.services.proofreading import PlacedFinding, open_errors, store_waivers
from documents.services.review_copies import keep_copy
from documents.services.review_notes import add_note, open_notes, settle_note
from documents.services.states import (
    EDITABLE,
    TRANSITIONS,
    NotAllowed,
    NotReady,
    State,
    WrongState,
    locked,
    may,
    move,
    must_be_approver,
    must_be_editor,
)
from organizations.log import record
from organizations.models import AccessLog, Membership, Organization, User
from organizations.roles import Role

__all__ = [
    "EDITABLE",
    "TRANSITIONS",
    "NotAllowed",
    "NotReady",
    "State",
    "WrongState",
    "approve_bulletin",
    "approve_on_paper",
    "locked",
    "may",
    "move",
    "must_be_editor",
    "note_change",
    "print_code",
    "problems_of",
    "reopen_bulletin",
    "return_bulletin",
    "send_bulletin",
    "step_of",
    "take_back_bulletin",
    "why_not_approve",
]

# A refusal names this many errors; the page has them all.
_ERRORS_NAMED = 10


def problems_of(bulletin: Bulletin, content: IssueContent | None = None) -> list[str]:
    """What is missing before the issue can be sent for review. ``content`` where it was built already."""
    content = content or build_content(bulletin)
    if not content.entries:
        return ["Tài liệu chưa có mục nào."]
    return [sentence for one in needed_gaps(content) for sentence in one.sentences()]


@transaction.atomic
def send_bulletin(
    *, actor: User, bulletin: Bulletin, note: str = "", settled: Mapping[int, tuple[str, bool]] | None = None
) -> Bulletin:
    """Send for review, keeping a copy of what is sent. ``settled``: answer and tick by key of remarks still open.

    Raises WrongState, NotReady (something is missing, or a remark is neither answered nor ticked off), NotAllowed.
    """
    row = locked(bulletin)
    must_be_editor(actor, row)
    content = build_content(row)
    problems = problems_of(row, content)
    if problems:
        raise NotReady(problems)
    if not may("send", row):
        raise WrongState(row)
    for remark in open_notes(row):
        answer, is_done = (settled or {}).get(remark.pk, ("", False))
        if not answer.strip() and not is_done:
            raise NotReady(["Còn ý kiến chưa trả lời và chưa đánh dấu đã sửa. Đồng chí xử lý từng ý kiến rồi gửi."])
        settle_note(actor=actor, note=remark, answer=answer, is_done=is_done)
    row.first_approved_sha256, row.first_approved_by = "", None
    event = move(row, "send", actor=actor, note=note, sha256=agreed_sha256(row, content))
    keep_copy(event, row, content)
    LateChange.objects.filter(bulletin=row).delete()
    record(AccessLog.Action.SEND, actor=actor, organization=row.publisher, target=row)
    return row


@transaction.atomic
def take_back_bulletin(*, actor: User, bulletin: Bulletin) -> Bulletin:
    """The editor takes an issue back from review. Raises WrongState, NotAllowed."""
    row = locked(bulletin)
    must_be_editor(actor, row)
    row.first_approved_sha256, row.first_approved_by = "", None
    move(row, "take_back", actor=actor)
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=row, step="take_back")
    return row


@transaction.atomic
def return_bulletin(*, actor: User, bulletin: Bulletin, note: str = "") -> Bulletin:
    """Return to the editor with at least one remark: those pinned to paragraphs, or a word on the whole (``note``).

    Raises WrongState, NotReady where there is neither, NotAllowed.
    """
    row = locked(bulletin)
    must_be_approver(actor, row)
    if not may("return", row):
        raise WrongState(row)
    if note.strip():
        add_note(actor=actor, bulletin=row, text=note)
    elif not open_notes(row).exists():
        raise NotReady(["Đồng chí ghi ý kiến để người biên tập biết cần sửa gì."])
    row.approved_sha256, row.approved_by = "", None
    row.first_approved_sha256, row.first_approved_by = "", None
    move(row, "return", actor=actor, note=note.strip())
    record(AccessLog.Action.RETURN, actor=actor, organization=row.publisher, target=row)
    return row


# --- Approving ----------------------------------------------------------------------------------------------------------


def print_code(digest: str) -> str:
    """The code printed on a bản trình duyệt: tells which state of the issue the paper shows."""
    return digest[:8].upper()


def step_of(bulletin: Bulletin, own: PublisherSettings, digest: str) -> int:
    """Which step an approval of what stands now would be: 1 of two, or the last one (2, or 1 of one).

    An issue approved before and changed since needs the last step only: its approver sees the changed words.
    """
    if own.approval_steps < 2:
        return 1
    is_first = bulletin.state == State.IN_REVIEW and bulletin.first_approved_sha256 != digest
    return 1 if is_first else 2


def why_not_approve(actor: User, bulletin: Bulletin, own: PublisherSettings, digest: str) -> str:
    """Why this person may not take the next step of approving, "" where he may."""
    if not access.may_approve(actor, bulletin):
        return "Chỉ lãnh đạo duyệt của nơi phát hành duyệt được tài liệu này."
    if actor.is_superuser:
        return ""
    if own.approval_steps > 1:
        if step_of(bulletin, own, digest) == 1:
            board = bulletin.compiled_by or own.compiled_by
            if board is not None and _has_approver(board) and not _holds(actor, board):
                return f"Chờ lãnh đạo {board.label} duyệt bước một trước."
        elif not _holds(actor, bulletin.publisher):
            return "Bước hai do thường trực cấp ủy duyệt."
        elif bulletin.first_approved_by_id == actor.pk and not own.approver_may_be_author:
            return "Bước hai do người khác với người duyệt bước một. Đồng chí chuyển thường trực khác duyệt."
    if not own.approver_may_be_author:
        sender = bulletin.events.filter(to_state=State.IN_REVIEW).exclude(verb="pass").order_by("-at", "-pk").first()
        if sender is not None and sender.actor_id == actor.pk:
            return "Người gửi duyệt không tự duyệt được tài liệu. Đồng chí chuyển lãnh đạo khác duyệt."
    if not own.approver_may_correct and LateChange.objects.filter(bulletin=bulletin, user=actor).exists():
        return "Đồng chí đã sửa tài liệu sau khi trình nên người khác duyệt. Đồng chí chuyển lãnh đạo khác."
    return ""


def _holds(user: User, organization: Organization) -> bool:
    return organization.path in user.reach.paths(Role.APPROVER)


def _has_approver(board: Organization) -> bool:
    rows = Membership.objects.in_force(timezone.localdate())
    return rows.filter(organization=board, role=Role.APPROVER, user__is_active=True).exists()


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
    """Approve exactly what is built now, for this audience and hour; of two steps, take the one that is due.

    ``seen_sha256`` is the digest of what the approver was shown; where it differs, somebody changed the issue meanwhile.
    Errors that proofreading still finds are refused, unless the approver lets them stand (``waive_errors``) for a reason: they
    are kept as waivers of this issue. What is published is what was approved, so publishing asks no second time.
    Raises WrongState, NotAllowed, NotReady.
    """
    row = locked(bulletin)
    must_be_approver(actor, row)
    if not may("approve", row):
        raise WrongState(row)
    own = settings_of(row.publisher)
    content = build_content(row)
    digest = agreed_sha256(row, content)
    refusal = why_not_approve(actor, row, own, digest)
    if refusal:
        raise NotAllowed(refusal)
    if seen_sha256 and seen_sha256 != digest:
        raise NotReady(["Tài liệu vừa được sửa sau khi đồng chí mở trang. Đồng chí xem lại rồi duyệt."])
    _waive_or_refuse(actor, row, open_errors(row, content), reason=waive_reason.strip() if waive_errors else "")
    is_first = own.approval_steps > 1 and step_of(row, own, digest) == 1
    if is_first:
        row.first_approved_sha256, row.first_approved_by = digest, actor
    else:
        row.approved_sha256, row.approved_by = digest, actor
    event = move(row, "pass" if is_first else "approve", actor=actor, note=note, sha256=digest)
    keep_copy(event, row, content)
    record(
        AccessLog.Action.APPROVE,
        actor=actor,
        organization=row.publisher,
        target=row,
        sha256=digest,
        step="first" if is_first else "last",
    )
    return row


@transaction.atomic
def approve_on_paper(
    *,
    actor: User,
    bulletin: Bulletin,
    signer: str,
    signed_on: date,
    picture: Picture,
    code: str,
    waive_errors: bool = False,
    waive_reason: str = "",
) -> Bulletin:
    """Write down that a leader signed the printed copy: all steps at once, because the signed page shows them.

    ``code`` is the one printed on that copy: where the issue differs from it, something else was signed.
    Raises WrongState, NotAllowed (the publisher does not allow it), NotReady.
    """
    row = locked(bulletin)
    must_be_editor(actor, row)
    if not settings_of(row.publisher).paper_approval:
        raise NotAllowed("Nơi phát hành này không ghi nhận duyệt trên giấy. Lãnh đạo duyệt trên trang này.")
    if not may("approve", row):
        raise WrongState(row)
    content = build_content(row)
    digest = agreed_sha256(row, content)
    if "".join(code.split()).upper() != print_code(digest):
        raise NotReady(
            ["Mã này không phải mã bản trình của nội dung hiện nay: tài liệu đã sửa sau khi in, hoặc mã gõ chưa đúng."]
        )
    if signed_on > timezone.localdate():
        raise NotReady(["Ngày ký chưa đến. Đồng chí xem lại ngày trên trang đã ký."])
    _waive_or_refuse(actor, row, open_errors(row, content), reason=waive_reason.strip() if waive_errors else "")
    row.approved_sha256, row.approved_by = digest, None
    words = f"Duyệt trên giấy: {signer.strip()}, ngày {signed_on:%d/%m/%Y}."
    event = move(row, "approve", actor=actor, note=words, sha256=digest)
    PaperApproval.objects.create(event=event, signer=signer.strip()[:150], signed_on=signed_on, picture=picture)
    keep_copy(event, row, content)
    record(
        AccessLog.Action.APPROVE,
        actor=actor,
        organization=row.publisher,
        target=row,
        sha256=digest,
        on_paper=True,
        signed_on=signed_on.isoformat(),
    )
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

    Raises WrongState, NotAllowed, NotReady while the hour of its edition has not come.
    """
    row = locked(bulletin)
    must_be_editor(actor, row)
    if row.editions.filter(publish_at__gt=timezone.now()).exists():
        raise NotReady(["Tài liệu chưa đến giờ phát hành. Đồng chí hủy lịch phát hành rồi sửa."])
    # The hour was that of the edition which is out.
    row.publish_at = None
    row.approved_sha256, row.approved_by = "", None
    row.first_approved_sha256, row.first_approved_by = "", None
    move(row, "reopen", actor=actor)
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=row, step="reopen")
    return row


@transaction.atomic
def note_change(*, actor: User | None, bulletin: Bulletin) -> None:
    """Called after every change of an issue's content: what was agreed to and differs now must be agreed to again."""
    row = locked(bulletin)
    if row.state not in {State.IN_REVIEW, State.RE_REVIEW, State.APPROVED}:
        return
    if actor is not None:
        LateChange.objects.update_or_create(bulletin=row, user=actor)
    if row.state == State.APPROVED and agreed_sha256(row, build_content(row)) != row.approved_sha256:
        move(row, "touch", actor=actor)
