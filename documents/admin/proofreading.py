"""Soát lỗi: the findings of an issue beside their text, what is done with them, and the publisher's lists."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Field, ForeignKey
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from cadre_portal.text import key_of
from documents.access import EDITING_ROLES, publisher_ids
from documents.admin.desk.common import desk_address, desk_bulletin, desk_entry, is_htmx
from documents.engines.proofreading import FindingClass, Severity, WordList, findings_as_json
from documents.engines.proofreading.labels import label_of
from documents.engines.proofreading.lines import Line
from documents.models import Bulletin, Entry, KnownWord, NameTitle, Waiver
from documents.services.composing import numbers_of
from documents.services.correcting import CannotCorrect, CannotWaive, Place, correct_finding, waive_finding
from documents.services.proofreading import PlacedFinding, check_typed, placed_findings, words_of
from documents.services.reviewing import EDITABLE, NotAllowed, WrongState
from organizations.admin_base import ScopedAdmin
from organizations.current import signed_in
from organizations.models import Organization, User

PARTS = "admin/documents/proofreading/"
SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cần xem", Severity.HINT: "Gợi ý"}
CLASSES = {FindingClass.MISPRINT: "Sai sót khi in", FindingClass.EDITORIAL: "Việc biên tập"}
_AROUND = 160


# --- What is drawn --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; ``number`` of the finding that it is marked for, 0 for plain text."""

    text: str
    number: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph in pieces, and its findings with their numbers."""

    pieces: list[Piece]
    findings: list[tuple[int, PlacedFinding]]


@dataclass(slots=True)
class Group:
    """An entry (None: the whole issue) with its paragraphs that have findings."""

    entry: Entry | None
    number: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    count: int = 0


def grouped(found: Iterable[PlacedFinding], entries: Sequence[Entry], numbers: dict[int, str]) -> list[Group]:
    """Findings by entry in reading order, paragraph by paragraph; numbered within the entry."""
    by_uuid: dict[str, list[PlacedFinding]] = {}
    for one in found:
        by_uuid.setdefault(one.entry_uuid, []).append(one)
    order = sorted(entries, key=lambda row: [int(part) for part in numbers[row.pk].split(".")])
    groups = []
    for entry in (None, *order):
        rows = by_uuid.get(str(entry.uuid) if entry is not None else "", [])
        if not rows:
            continue
        group = Group(entry, numbers[entry.pk] if entry is not None else "", count=len(rows))
        by_line: dict[Line | None, list[tuple[int, PlacedFinding]]] = {}
        for number, one in enumerate(rows, start=1):
            by_line.setdefault(one.line, []).append((number, one))
        for line, ones in by_line.items():
            if line is None:
                group.paragraphs += [Paragraph([Piece(one.finding.text)], [(number, one)]) for number, one in ones]
            else:
                group.paragraphs.append(Paragraph(_pieces(line.text, ones), ones))
        groups.append(group)
    return groups


def _pieces(text: str, findings: Sequence[tuple[int, PlacedFinding]]) -> list[Piece]:
    """The paragraph with its doubtful places marked; long stretches without any are cut short."""
    pieces: list[Piece] = []
    at = 0
    for number, one in sorted(findings, key=lambda pair: (pair[1].start, pair[1].end)):
        start, end = max(one.start, at, 0), max(one.end, 0)
        if start >= end:
            continue
        pieces.append(Piece(_shortened(text[at:start], is_first=at == 0)))
        pieces.append(Piece(text[start:end], number))
        at = end
    pieces.append(Piece(_shortened(text[at:], is_first=at == 0, is_last=True)))
    return [piece for piece in pieces if piece.text]


def _shortened(text: str, *, is_first: bool = False, is_last: bool = False) -> str:
    if (is_first and is_last) or len(text) <= 2 * _AROUND:
        return text if len(text) <= 4 * _AROUND else f"{text[: 4 * _AROUND].rsplit(' ', 1)[0]} …"
    head, tail = text[:_AROUND].rsplit(" ", 1)[0], text[-_AROUND:].split(" ", 1)[-1]
    if is_first:
        return f"… {tail}"
    return f"{head} …" if is_last else f"{head} … {tail}"


def _chosen(request: HttpRequest) -> tuple[str, str]:
    """Severity and class asked for, "" for all."""
    severity, kind = request.GET.get("muc_do", ""), request.GET.get("loai", "")
    return severity if severity in list(SEVERITIES) else "", kind if kind in list(CLASSES) else ""


def _context(request: HttpRequest, bulletin: Bulletin, entry: Entry | None = None) -> dict[str, Any]:
    severity, kind = _chosen(request)
    everything = placed_findings(bulletin)
    if entry is not None:
        everything = [one for one in everything if one.entry_uuid == str(entry.uuid)]
    shown = [
        one for one in everything if severity in ("", one.finding.severity) and kind in ("", one.finding.finding_class)
    ]
    entries = list(bulletin.entries.order_by("position", "pk"))
    counts = Counter(str(one.finding.severity) for one in everything)
    return {
        "bulletin": bulletin,
        "entry": entry,
        "can_edit": bulletin.state in EDITABLE,
        "groups": grouped(shown, entries, numbers_of(entries)),
        "found": shown,
        "total": len(everything),
        "counts": [(key, label, counts[key]) for key, label in SEVERITIES.items()],
        "classes": list(CLASSES.items()),
        "severity": severity,
        "kind": kind,
        "severities": {str(key): label for key, label in SEVERITIES.items()},
        "back": "ban" if entry is not None else "",
    }


# --- Pages ----------------------------------------------------------------------------------------------------------------


@require_safe
def proofreading(request: HttpRequest, pk: int) -> HttpResponse:
    """All findings of an issue; ``?muc_do=`` and ``?loai=`` filter."""
    bulletin = desk_bulletin(signed_in(request), pk)
    return render(request, f"{PARTS}proofreading.html", _context(request, bulletin))


@require_safe
def proofreading_entry(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """The findings of one entry, as a region for the desk, or (``?dang=json``) as plain values."""
    bulletin = desk_bulletin(signed_in(request), pk)
    row = desk_entry(bulletin, entry)
    context = _context(request, bulletin, row)
    if request.GET.get("dang") == "json":
        rows = findings_as_json(one.finding for one in context["found"])
        for shown, one in zip(rows, context["found"], strict=True):
            line = one.line
            shown |= {"field": line.field if line else "", "line": line.index if line else -1}
            shown |= {"start": one.start, "end": one.end, "label": one.label, "can_correct": one.can_correct}
        return JsonResponse({"version": row.version, "findings": rows}, json_dumps_params={"ensure_ascii": False})
    return render(request, f"{PARTS}_entry.html", context)


def _done(request: HttpRequest, bulletin: Bulletin, entry: Entry | None) -> HttpResponse:
    """Back to where the button was pressed: the desk, or the place in the list."""
    address = reverse("admin:documents_proofreading", args=[bulletin.pk])
    if request.POST.get("ve") == "ban" and entry is not None:
        address = desk_address(bulletin, entry)
    else:
        asked = request.POST.get("loc", "")
        query = asked if asked.replace("=", "").replace("&", "").replace("_", "").isalpha() else ""
        address += (f"?{query}" if query else "") + (f"#muc-{entry.pk}" if entry is not None else "")
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _number(text: str) -> int:
    """A whole number from a form, -1 for anything else: no place has it."""
    number = key_of(text, 8)
    return -1 if number is None else number


@require_POST
def proofreading_correct(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take the suggestion of one finding (rule, field, line, start, text) in the entry seen at ``version``."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = desk_entry(bulletin, entry)
    sent = request.POST
    place = Place(
        rule=sent.get("loi", ""),
        field=sent.get("o", ""),
        index=_number(sent.get("dong", "")),
        start=_number(sent.get("tu", "")),
        text=sent.get("chu", ""),
    )
    try:
        correct_finding(actor=user, bulletin=bulletin, entry=row, version=_number(sent.get("version", "")), place=place)
    except (CannotCorrect, WrongState, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã sửa “{place.text}”.")
    return _done(request, bulletin, row)


@require_POST
def proofreading_waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a finding (rule, text) stand for a reason; ``chi_so_nay``: in this issue only."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    key = _number(request.POST.get("muc", ""))
    row = bulletin.entries.filter(pk=key).first()
    text = request.POST.get("chu", "")
    only_here = bool(request.POST.get("chi_so_nay"))
    try:
        waive_finding(
            actor=user,
            bulletin=bulletin,
            rule=request.POST.get("loi", ""),
            text=text,
            reason=request.POST.get("ly_do", ""),
            only_here=only_here,
        )
    except (CannotWaive, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        where = "trong tài liệu này" if only_here else "ở tài liệu này và các tài liệu sau"
        messages.success(request, f"Đã bỏ qua “{text}”; sẽ không hỏi lại {where}.")
    return _done(request, bulletin, row)


@require_POST
def proofread_text(request: HttpRequest) -> HttpResponse:
    """The misprints of one paragraph being typed (``doan``), as a region below its field."""
    user = signed_in(request)
    if not user.reach.has_any(EDITING_ROLES):
        raise PermissionDenied
    found = check_typed(request.POST.get("doan", ""), words=_own_words(user))
    return render(request, f"{PARTS}_typed.html", {"findings": [(one, label_of(one.rule)) for one in found]})


def _own_words(user: User) -> WordList:
    """The words of the desk where the user sits; of several desks, of the first."""
    publisher = publisher_ids(user, *EDITING_ROLES).order_by("path").values_list("pk", flat=True).first()
    return words_of(publisher) if publisher is not None else WordList()


def proofreading_urls(view: Callable[[Any], Any]) -> list[URLPattern]:
    """The addresses below those of issues; ``view`` wraps each page into the admin's door."""
    issue = "<int:pk>/soat-loi/"
    return [
        path("soat-loi/doan/", view(proofread_text), name="documents_proofread_text"),
        path(issue, view(proofreading), name="documents_proofreading"),
        path(issue + "muc/<int:entry>/", view(proofreading_entry), name="documents_proofreading_entry"),
        path(issue + "muc/<int:entry>/sua/", view(proofreading_correct), name="documents_proofreading_correct"),
        path(issue + "bo-qua/", view(proofreading_waive), name="documents_proofreading_waive"),
    ]


