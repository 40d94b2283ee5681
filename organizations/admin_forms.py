"""Forms of the admin pages of organisations and people: they check, the services write."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import validate_password

from cadre_portal.text import squeeze, words
from organizations import services
from organizations.admin_base import VersionedForm
from organizations.models import Lineage, Organization, OrganizationType, Succession, User

# Words of short names that tell a level or a kind and no place.
_BORNE_BY_ALL = frozenset(
    words("đảng ủy đảng bộ chi bộ tỉnh thành quận huyện thị phường xã đặc khu cơ sở ban thường vụ ĐU ĐB TU")
)


class OrganizationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Organisations as an indented tree."""

    def label_from_instance(self, obj: Any) -> str:
        indent = "\u2007\u2007" * int(obj.depth - 1)
        return f"{indent}{obj.name}"


class OrganizationForm(VersionedForm):
    """An organisation and its place in the tree."""

    parent = OrganizationChoice(
        queryset=Organization.objects.none(),
        required=False,
        label="Trực thuộc",
        help_text="Tổ chức cấp trên. Đổi cấp trên thì mọi tổ chức bên dưới đi theo.",
    )
    user: User  # set by the admin for each request

    class Meta:
        model = Organization
        fields = (
            "name",
            "short_name",
            "letters",
            "type",
            "valid_from",
            "valid_to",
            "road",
            "paper_copies",
            "contact",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organization.objects.exclude(type__level=OrganizationType.Level.CELL)
        managed = rows.editable_by(self.user)
        self.current_parent: Organization | None = None
        if self.instance.pk is not None:
            node = Organization.objects.get(pk=self.instance.pk)
            self.current_parent = Organization.objects.get_parent(node)
            managed = managed.exclude(path__below=node.path)
            if self.current_parent is not None:
                managed = managed | rows.filter(pk=self.current_parent.pk)
        if "parent" in self.fields:
            field = self.fields["parent"]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            field.queryset = managed.order_by("path")
            field.initial = self.current_parent.pk if self.current_parent is not None else None
            field.required = self.current_parent is not None or (
                self.instance.pk is None and not self.user.reach.everything
            )

    def clean_short_name(self) -> str:
        """A short name stands alone in titles, addresses and mails: one that every ward could bear says nothing there."""
        name = squeeze(self.cleaned_data["short_name"])
        if name and "short_name" in self.changed_data and set(words(name)) <= _BORNE_BY_ALL:
            raise forms.ValidationError(
                "Tên ngắn này nơi nào cũng mang được. Đồng chí thêm tên riêng, ví dụ “Đảng ủy Bình Giang”, hoặc để trống."
            )
        return name

    def clean_valid_to(self) -> Any:
        last_day = self.cleaned_data["valid_to"]
        if last_day is not None and self.instance.pk is not None and "valid_to" in self.changed_data:
            node = Organization.objects.get(pk=self.instance.pk)
            below = Organization.objects.within(node).exclude(pk=node.pk)
            if below.valid_on(last_day + timedelta(days=1)).exists():
                raise forms.ValidationError(services.StillHasParts.default)
        return last_day


class SuccessionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Succession
        fields = ("old", "new", "on", "kind")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        old, new = cleaned.get("old"), cleaned.get("new")
        if old and new and Lineage.objects.filter(organization=old, predecessor=new).exists():
            self.add_error("new", services.SuccessionCycle.default)
        return cleaned


class NewUserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new account with its first password, which the person changes on the account page."""

    password = forms.CharField(
        label="Mật khẩu ban đầu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ít nhất 8 ký tự. Đồng chí trao tận tay; người dùng tự đổi ở trang Tài khoản.",
    )

    class Meta:
        model = User
        fields = ("username", "full_name", "phone", "email")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.instance)
        return password


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """An administrator gives a person another password."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields["new_password1"].help_text = "Ít nhất 8 ký tự, không giống tên hay số điện thoại."
        self.fields["new_password2"].label = "Gõ lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""
        self.error_messages = {
            **self.error_messages,
            "password_mismatch": "Hai lần gõ mật khẩu mới chưa giống nhau. Đồng chí gõ lại.",
        }
