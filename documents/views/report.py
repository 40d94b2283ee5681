"""Báo lỗi: the page on which a reader says what is wrong in an entry."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from documents.addresses import addresses_of
from documents.services.reading import edition_to_read, refuse_withdrawn, spot_of
from documents.services.reporting import report_mistake
from documents.views.reading import thanks_place
from organizations.current import signed_in

_NUMBER = re.compile(r"[0-9.]{1,12}")


class ReportForm(forms.Form):
    text = forms.CharField(
        label="Chỗ sai và chữ đúng",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Đồng chí ghi chỗ sai giúp ban biên soạn."},
        help_text="Ví dụ: dòng 3 ghi “ngày 15”, đúng là ngày 16.",
    )


@require_http_methods(["GET", "POST"])
def bulletin_report(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """``?muc=2.1`` names the entry; without it (or with one that is not there) the report is about the whole issue."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    wanted = request.GET.get("muc", "")
    entry = edition.entries.filter(number=wanted).first() if _NUMBER.fullmatch(wanted) else None
    addresses = addresses_of(edition, number=number)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        report_mistake(actor=user, edition=edition, entry=entry, text=form.cleaned_data["text"])
        # The page shows the word where the link of the entry stands: at the top of a long page one would not know that it worked.
        place = thanks_place(entry) if entry else ""
        messages.success(request, "Đã gửi đến ban biên soạn. Cảm ơn đồng chí.", extra_tags=place)
        return redirect(addresses["read"] + (f"#{place}" if entry else ""))
    context = {"edition": edition, "entry": entry, "form": form, "addresses": addresses}
    return render(request, "documents/bulletin_report.html", context)
