"""Forms of the door and of one's account, and how every form of the portal is drawn."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from organizations.models import User


class PortalRenderer(TemplatesSetting):
    """Draws ``{{ form }}`` and ``{{ field.as_field_group }}`` by templates/_form.html and templates/_field.html."""

    form_template_name = "_form.html"
    field_template_name = "_field.html"


class SignInForm(forms.Form):
    """User name or phone number, and password. One message for every reason: nobody learns which names exist."""

    username = forms.CharField(
        label="Tên đăng nhập hoặc số điện thoại",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=250,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "username" in cleaned and "password" in cleaned:
            found = authenticate(self.request, username=cleaned["username"], password=cleaned["password"])
            if not isinstance(found, User):
                raise forms.ValidationError(
                    "Tên đăng nhập hoặc mật khẩu chưa đúng. Đồng chí gõ lại; chú ý chữ hoa, chữ thường của mật khẩu. "
                    "Nếu đăng nhập bằng số điện thoại mà vẫn chưa được, đồng chí thử tên đăng nhập.",
                    code="sign_in_refused",
                )
            self.user = found
        return cleaned


class OwnPasswordForm(PasswordChangeForm):
    """Change of one's own password: Django's form with our words."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields[
            "new_password1"
        ].help_text = "Ít nhất 8 ký tự, không giống tên hay số điện thoại, không phải dãy hay gặp như 12345678."
        self.fields["new_password2"].label = "Gõ lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""
        self.error_messages = {
            **self.error_messages,
            "password_incorrect": "Mật khẩu đang dùng chưa đúng. Đồng chí gõ lại.",
            "password_mismatch": "Hai lần gõ mật khẩu mới chưa giống nhau. Đồng chí gõ lại.",
        }
