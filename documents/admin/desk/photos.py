"""Photos of the open entry: added, changed, taken out. What is typed beside them and not stored yet goes first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from activities.services import store_picture
from cadre_portal.rich_text import sanitize
from documents.admin.desk.common import (
    REFUSALS,
    answer,
    desk_bulletin,
    desk_entry,
    is_htmx,
    pictures_context,
    place_choices,
    refused,
)
from documents.admin.desk.entry import saved_regions, store_typed
from documents.admin.desk.forms import BODY_LIMIT, DeskPictureForm, NewPicturesForm
from documents.admin.desk.placing import place_lists, store_photo_words
from documents.models import Bulletin, Entry
from documents.services.desk.pictures import change_placed, drop_placed
from documents.services.editing import place_picture
from organizations.current import signed_in


@require_POST
def desk_picture_places(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """The lists of places for the text as it is being typed (``body``); nothing is stored."""
    bulletin = desk_bulletin(signed_in(request), pk)
    row = desk_entry(bulletin, entry)
    row.body = sanitize(request.POST.get("body", "")[:BODY_LIMIT])
    return HttpResponse(place_lists(request, row, place_choices(row)))


@require_POST
def desk_picture_add(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Put uploaded photos into the entry. A photo that cannot be used is named; the others are taken."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = desk_entry(bulletin, entry)
    stored = _typed_first(request, bulletin, row)
    if isinstance(stored, HttpResponse):
        return stored
    form = NewPicturesForm(request.POST, prefix="moi", places=place_choices(stored))
    uploads = request.FILES.getlist("anh")
    wrong = [] if uploads else ["Đồng chí chọn ảnh trước khi bấm Thêm ảnh."]
    if not form.is_valid():
        wrong = [str(error) for errors in form.errors.values() for error in errors]
        uploads = []
    for upload in uploads:
        try:
            picture = store_picture(actor=user, content=upload.read(), name=upload.name or "ảnh")
            place_picture(actor=user, entry=stored, picture=picture, **form.cleaned_data)
        except REFUSALS as refusal:
            wrong.append(str(refusal))
    text = " ".join(wrong) or f"Đã thêm {len(uploads)} ảnh."
    return _after_picture(request, stored, text, is_wrong=bool(wrong), adds=True)


@require_POST
def desk_picture(request: HttpRequest, pk: int, placed: int) -> HttpResponse:
    """Change a photo's words and place, or (``bo``) take it out."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    found = get_object_or_404(Entry.objects.select_related("directive"), bulletin=bulletin, placed_pictures=placed)
    entry = _typed_first(request, bulletin, desk_entry(bulletin, found.pk), but=placed)
    if isinstance(entry, HttpResponse):
        return entry
    row = entry.placed_pictures.select_related("picture").get(pk=placed)
    row.entry = entry
    form = DeskPictureForm(request.POST, instance=row, prefix=f"anh{row.pk}", places=place_choices(entry))
    try:
        if request.POST.get("bo"):
            drop_placed(actor=user, placed=row)
            return _after_picture(request, entry, "Đã bỏ ảnh.", keeps_new=True)
        if not form.is_valid():
            text = " ".join(str(error) for errors in form.errors.values() for error in errors)
            return _after_picture(request, entry, text, is_wrong=True, keeps_new=True)
        change_placed(actor=user, placed=form.save(commit=False))
    except REFUSALS as refusal:
        return refused(request, bulletin, entry, refusal)
    return _after_picture(request, entry, "Đã lưu chú thích và chỗ đứng của ảnh.", keeps_new=True)


def _typed_first(
    request: HttpRequest, bulletin: Bulletin, row: Entry, *, but: int | None = None
) -> Entry | HttpResponse:
    """Store what was typed beside the photo and came along with the press: a photo's place is one in that text. Where it is
    refused the photo waits, and the answer says why."""
    if "version" in request.POST:
        stored = store_typed(request, bulletin, row, but=but)
        if isinstance(stored, HttpResponse):
            stored["HX-Retarget"], stored["HX-Reswap"] = "#ket-qua", "innerHTML"
        return stored
    try:
        store_photo_words(request, row, but=but)
    except REFUSALS as refusal:
        return refused(request, bulletin, row, refusal)
    return row


def _after_picture(
    request: HttpRequest,
    entry: Entry,
    text: str,
    *,
    is_wrong: bool = False,
    keeps_new: bool = False,
    adds: bool = False,
) -> HttpResponse:
    """The photos anew. ``keeps_new``: files chosen for "Thêm ảnh" and not yet sent stay in their box; ``adds``: that box stays open
    for the next photo."""
    bulletin = entry.bulletin
    context = {**pictures_context(entry), "bulletin": bulletin, "can_edit": True, "keeps_new": keeps_new, "adds": adds}
    level = "error" if is_wrong else "success"
    response = answer(request, bulletin, entry, text=text, level=level, parts={"_pictures.html": context})
    if is_htmx(request) and "version" in request.POST:
        response.write(saved_regions(request, entry))
        response["HX-Trigger"] = "deskchanged, desksaved"
    return response
