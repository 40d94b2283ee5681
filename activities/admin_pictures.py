"""Photos of a text in the admin: one inline and one way of saving, for news and for entries of an issue."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Model
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.html import format_html

from activities.forms import PlacedPictureForm, store_placed
from organizations.models import User


class PlacedPictureInline(admin.TabularInline):  # type: ignore[type-arg]
    """Rows of photos: what is there, an upload for a new one, caption, credit, place. Subclasses name model and form."""

    fields = ("shown", "upload", "caption", "credit", "place", "position")
    readonly_fields = ("shown",)
    extra = 1

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look is shown no empty place for a file."""
        can_change = self.admin_site.get_model_admin(self.parent_model).has_change_permission(request, obj)
        return [name for name in self.fields or () if can_change or name != "upload"]

    @admin.display(description="đang có")
    def shown(self, row: Any) -> str:
        if row.picture_id is None:
            return "–"
        return format_html('<img src="/anh/{}/" alt="" width="120" loading="lazy">', row.picture_id)


def save_placed(formset: "BaseInlineFormSet[Any, Any, Any]", *, actor: User, owner: Model, owner_field: str) -> None:
    """Store the new and changed photos of a valid formset and remove those taken out; ``owner_field`` names the owner in a
    row. Does what ``formset.save`` would, because the photo is stored by content first."""
    for row in formset.forms:
        if row.has_changed() and row not in formset.deleted_forms and row.is_valid():
            placed: Any = store_placed(cast(PlacedPictureForm, row), actor=actor)
            setattr(placed, owner_field, owner)
            placed.save()
    for row in formset.deleted_forms:
        if row.instance.pk:
            row.instance.delete()
    formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
