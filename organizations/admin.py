"""The administrators' pages of organisations, people and the log. Thin: forms check, services write, access decides."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Field, QuerySet
from django.forms import BaseInlineFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from organizations import admin_log as admin_log  # registers the log's page
from organizations import services
from organizations.access import managed_organizations, may_manage
from organizations.admin_base import (
    ScopedAdmin,
    ScopedHistoryAdmin,
    ScopedMixin,
    VersionedAdminMixin,
    VisibleRelatedFilter,
)
from organizations.admin_door import PersonsDoorMixin
from organizations.admin_forms import NewPasswordForm, NewUserForm, OrganizationForm, SuccessionForm
from organizations.current import signed_in
from organizations.models import (
    LogRetention,
    Membership,
    Organization,
    OrganizationType,
    Succession,
    User,
)

# Roles come from memberships (roles.py); groups would be a second truth.
admin.site.unregister(Group)


class InForceFilter(admin.SimpleListFilter):
    """Organisations that exist today, or no longer."""

    title = "hiệu lực"
    parameter_name = "hieu-luc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return [("dang", "Đang hoạt động"), ("thoi", "Đã thôi hoạt động")]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        today = timezone.localdate()
        if self.value() == "dang":
            living: QuerySet[Any] = queryset & Organization.objects.valid_on(today)
            return living
        if self.value() == "thoi":
            return queryset.filter(valid_to__lt=today)
        return queryset


@admin.register(Organization)
class OrganizationAdmin(VersionedAdminMixin, ScopedHistoryAdmin):
    form = OrganizationForm
    list_display = ("name_in_tree", "type", "letters", "in_force", "by_road")
    list_display_links = ("name_in_tree",)
    list_filter = (InForceFilter, "type__level", ("type", VisibleRelatedFilter), "road")
    list_select_related = ("type",)
    list_per_page = 100
    search_fields = ("name_folded",)
    ordering = ("path",)
    actions = None
    fieldsets = (
        (None, {"fields": ("name", "short_name", "type", "parent", "letters")}),
        ("Thời gian hoạt động", {"fields": (("valid_from", "valid_to"),)}),
        ("Nhận tài liệu và liên hệ", {"fields": ("road", "paper_copies", "contact")}),
    )

    @admin.display(description="tổ chức", ordering="path")
    def name_in_tree(self, row: Organization) -> str:
        """Names set in by their depth; a class and no style attribute, for the policy forbids those."""
        return format_html('<span class="tree-depth-{}">{}</span>', min(row.depth, 6), row.name)

    @admin.display(description="hoạt động", ordering="valid_from")
    def in_force(self, row: Organization) -> str:
        """From when to when, as far as that is known."""
        begins = f"từ {row.valid_from:%d/%m/%Y}" if row.valid_from is not None else ""
        ends = f"đến hết {row.valid_to:%d/%m/%Y}" if row.valid_to is not None else ""
        return f"{begins} {ends}".strip() or "–"

    @admin.display(description="kênh nhận", ordering="road")
    def by_road(self, row: Organization) -> str:
        return Organization.Road(row.road).with_copies(row.paper_copies) if row.type.receives else "–"

    @admin.display(description="trực thuộc")
    def parent(self, row: Organization) -> str:
        """For who may only look; who may change chooses it in the form."""
        above = Organization.objects.get_parent(row)
        return above.name if above is not None else "–"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        # The class is made anew for each request, so it may carry the person.
        form.user = signed_in(request)
        return form

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what was entered by mistake and has nothing below it; a body that ended gets its last day instead."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.numchild == 0)

    def save_model(self, request: HttpRequest, obj: Organization, form: Any, change: bool) -> None:
        actor, parent = signed_in(request), form.cleaned_data.get("parent")
        if not change:
            services.add_organization(actor=actor, organization=obj, parent=parent)
            return
        services.save_organization(
            actor=actor, organization=obj, changed=set(form.changed_data) - {"parent", "version_seen"}
        )
        if "parent" in form.changed_data:
            services.move_organization(actor=actor, organization=obj, parent=parent)

    def delete_model(self, request: HttpRequest, obj: Organization) -> None:
        services.delete_organization(actor=signed_in(request), organization=obj)


@admin.register(OrganizationType)
class OrganizationTypeAdmin(ScopedAdmin):
    list_display = ("name", "level", "is_party", "may_publish", "receives", "position")
    list_filter = ("level", "may_publish", "receives")
    search_fields = ("name", "code")
    ordering = ("position", "name")


def _is_planned(row: Succession) -> bool:
    """Whether it belongs to a decision whose day has not come."""
    return row.decision_id is not None and row.on > timezone.localdate()


@admin.register(Succession)
class SuccessionAdmin(ScopedAdmin):
    """Entered and taken back, never changed: what follows from it is computed at once."""

    form = SuccessionForm
    list_display = ("on", "old", "kind", "new")
    list_display_links = ("on", "old")
    list_filter = ("kind", "on")
    list_select_related = ("old", "new")
    search_fields = ("old__name_folded", "new__name_folded")
    autocomplete_fields = ("old", "new")
    actions = None

    def choices_for(self, field: "Field[Any, Any]", request: HttpRequest) -> "QuerySet[Any]":
        rows = super().choices_for(field, request)
        return managed_organizations(rows, signed_in(request)) if field.name == "new" else rows  # type: ignore[arg-type]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that belongs to a decision to come is taken back with all of it, at the page of the body."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (may_manage(signed_in(request), obj.new) and not _is_planned(obj)))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = ("old", "new", "on", "kind")
        return (*fields, "taken_back_at") if obj is not None and _is_planned(obj) else fields

    @admin.display(description="Hủy")
    def taken_back_at(self, row: Succession) -> str:
        address = reverse("organizations:body_change", args=[row.old_id])
        return format_html('<a href="{}">Hủy cả quyết định ở trang của {}</a>', address, row.old.label)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("taken_back_at",)

    def save_model(self, request: HttpRequest, obj: Succession, form: Any, change: bool) -> None:
        made = services.record_succession(actor=signed_in(request), old=obj.old, new=obj.new, on=obj.on, kind=obj.kind)
        obj.pk = made.pk

    def delete_model(self, request: HttpRequest, obj: Succession) -> None:
        services.end_succession(actor=signed_in(request), succession=obj)


class MembershipInline(ScopedMixin, admin.StackedInline):  # type: ignore[type-arg]
    """Roles of a person. Ended by a date, not deleted: who saw what until when must stay known."""

    model = Membership
    extra = 0
    can_delete = False
    fields = (("role", "organization"), ("starts_on", "ends_on", "state"))
    autocomplete_fields = ("organization",)
    ordering = ("-starts_on",)

    def choices_for(self, field: "Field[Any, Any]", request: HttpRequest) -> "QuerySet[Any]":
        return managed_organizations(super().choices_for(field, request), signed_in(request))  # type: ignore[arg-type]

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """A person's roles are no place to enter or change organisations."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "organization":
            for right in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{right}_related", False)
        return field


