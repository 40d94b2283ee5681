"""The admin's page where an editor says which directive a citation means, where the portal would have to guess."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models.options import Options
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from directives import services
from directives.access import may_hold_for
from directives.models import Citation, CitingText, Directive
from directives.resolve import candidates_by_key, mention_of
from organizations.current import signed_in
from organizations.models import User

# A press on "none of these" sends this instead of a directive's key.
_NONE = "khong"
_MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class OpenCitation:
    """A citation, the words around it, the directives it may mean; ``chosen``: the one somebody said, if the user may see it."""

    citation: Citation
    before: str
    after: str
    candidates: list[Directive]
    chosen: Directive | None


def open_citations(citing: CitingText, user: User) -> list[OpenCitation]:
    """Citations of a text that are not resolved, or chosen by hand before, with candidates among what the user may see.

    Two queries for the candidates, however many citations.
    """
    rows = list(citing.citations.filter(Q(directive__isnull=True) | Q(is_by_hand=True)).select_related("directive"))
    mentions = {row.pk: mention_of(row) for row in rows}
    found = candidates_by_key(mentions.values())
    keys = [one.pk for candidates in found.values() for one in candidates]
    keys += [row.directive_id for row in rows if row.directive_id]
    seen = set(Directive.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    result = []
    for row in rows:
        mention = mentions[row.pk]
        candidates = [one for one in found.get(mention.key, ()) if one.pk in seen and one.citing_text_id != citing.pk]
        if not mention.key:
            candidates = [one for one in candidates if one.issued_on == mention.issued_on]
        # Those of the printed day first, then the newest.
        candidates.sort(
            key=lambda one: (one.issued_on != row.issued_on, -(one.issued_on.toordinal() if one.issued_on else 0))
        )
        text = citing.text
        result.append(
            OpenCitation(
                row,
                text[max(0, row.start - 80) : row.start],
                text[row.end : row.end + 80],
                candidates[:_MOST_CANDIDATES],
                row.directive if row.directive_id in seen else None,
            )
        )
    return result


class CitationsMixin:
    """For the admin of directives."""

    admin_site: AdminSite
    opts: "Options[Directive]"

    def get_urls(self) -> list[URLPattern]:
        view = require_http_methods(["GET", "POST"])(self.citations_view)
        urls: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        name = "directives_directive_citations"
        return [path("vien-dan/<int:text_key>/", self.admin_site.admin_view(view), name=name), *urls]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        directive: Directive | None = kwargs.get("obj")
        if directive is not None and directive.citing_text_id:
            rows = Citation.objects.filter(citing=directive.citing_text_id)
            context["citing_key"] = directive.citing_text_id
            context["open_citations"] = rows.unresolved().filter(is_by_hand=False).count()
        answer: HttpResponse = super().render_change_form(request, context, **kwargs)  # type: ignore[misc]
        return answer

    def citations_view(self, request: HttpRequest, text_key: int) -> HttpResponse:
        """The unresolved citations of a text; one press chooses. 403 for who keeps no records, 404 for another's text."""
        if not self.has_change_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        user = signed_in(request)
        citing = get_object_or_404(CitingText.objects.select_related("seen_from"), pk=text_key)
        if citing.seen_from is None or not may_hold_for(user, citing.seen_from):
            raise Http404
        rows = open_citations(citing, user)
        if request.method == "POST":
            self._choose(request, rows)
            return redirect("admin:directives_directive_citations", citing.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Viện dẫn chưa rõ văn bản",
            "opts": self.opts,
            "citing": citing,
            "owner": Directive.objects.visible_to(user).filter(citing_text=citing).first(),
            "rows": rows,
        }
        return TemplateResponse(request, "admin/directives/directive/citations.html", context)

    def _choose(self, request: HttpRequest, rows: list[OpenCitation]) -> None:
        chosen = request.POST.get("chon", "")
        row = next((one for one in rows if str(one.citation.pk) == request.POST.get("vien_dan")), None)
        meant = next((one for one in row.candidates if str(one.pk) == chosen), None) if row else None
        if row is None or (meant is None and chosen != _NONE):
            # Texts are read anew when they are saved: the page may be older than its citations.
            messages.error(request, "Văn bản vừa được đọc lại. Đồng chí xem lại danh sách rồi chọn lần nữa.")
            return
        services.choose_citation(actor=signed_in(request), citation=row.citation, directive=meant)
        messages.success(request, "Đã ghi lựa chọn của đồng chí.")
