"""A directive's page, its files, and the deadlines suggested beside its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from cadre_portal.responses import private_file
from cadre_portal.rich_text import TextRange, link_ranges, sanitize
from directives import services
from directives.access import may_edit
from directives.addresses import address_of
from directives.models import Citation, Deadline, Directive, DirectiveFile
from directives.providers import Place, places_of, publications_of, visible_citing_texts
from organizations.current import signed_in
from organizations.log import record_taken
from organizations.models import AccessLog, User

# "Được nhắc đến trong" shows this many; a central document is cited by thousands.
_MOST_PLACES = 100
_NAMED_RELATIONS = [value for value in Citation.Relation.values if value != Citation.Relation.CITES]
_REVERSED = {
    Citation.Relation.IMPLEMENTS: "được thực hiện bởi",
    Citation.Relation.BASED_ON: "là căn cứ của",
    Citation.Relation.AMENDS: "được sửa đổi, bổ sung bởi",
    Citation.Relation.REPLACES: "được thay thế bởi",
    Citation.Relation.REPEALS: "bị bãi bỏ bởi",
}


@dataclass(frozen=True, slots=True)
class Related:
    """A relation to another document: its name, its address or "" where it is not in the register. ``alike``: the number to look
    for where the register holds documents with it, but which one is meant is not certain."""

    relation: str
    text: str
    url: str
    alike: str = ""


@require_safe
def directive_show(request: HttpRequest, key: int) -> HttpResponse:
    user = signed_in(request)
    directive = get_object_or_404(
        Directive.objects.visible_to(user).select_related("kind", "register", "held_by", "citing_text"), pk=key
    )
    citations = _citations_of(directive, user)
    editable = may_edit(user, directive)
    deadlines = list(directive.deadlines.select_related("organization", "addressee_type", "addressee_within"))
    context = {
        "directive": directive,
        "subject": _linked_subject(directive, citations),
        "body": _linked_body(directive, citations),
        "files": list(directive.files.defer("text")),
        "deadlines": [row for row in deadlines if row.state == Deadline.DeadlineState.ACCEPTED],
        "suggested": [row for row in deadlines if row.state == Deadline.DeadlineState.SUGGESTED] if editable else [],
        "outgoing": _outgoing(citations, user),
        "incoming": _incoming(directive, user),
        "cited_in": _cited_in(directive, user),
        "published": publications_of(user, [directive.pk]).get(directive.pk, []),
        "editable": editable and user.is_staff,
    }
    return render(request, "directives/directive_show.html", context)


def _citations_of(directive: Directive, user: User) -> list[tuple[Citation, Directive | None]]:
    """What it cites, each with the directive meant if the person may see it."""
    if directive.citing_text is None:
        return []
    citations = list(directive.citing_text.citations.order_by("start"))
    meant = {citation.directive_id for citation in citations if citation.directive_id}
    visible = {
        row.pk: row
        for row in Directive.objects.visible_to(user)
        .filter(pk__in=meant)
        .select_related("kind", "register")
        .defer("body")
    }
    return [(citation, visible.get(citation.directive_id or 0)) for citation in citations]


def _linked_subject(directive: Directive, citations: Sequence[tuple[Citation, Directive | None]]) -> SafeString:
    """The subject with what it names ("thực hiện Chỉ thị số …") as links, as in the body."""
    ranges = [
        TextRange(citation.start, citation.end, address_of(meant.pk), meant.citation)
        for citation, meant in citations
        if meant is not None and citation.end <= len(directive.subject)
    ]
    return mark_safe(link_ranges(escape(directive.subject), ranges))  # noqa: S308


def _linked_body(directive: Directive, citations: Sequence[tuple[Citation, Directive | None]]) -> SafeString:
    """The sanitised body with the citations that are in the register as links. Places count from the subject on."""
    before = len(directive.subject) + 1
    ranges = [
        TextRange(citation.start - before, citation.end - before, address_of(meant.pk), meant.citation)
        for citation, meant in citations
        if meant is not None and citation.start >= before
    ]
    # Cleaned again on the way out: what stands in the database is not taken on trust.
    return mark_safe(link_ranges(sanitize(directive.body), ranges))  # noqa: S308


def _outgoing(citations: Sequence[tuple[Citation, Directive | None]], user: User) -> list[Related]:
    unsure = {citation.number_key for citation, meant in citations if meant is None and citation.number_key}
    visible = Directive.objects.visible_to(user).registered().filter(number_key__in=unsure)
    kept = set(visible.order_by().values_list("number_key", flat=True)) if unsure else set()
    found: dict[tuple[str, str], Related] = {}
    for citation, meant in citations:
        if meant is None and not citation.number:
            continue
        text = meant.citation if meant else " ".join(filter(None, [citation.raw, citation.title]))
        alike = citation.number if meant is None and citation.number_key in kept else ""
        row = Related(citation.get_relation_display(), text, address_of(meant.pk) if meant else "", alike)
        found.setdefault((row.relation, str(meant.pk) if meant else citation.number_key or ""), row)
    return list(found.values())


def _incoming(directive: Directive, user: User) -> list[Related]:
    """Directives that implement, amend or replace this one, as far as the person may see them."""
    rows = (
        Citation.objects.filter(directive=directive, relation__in=_NAMED_RELATIONS)
        .filter(citing__directive__in=Directive.objects.visible_to(user).registered().order_by().values("pk"))
        .select_related("citing__directive__kind", "citing__directive__register")
        .order_by("relation", "-citing__directive__issued_on", "pk")[:_MOST_PLACES]
    )
    found: dict[tuple[str, int], Related] = {}
    for row in rows:
        other: Directive = row.citing.directive
        relation = _REVERSED[Citation.Relation(row.relation)]
        found.setdefault((relation, other.pk), Related(relation, other.citation, address_of(other.pk)))
    return list(found.values())


def _cited_in(directive: Directive, user: User) -> list[Place]:
    keys = list(
        Citation.objects.filter(directive=directive)
        .filter(visible_citing_texts(user, "citing"))
        .order_by("-citing")
        .values_list("citing", flat=True)
        .distinct()[:_MOST_PLACES]
    )
    places = places_of(user, keys)
    return sorted(
        set(places.values()), key=lambda place: (place.on is None, place.on and -place.on.toordinal(), place.label)
    )


@require_safe
def directive_file(request: HttpRequest, key: int, file_key: int) -> HttpResponseBase:
    user = signed_in(request)
    row = get_object_or_404(
        DirectiveFile.objects.filter(directive__in=Directive.objects.visible_to(user)).select_related("directive"),
        pk=file_key,
        directive=key,
    )
    record_taken(
        AccessLog.Action.DOWNLOAD,
        actor=user,
        organization=row.directive.held_by_id,
        target=row,
        request=request,
    )
    return private_file(
        str(row.file.name), name=row.name, media_type=row.media_type, inline=request.GET.get("xem") == "1"
    )


@require_POST
def deadline_decide(request: HttpRequest, key: int) -> HttpResponse:
    """One press on a suggested deadline: it counts, or it is none."""
    user = signed_in(request)
    visible = Deadline.objects.filter(directive__in=Directive.objects.visible_to(user))
    deadline = get_object_or_404(visible.select_related("directive__held_by"), pk=key)
    directive: Any = deadline.directive
    if not may_edit(user, directive):
        raise PermissionDenied
    try:
        match request.POST.get("viec"):
            case "nhan":
                services.accept_deadline(actor=user, deadline=deadline)
                messages.success(request, "Đã ghi thời hạn vào danh sách việc cần làm.")
            case "bo":
                services.dismiss_deadline(actor=user, deadline=deadline)
                messages.success(request, "Đã bỏ qua thời hạn này.")
            case _:
                messages.error(request, "Cổng chưa rõ đồng chí muốn nhận hay bỏ qua. Hãy bấm lại một trong hai nút.")
    except services.AlreadyDecided:
        messages.info(request, "Thời hạn này đã có người nhận hoặc bỏ qua trước đó; cổng giữ nguyên.")
    return redirect("directives:directive_show", key=directive.pk)
