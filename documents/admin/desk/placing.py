"""Words and places of the photos of the open entry, as they are typed beside its text."""

from django.http import HttpRequest

from documents.admin.desk.common import place_choices
from documents.admin.desk.forms import END, DeskPictureForm, NewPicturesForm
from documents.models import Entry
from documents.services.desk.pictures import change_placed
from documents.services.reviewing import NotReady
from organizations.current import signed_in


def places_now(entry: Entry) -> dict[int, int]:
    """Where each photo stands, by its key."""
    return dict(entry.placed_pictures.values_list("pk", "place"))


def store_photo_words(
    request: HttpRequest, entry: Entry, *, but: int | None = None, before: dict[int, int] | None = None
) -> None:
    """Store the captions, credits and places that came along with a save of the text or a press at another photo (``but``).

    ``before``: where the photos stood before the text was saved; one whose list still says so was not moved by hand, and
    stays where the text took it.

    Raises NotReady where one cannot be stored, naming the photo.
    """
    places = place_choices(entry)
    rows = entry.placed_pictures.select_related("picture")
    for number, row in enumerate(rows, start=1):
        if row.pk == but or f"anh{row.pk}-caption" not in request.POST:
            continue
        row.entry = entry
        sent = request.POST.copy()
        if before is not None and sent.get(f"anh{row.pk}-place") == str(before.get(row.pk)):
            sent[f"anh{row.pk}-place"] = str(row.place)
        form = DeskPictureForm(sent, instance=row, prefix=f"anh{row.pk}", places=places)
        if not form.is_valid():
            said = " ".join(str(error) for errors in form.errors.values() for error in errors)
            raise NotReady([f"Ảnh {number} của mục: {said}"])
        if form.has_changed():
            change_placed(actor=signed_in(request), placed=form.save(commit=False))


def place_lists(request: HttpRequest, entry: Entry, places: list[tuple[int, str]], *, is_stored: bool = False) -> str:
    """The options of the lists of places, with what was chosen in each; of what was stored (``is_stored``), with where it stands.

    The options alone, not the lists or their forms: a caption being typed there stays, a list that is open stays open. Only
    lists that the page has, and therefore sends.
    """
    rows = entry.placed_pictures.select_related("picture")
    forms: list[DeskPictureForm | NewPicturesForm] = [
        DeskPictureForm(instance=row, prefix=f"anh{row.pk}", places=places) for row in rows
    ]
    forms.append(NewPicturesForm(prefix="moi", places=places))
    known = {str(place) for place, _ in places} | {str(END)}
    drawn = []
    for form in forms:
        chosen = request.POST.get(form.add_prefix("place"))
        if chosen is None:
            continue
        if chosen in known and not (is_stored and isinstance(form, DeskPictureForm)):
            form.initial["place"] = int(chosen)
        drawn.append(form["place"].as_widget(attrs={"hx-swap-oob": "innerHTML"}))
    return "".join(drawn)


def changed_places(request: HttpRequest, entry: Entry, before: list[tuple[int, str]]) -> str:
    """The lists of places, where a save has changed the paragraphs they name."""
    if entry.kind == Entry.Kind.NEWS_GROUP or (now := place_choices(entry)) == before:
        return ""
    return place_lists(request, entry, now, is_stored=True)
