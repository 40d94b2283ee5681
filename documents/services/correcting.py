"""What an editor does with a finding: take its suggestion, or let it stand with a reason."""

from dataclasses import dataclass

from django.db import transaction

from documents.engines.proofreading.lines import WordsMoved, mend_heading, mend_html, mend_note
from documents.models import Bulletin, Entry, Waiver
from documents.services.desk.texts import StaleEntry, save_text
from documents.services.editing import open_for_editing
from documents.services.proofreading import NEVER_WAIVED, PlacedFinding, placed_findings, store_waivers
from documents.services.reviewing import must_be_editor
from organizations.log import record
from organizations.models import AccessLog, User


class CannotCorrect(Exception):
    """The words are no longer there as they were shown, or a person must decide."""


class CannotWaive(Exception):
    """The finding is gone, has no reason, or is one that never may stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding was shown: the rule, the field and its line, the first character, the words."""

    rule: str
    field: str
    index: int
    start: int
    text: str

    @classmethod
    def of(cls, placed: PlacedFinding) -> "Place":
        """The place of a finding that stands in a line."""
        assert placed.line is not None  # noqa: S101 - only those in a line are corrected
        return cls(placed.finding.rule, placed.line.field, placed.line.index, placed.start, placed.finding.text)


_MOVED = "Chữ ở chỗ này đã khác lúc đồng chí xem. Đồng chí xem lại danh sách bên dưới rồi bấm sửa lần nữa."


@transaction.atomic
def correct_finding(*, actor: User, bulletin: Bulletin, entry: Entry, version: int, place: Place) -> Entry:
    """Put the certain suggestion of the finding at ``place`` into the entry, which the person saw at ``version``.

    The suggestion is taken from the check itself, never from the page. Raises CannotCorrect, WrongState, NotAllowed.
    """
    row = open_for_editing(actor, bulletin)
    current = Entry.objects.select_for_update().get(pk=entry.pk, bulletin=row)
    found = next(
        (
            one
            for one in placed_findings(row)
            if one.can_correct and one.entry_uuid == str(current.uuid) and Place.of(one) == place
        ),
        None,
    )
    if found is None or found.finding.suggestion is None:
        raise CannotCorrect(_MOVED)
    old, new, end = found.finding.text, found.finding.suggestion, found.end
    stored: str = getattr(current, place.field)
    try:
        if place.field == "body":
            mended = mend_html(stored, place.index, place.start, end, old, new)
        elif place.field == "heading":
            # What is printed is the heading without white space around it.
            mended = mend_heading(stored.strip(), place.start, end, old, new)
        else:
            mended = mend_note(stored, place.index, place.start, end, old, new)
        return save_text(actor=actor, entry=current, version=version, fields={place.field: mended})
    except WordsMoved as moved:
        raise CannotCorrect(
            "Chỗ này không tự sửa được vì cách trình bày trong mục. Đồng chí mở mục ở bàn biên tập để sửa tay."
        ) from moved
    except StaleEntry as stale:
        raise CannotCorrect(
            "Mục này vừa được lưu một bản mới. Đồng chí xem lại danh sách bên dưới rồi bấm sửa lần nữa."
        ) from stale


@transaction.atomic
def waive_finding(
    *, actor: User, bulletin: Bulletin, rule: str, text: str, reason: str, only_here: bool = False
) -> Waiver:
    """Let the finding stand: in all issues of the publisher, or ``only_here``. Raises CannotWaive, NotAllowed."""
    must_be_editor(actor, bulletin)
    reason = " ".join(reason.split())
    if not reason:
        raise CannotWaive("Đồng chí ghi lý do bỏ qua, để người khác và các tháng sau biết.")
    if rule in NEVER_WAIVED:
        raise CannotWaive("Dấu chỉ độ mật không bỏ qua được. Đồng chí gỡ nội dung ấy khỏi tài liệu.")
    found = next(
        (one.finding for one in placed_findings(bulletin) if (one.finding.rule, one.finding.text) == (rule, text)), None
    )
    if found is None:
        raise CannotWaive("Chỗ này không còn trong danh sách soát lỗi. Đồng chí tải lại trang để xem danh sách mới.")
    row = store_waivers(actor=actor, bulletin=bulletin, findings=[found], reason=reason[:250], only_here=only_here)[0]
    record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=bulletin.publisher,
        target=bulletin,
        step="waive",
        rule=rule,
    )
    return row
