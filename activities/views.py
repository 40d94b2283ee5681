"""A picture for who works with it, and the page on which a body sends news. Readers get pictures through editions."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from activities.access import SENDING_ROLES, sending_bodies
from activities.kept_photos import KEPT
from activities.models import Picture, Submission
from activities.providers import places_of
from activities.submission_forms import MOST_MEGABYTES, SubmissionForm
from activities.submitting import CannotSend, send_submission
from cadre_portal.responses import kept_for_an_hour, private_file
from cadre_portal.text import key_of
from organizations.current import signed_in
from organizations.models import User

_SHOWN = 30


@require_safe
def picture_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    picture = get_object_or_404(Picture.objects.visible_to(signed_in(request)), pk=pk)
    stored = picture.file.name or ""
    media_type = "image/png" if stored.endswith(".png") else "image/jpeg"
    send = partial(private_file, stored, name=f"anh-{picture.pk}", media_type=media_type, inline=True)
    return kept_for_an_hour(request, picture.sha256, send)


@require_http_methods(["GET", "POST"])
def submission_send(request: HttpRequest) -> HttpResponse:
    """Gửi tin: the form, and below it what one's bodies have sent, with what became of it."""
    user = signed_in(request)
    if not sending_bodies(user).exists():
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, user, SubmissionForm(user=user, initial=_wanted(request)))
    form = SubmissionForm(request.POST, request.FILES, user=user)
    form.is_valid()
    form.store_photos(form.cleaned_data.get("photos", []), request.POST.getlist(KEPT)[:50])
    if form.errors:
        return _page(request, user, form)
    given = form.cleaned_data
    try:
        _, is_new = send_submission(
            actor=user,
            organization=given["organization"],
            recipient=given["recipient"],
            text=given["text"],
            pictures=form.pictures,
            form_key=given["form_key"],
        )
    except CannotSend as refusal:
        form.add_error(None, str(refusal))
        return _page(request, user, form)
    told = "Đã gửi tin. Cảm ơn đồng chí." if is_new else "Tin này đã được gửi rồi, không cần gửi lại."
    messages.success(request, told)
    return redirect("activities:submission_send")


def _wanted(request: HttpRequest) -> dict[str, str]:
    """The body named in the address, where its page leads here."""
    key = request.GET.get("noi", "")
    return {"organization": key} if key_of(key) is not None else {}


def _page(request: HttpRequest, user: User, form: SubmissionForm) -> HttpResponse:
    own = user.reach.organization_ids(*SENDING_ROLES)
    rows = list(
        Submission.objects.visible_to(user)
        .filter(organization__in=own)
        .select_related("organization", "recipient", "sender")
        .prefetch_related("placed_pictures__picture")[:_SHOWN]
    )
    places = places_of(user, [row.activity_id for row in rows if row.activity_id])
    sent = [(row, places.get(row.activity_id or 0, [])) for row in rows]
    context = {
        "form": form,
        "sent": sent,
        "most_photos": settings.SUBMISSION_PICTURES,
        "most_bytes": MOST_MEGABYTES * 1024 * 1024,
    }
    return render(request, "activities/submission_send.html", context)
