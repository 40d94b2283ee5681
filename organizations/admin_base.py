"""What the admin pages of every app share: rows one may see, rows one may change, and no overwriting unawares.

The rule is asked of the model's own queryset, ``objects.visible_to(user)`` and ``objects.editable_by(user)``; a model
without ``editable_by`` may be changed where it is seen and the role permits it.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.filters import RelatedOnlyFieldListFilter
from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cadre_portal.date_fields import TYPED_DAYS
from cadre_portal.rich_text import sanitize
from cadre_portal.text import key_of
from organizations.admin_history import VisibleHistoryAdmin
from organizations.current import signed_in
from organizations.models import User


def visible_rows(model: type[Model], user: User) -> "QuerySet[Any]":
    """Rows of any model that the user may see; all where the model has no rule (lists that are no secret)."""
    rows: QuerySet[Any] = model._default_manager.all()
    rule = getattr(rows, "visible_to", None)
    return rule(user) if rule is not None else rows


class VisibleRelatedFilter(RelatedOnlyFieldListFilter):
    """Filter by a related row: offers those that occur among the rows one sees, and that one may see themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Rows that have none: the admin's bare "-" is no word to press.
        self.empty_value_display = mark_safe("Chưa ghi")

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        offered = super().field_choices(field, request, model_admin)
        seen = set(visible_rows(field.remote_field.model, signed_in(request)).values_list("pk", flat=True))
        return [(key, label) for key, label in offered if key in seen]


class ScopedMixin:
    """For a ModelAdmin or an inline: lists, pages, choices and posted keys keep to what the user may see and change."""

    model: Any
    formfield_overrides: Any = TYPED_DAYS

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        rows = visible_rows(self.model, signed_in(request))
        ordering = self.get_ordering(request)  # type: ignore[attr-defined]
        return rows.order_by(*ordering) if ordering else rows

    def is_editable(self, request: HttpRequest, row: Model) -> bool:
        rule = getattr(self.model._default_manager.all(), "editable_by", None)
        return rule is None or bool(rule(signed_in(request)).filter(pk=row.pk).exists())

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = bool(super().has_change_permission(request, obj))  # type: ignore[misc]
        return allowed and (not isinstance(obj, self.model) or self.is_editable(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = bool(super().has_delete_permission(request, obj))  # type: ignore[misc]
        return allowed and (not isinstance(obj, self.model) or self.is_editable(request, obj))

    def choices_for(self, field: "Field[Any, Any]", request: HttpRequest) -> "QuerySet[Any]":
        """Rows offered for a relation, and accepted when posted. An app narrows it where one may see more than use."""
        related = field.related_model
        assert isinstance(related, type)  # noqa: S101 - resolved once the apps are loaded
        return visible_rows(related, signed_in(request))

    def formfield_for_foreignkey(self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self.choices_for(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("queryset", self.choices_for(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What hangs on a row is counted, not named: among it may be rows that are not the user's to see."""
        _, counts, needed, protected = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        named = [str(row) for row in objs]
        kept = [f"{len(protected)} mục khác đang dùng, nên chưa xóa được."] if protected else []
        return named, counts, set() if kept else needed, kept


class ScopedAdmin(ScopedMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    """Admin of a model without history."""


class ScopedHistoryAdmin(ScopedMixin, VisibleHistoryAdmin):
    """Admin of a model with history; the history page opens for rows one sees."""


class ReadOnlyAdmin(ScopedAdmin):
    """Rows to be looked at and searched; nobody changes them here, the emergency account included."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# --- Stale saves ----------------------------------------------------------------------------------------------------


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that knows which version of the row it was opened on, for models with a ``version`` that every save raises.

    Where another person has saved since, it is refused once: ``conflicts`` then holds (label, text in the portal, text typed
    here) of every field that differs, and the version is brought up to date, so that saving again is a choice made
    knowingly.
    """

    version_seen = forms.IntegerField(required=False, widget=forms.HiddenInput, label="Bản đã mở")
    conflicts: list[tuple[str, str, str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts = []
        if self.instance.pk is not None:
            self.fields["version_seen"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            return cleaned
        # Locked until the save: of two at the same moment the second waits here, and then sees the first one's version.
        stored = type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None or cleaned.get("version_seen") == stored.version:
            return cleaned
        self._compare(stored, cleaned)
        if self.conflicts:
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("version_seen")] = str(stored.version)
            self.data = data
            self.add_error(
                None,
                f"Trong lúc đồng chí sửa, {_saved_by(stored)} đã lưu một bản khác. Đồng chí xem hai bản ở trên, "
                "sửa lại cho đúng rồi lưu lần nữa.",
            )
        return cleaned

    def _compare(self, stored: Model, cleaned: dict[str, Any]) -> None:
        for name, theirs in forms.models.model_to_dict(stored, [*self.fields]).items():
            bound = self[name]
            if name in cleaned and bound.field.has_changed(theirs, bound.data):
                field = self.fields[name]
                self.conflicts.append((str(bound.label), _shown(field, theirs), _shown(field, bound.data)))


def _shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it: the words of a choice, not its key."""
    choices = getattr(field, "choices", None)
    if choices is not None and not isinstance(field, forms.ModelChoiceField):
        return str(dict(choices).get(value, value or "–"))
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None and value:
        row = field.queryset.filter(pk=value).first() if key_of(value) is not None else None
        return str(row or "–")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value) if value not in (None, "") else "–"


def _saved_by(row: Model) -> str:
    history = getattr(row, "history", None)
    last = history.first() if history is not None else None
    who = getattr(last, "history_user", None)
    return f"đồng chí {who}" if who is not None else "người khác"


class VersionedAdminMixin:
    """Refuses a save over another person's and shows both texts (templates/admin/_conflicts.html).

    The admin's ``form`` is a VersionedForm; its fields may stand in ``fields`` or ``fieldsets`` as usual.
    """

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]  # type: ignore[misc]
        if obj is not None and not self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            for _, options in fieldsets:
                options["fields"] = tuple("body_to_read" if one == "body" else one for one in options["fields"])
            return fieldsets
        name, first = fieldsets[0]
        if "version_seen" not in first["fields"]:
            first["fields"] = (*first["fields"], "version_seen")
        return [(name, first), *fieldsets[1:]]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "body_to_read")  # type: ignore[misc]

    @admin.display(description="Nội dung")
    def body_to_read(self, row: Any) -> str:
        """The text as it reads, for who may not change it: the stock page would show its HTML."""
        return format_html('<div class="body-to-read">{}</div>', mark_safe(sanitize(row.body)))  # noqa: S308 (clean)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["conflicts"] = getattr(context["adminform"].form, "conflicts", [])
        answer: HttpResponse = super().render_change_form(request, context, **kwargs)  # type: ignore[misc]
        return answer