@admin.register(User)
class UserAdmin(PersonsDoorMixin, ScopedHistoryAdmin):
    list_display = ("full_name", "username", "phone", "roles_shown", "is_active", "last_login")
    list_filter = ("is_active", "memberships__role")
    search_fields = ("name_folded",)
    ordering = ("name_sorted", "pk")
    actions = None
    inlines = (MembershipInline,)
    change_form_template = "admin/organizations/user/change_form.html"
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[User]":
        return super().get_queryset(request).prefetch_related("memberships__organization")

    @admin.display(description="vai trò")
    def roles_shown(self, row: User) -> str:
        today = timezone.localdate()
        held = [
            f"{one.get_role_display()}, {one.organization.label}"
            for one in row.memberships.all()
            if one.state == Membership.State.CONFIRMED
            and one.starts_on <= today
            and (one.ends_on is None or one.ends_on >= today)
        ]
        return "; ".join(held) or "–"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own = ("username", "full_name", "phone", "email")
        if obj is None:
            return ((None, {"fields": (*own, "password")}),)
        state: tuple[str, ...] = ("is_active", "last_login", "date_joined")
        if signed_in(request).reach.everything:
            state = ("is_active", "is_superuser", "last_login", "date_joined")
        return ((None, {"fields": own}), ("Tình trạng", {"fields": state}))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewUserForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        # A popup beside another form asks for the person only.
        return () if IS_POPUP_VAR in request.GET else super().get_inlines(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is locked, never deleted: the log and the history name it."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        actor = signed_in(request)
        if change:
            services.save_user(actor=actor, user=obj, changed=form.changed_data)
            return
        made = services.create_user(
            actor=actor,
            username=obj.username,
            full_name=obj.full_name,
            password=form.cleaned_data["password"],
            phone=obj.phone,
            email=obj.email,
        )
        obj.pk, obj._state.adding = made.pk, False

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseInlineFormSet, change: bool) -> None:  # type: ignore[type-arg]
        formset.save(commit=False)
        for row in formset.new_objects:
            services.save_membership(actor=signed_in(request), membership=row)
        for row, names in formset.changed_objects:
            services.save_membership(actor=signed_in(request), membership=row, changed=names)

    # --- Password --------------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.set_password)
        return [path("<id>/mat-khau/", view, name="organizations_user_password_change"), *super().get_urls()]

    def set_password(self, request: HttpRequest, id: str) -> HttpResponse:
        """Give a person another password: nobody, the administrator included, ever sees the old one."""
        person = self.get_object(request, unquote(id))
        if person is None:
            raise Http404
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        form = NewPasswordForm(person, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            services.change_password(actor=signed_in(request), user=person, password=form.cleaned_data["new_password1"])
            messages.success(request, f"Đã đặt mật khẩu mới cho {person}. Đồng chí trao tận tay người dùng.")
            return redirect(reverse("admin:organizations_user_change", args=[person.pk]))
        context = self.admin_site.each_context(request) | {
            "title": f"Đặt mật khẩu mới: {person}",
            "form": form,
            "person": person,
            "opts": self.opts,
        }
        return render(request, "admin/organizations/user/set_password.html", context)


@admin.register(Membership)
class MembershipAdmin(ScopedHistoryAdmin):
    list_display = ("user", "role", "organization", "starts_on", "ends_on", "state")
    list_filter = ("role", "state")
    list_select_related = ("user", "organization")
    search_fields = ("user__name_folded", "organization__name_folded")
    autocomplete_fields = ("user", "organization")
    fields = ("user", "role", "organization", "starts_on", "ends_on", "state")
    actions = None

    def is_editable(self, request: HttpRequest, row: Any) -> bool:
        return may_manage(signed_in(request), row.organization)

    def choices_for(self, field: "Field[Any, Any]", request: HttpRequest) -> "QuerySet[Any]":
        rows = super().choices_for(field, request)
        return managed_organizations(rows, signed_in(request)) if field.name == "organization" else rows  # type: ignore[arg-type]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # Whose role it is does not change: another person gets a row of one's own.
        return ("user",) if obj is not None else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ended by a date, not deleted: who saw what until when must stay known."""
        return False

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        services.save_membership(actor=signed_in(request), membership=obj, changed=form.changed_data)


@admin.register(LogRetention)
class LogRetentionAdmin(ScopedAdmin):
    """One row; the emergency account alone changes it."""

    list_display = ("__str__",)
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: LogRetention, form: Any, change: bool) -> None:
        services.save_retention(actor=signed_in(request), retention=obj)