# --- The publisher's lists ------------------------------------------------------------------------------------------------


class OwnListAdmin(ScopedAdmin):
    """Rows of one publisher's own; who added them is kept."""

    list_select_related = ("publisher", "added_by")

    def choices_for(self, field: "Field[Any, Any]", request: HttpRequest) -> Any:
        """Only the publishers at whose desk the user sits."""
        rows = Organization.objects.publishers().order_by("path")
        user = signed_in(request)
        return rows if user.reach.everything else rows.filter(pk__in=publisher_ids(user, *EDITING_ROLES))

    def formfield_for_foreignkey(self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "publisher":
            first = self.choices_for(db_field, request).first()
            kwargs["initial"] = first.pk if first is not None else None
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.added_by = signed_in(request)
        super().save_model(request, obj, form, change)


@admin.register(KnownWord)
class KnownWordAdmin(OwnListAdmin):
    list_display = ("text", "publisher", "note", "added_by")
    search_fields = ("text",)
    fields = ("publisher", "text", "note")


@admin.register(NameTitle)
class NameTitleAdmin(OwnListAdmin):
    list_display = ("full_name", "title", "publisher")
    search_fields = ("full_name", "title")
    fields = ("publisher", "full_name", "title")


@admin.register(Waiver)
class WaiverAdmin(ScopedAdmin):
    """Waivers are given where the finding stands; here they are looked at and taken back."""

    list_display = ("text", "rule_shown", "reason", "where", "by", "at")
    list_select_related = ("publisher", "bulletin__publisher", "by")
    search_fields = ("text", "reason")
    fields = ("publisher", "bulletin", "rule_shown", "text", "reason", "by", "at")
    readonly_fields = fields

    @admin.display(description="loại lỗi")
    def rule_shown(self, row: Waiver) -> str:
        return label_of(row.rule)

    @admin.display(description="áp dụng")
    def where(self, row: Waiver) -> str:
        return f"chỉ {row.bulletin.title}" if row.bulletin is not None else "mọi tài liệu"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
