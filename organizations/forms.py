"""Forms of the door and of one's account, and how every form of the portal is drawn."""

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.forms.renderers import TemplatesSetting

from organizations.models import User


class PortalRenderer(TemplatesSetting):
    """Draws ``{{ form }}`` and ``{{ field.as_field_group }}`` by templates/_form.html and templates/_field.html."""

    form_template_name = "_form.html"
    field_template_name = "_field.html"


_NEW_PASSWORD_HELP = "Ít nhất 8 ký tự, không giống tên hay số điện thoại, không phải dãy hay gặp như 12345678."  # noqa: S105
_NOT_THE_SAME = "Hai lần gõ mật khẩu mới chưa giống nhau. Đồng chí gõ lại."


class _OurWords:
    """Labels and messages of the two fields of a new password."""

    fields: dict[str, Any]
    error_messages: dict[str, Any]

    def put_our_words(self) -> None:
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields["new_password1"].help_text = _NEW_PASSWORD_HELP
        self.fields["new_password2"].label = "Gõ lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""
        self.error_messages = {
            **self.error_messages,
            "password_incorrect": "Mật khẩu đang dùng chưa đúng. Đồng chí gõ lại.",
            "password_mismatch": _NOT_THE_SAME,
        }


class OwnPasswordForm(_OurWords, PasswordChangeForm):
    """Change of one's own password: Django's form with our words."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        self.put_our_words()


class FirstPasswordForm(_OurWords, SetPasswordForm):  # type: ignore[type-arg]
    """A password for who came in by a slip and never had one."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.put_our_words()
