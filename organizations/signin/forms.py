"""Forms of the door: they check what was typed; who it is, the backend says."""

import re
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from organizations.models import User
from organizations.signin.devices import PIN_DIGITS, WRONG_TRIES, verify_pin
from organizations.signin.finding import code_digits, find_user
from organizations.signin.models import RememberedDevice
from organizations.signin.slip_codes import why_dead

_TYPED_EXACTLY = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "class": "digits"}


class SignInForm(forms.Form):
    """User name or phone number, and password or the code of a slip. One message for every reason: nobody learns which
    names exist. ``with_slip`` draws it for who holds a slip: the keys of a telephone instead of letters."""

    username = forms.CharField(
        label="Tên đăng nhập hoặc số điện thoại",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", **_TYPED_EXACTLY}),
    )
    password = forms.CharField(
        label="Mật khẩu hoặc mã trên phiếu",
        max_length=250,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, with_slip: bool = False, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        self.with_slip = with_slip
        super().__init__(*args, **kwargs)
        if with_slip:
            self.fields["password"].label = "Mã trên phiếu"
            self.fields["password"].help_text = "Tám chữ số in trên phiếu."
            self.fields["password"].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "digits", "maxlength": 250}
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "username" in cleaned and "password" in cleaned:
            found = authenticate(self.request, username=cleaned["username"], password=cleaned["password"])
            if not isinstance(found, User):
                raise forms.ValidationError(self._refusal(cleaned), code="sign_in_refused")
            self.user = found
        return cleaned

    def _refusal(self, cleaned: dict[str, Any]) -> str:
        digits = code_digits(cleaned["password"])
        if digits:
            said = why_dead(find_user(cleaned["username"]), digits, timezone.now())
            if said:
                return said
        if self.with_slip:
            return (
                "Tên đăng nhập hoặc mã trên phiếu chưa đúng. Đồng chí xem lại phiếu rồi gõ lại đủ tám chữ số. "
                "Nếu gõ số điện thoại mà vẫn chưa được, đồng chí thử tên đăng nhập in trên phiếu."
            )
        return (
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Đồng chí gõ lại; chú ý chữ hoa, chữ thường của mật khẩu. "
            "Nếu đăng nhập bằng số điện thoại mà vẫn chưa được, đồng chí thử tên đăng nhập."
        )


class _PinField(forms.CharField):
    """Six digits, however they are set apart: "260791", "26 07 91"."""

    default_error_messages = {"invalid": "Mã PIN gồm đúng sáu chữ số. Đồng chí gõ lại."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        digits = re.sub(r"[\s.-]", "", super().clean(value))
        if len(digits) != PIN_DIGITS or not (digits.isascii() and digits.isdecimal()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return digits


class PinForm(forms.Form):
    """The six digits of a person whom this machine remembers."""

    person = forms.ChoiceField(label="Đồng chí là", widget=forms.RadioSelect)
    pin = _PinField(label="Mã PIN", widget=forms.PasswordInput(attrs={**_DIGITS, "autofocus": True}))

    def __init__(self, devices: list[RememberedDevice], *args: Any, **kwargs: Any) -> None:
        self.devices = {str(row.pk): row for row in devices}
        self.device: RememberedDevice | None = None
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)  # noqa: S101 - declared above
        person.choices = [(key, str(row.user)) for key, row in self.devices.items()]
        if len(devices) == 1:
            person.widget = forms.HiddenInput()
            person.initial = str(devices[0].pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "pin" in cleaned and "person" in cleaned:
            row = self.devices[cleaned["person"]]
            if not verify_pin(row, cleaned["pin"], timezone.now()):
                raise forms.ValidationError(_wrong_pin(row), code="pin_refused")
            self.device = row
        return cleaned


def _wrong_pin(row: RememberedDevice) -> str:
    left = WRONG_TRIES - row.wrong_tries
    if row.forgotten_at is not None or left <= 0:
        return (
            f"Đã gõ sai {WRONG_TRIES} lần nên cổng không ghi nhớ máy này nữa. Đồng chí đăng nhập bằng mật khẩu, "
            "hoặc xin cán bộ đầu mối cấp phiếu mới."
        )
    return f"Mã PIN chưa đúng. Đồng chí còn {left} lần gõ; sau đó cổng không ghi nhớ máy này nữa và đồng chí cần phiếu mới."


class NewPinForm(forms.Form):
    """Six digits for this machine, shown while they are typed: once is enough, and it is one's own phone."""

    pin = _PinField(
        label="Mã PIN của máy này",
        help_text="Sáu chữ số đồng chí tự chọn, hiện rõ khi gõ để xem lại. Không lấy ngày sinh, số điện thoại hay dãy như "
        "123456: người khác dễ đoán.",
        widget=forms.TextInput(attrs=_DIGITS),
    )
    forget_others = forms.BooleanField(
        label="Bỏ ghi nhớ các máy khác của tôi (mất máy, đổi máy)", required=False, label_suffix=""
    )


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code where ``with_recovery``."""

    code = forms.CharField(
        label="Mã sáu số trong ứng dụng",
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "digits", "autofocus": True}
        ),
    )

    def __init__(self, *args: Any, with_recovery: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if with_recovery:
            self.fields["code"].label = "Mã sáu số trong ứng dụng, hoặc một mã dự phòng"

    def unfocused(self) -> "CodeForm":
        """Not focused where more stands above it to be read first: the page would open at its end."""
        if not self.is_bound:
            del self.fields["code"].widget.attrs["autofocus"]
        return self


class ProofForm(forms.Form):
    """The password, or the PIN of this machine, of somebody who is signed in: "still here", "really you"."""

    secret = forms.CharField(
        label="Mật khẩu đang dùng",
        help_text="Đồng chí vào cổng đã lâu; cổng hỏi lại để chắc đúng là đồng chí.",
        max_length=250,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, has_password: bool, has_pin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_pin:
            pin = "mã PIN đang dùng trên máy này"
            self.fields["secret"].label = f"Mật khẩu, hoặc {pin}" if has_password else pin.replace("mã", "Mã", 1)
