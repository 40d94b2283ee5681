"""Forms of the office's pages: they check, the services write."""

import base64
import binascii
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from cadre_portal.date_fields import DayField
from cadre_portal.file_choice import FileChoice
from cadre_portal.text import exact_key, squeeze
from organizations import services
from organizations.admin_forms import OrganizationChoice
from organizations.models import Membership, Organization, OrganizationType, User
from organizations.phones import phone_key
from organizations.roles import Role
from organizations.services import PersonFacts

LARGEST_SHEET = 10 * 1024 * 1024
# What is carried in the page between the trial and the writing; a ward's sheet has some 20 kB.
LARGEST_CARRIED = 3 * 1024 * 1024
_EARLIEST, _LATEST = timedelta(days=366), timedelta(days=62)
# Bodies are reorganised by decisions of months before.
_LATEST_FOR_BODIES = timedelta(days=366)
# Into how many bodies one is split at most.
_MOST_NEW = 9


class CellImportForm(forms.Form):
    """A sheet, and below which body its cells belong. ``carried``: the sheet of the trial, as the page brought it back."""

    under = OrganizationChoice(
        queryset=Organization.objects.none(),
        label="Nhập vào",
        help_text="Chi bộ trong tệp sẽ trực thuộc tổ chức này, qua tổ chức cơ sở đảng ghi ở từng dòng.",
    )
    file = forms.FileField(
        label="Tệp Excel hoặc CSV",
        error_messages={"required": "Đồng chí chọn tệp cần nhập.", "empty": "Tệp này rỗng. Đồng chí chọn tệp khác."},
        help_text="Theo tệp mẫu. Cổng chỉ kiểm tra trước; chưa ghi gì.",
        widget=FileChoice(attrs={"accept": ".xlsx,.csv"}, noun="tệp"),
    )
    homonyms = forms.BooleanField(label="Trùng tên với cơ sở ở nơi khác là tổ chức khác", required=False)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = (
            Organization.objects.editable_by(user)
            .exclude(type__level=OrganizationType.Level.CELL)
            .filter(type__is_party=True)
            .valid_on(timezone.localdate())
        )
        is_for_cells = places.publishers() | places.filter(type__level=OrganizationType.Level.BASE)
        field = self.fields["under"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = is_for_cells.order_by("path")
        field.initial = field.queryset.first()
        self.fields["file"].required = not self.data.get("carried")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        upload, carried = cleaned.get("file"), cleaned.get("carried", "")
        if isinstance(upload, UploadedFile):
            if (upload.size or 0) > LARGEST_SHEET:
                self.add_error("file", "Tệp lớn quá 10 MB. Đồng chí chia thành nhiều tệp rồi nhập từng tệp.")
            cleaned["content"] = upload.read()
        elif carried:
            try:
                cleaned["content"] = base64.b64decode(carried, validate=True)
            except (binascii.Error, ValueError):
                self.add_error("file", "Tệp không còn nguyên vẹn. Đồng chí chọn lại tệp.")
        return cleaned


def _clean_name(name: str) -> str:
    name = squeeze(name)
    if len(name.split(" ")) < 2 or any(char.isdecimal() for char in name):
        raise forms.ValidationError("Đồng chí ghi đủ họ, tên đệm và tên, chỉ gồm chữ.")
    return name


def _clean_phone(phone: str) -> str:
    key = phone_key(phone)
    if phone.strip() and len(key) not in (10, 11):
        raise forms.ValidationError("Số điện thoại chưa đúng. Đồng chí viết như 0912 345 678.")
    return key


class PersonForm(forms.Form):
    """A person by name, and by what is known of phone and e-mail."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, required=False)
    phone = forms.CharField(
        label="Điện thoại",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(label="Thư điện tử", required=False)

    def clean_full_name(self) -> str:
        name = self.cleaned_data["full_name"]
        return _clean_name(name) if name.strip() else ""

    def clean_phone(self) -> str:
        return _clean_phone(self.cleaned_data["phone"])

    def facts(self) -> PersonFacts:
        return PersonFacts(
            self.cleaned_data["full_name"], self.cleaned_data["phone"], self.cleaned_data.get("email", "")
        )


class DeputyForm(PersonForm):
    """A deputy as the secretary names one."""

    field_order = ("full_name", "phone", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True


class _PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class SecretaryForm(PersonForm):
    """The next secretary of a place: one of its deputies, or anybody by name; and the day of the change."""

    deputy = _PersonChoice(
        queryset=User.objects.none(),
        required=False,
        label="Phó bí thư lên làm bí thư",
        empty_label="Không, là người khác",
    )
    on = DayField(
        label="Ngày bàn giao",
        help_text="Đồng chí bí thư cũ dùng được đến hết ngày này; từ ngày hôm sau không xem được gì của nơi này.",
    )
    field_order = ("deputy", "full_name", "phone", "email", "on")

    def __init__(self, place: Organization, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begins_on = max(timezone.localdate(), place.valid_from or timezone.localdate())
        self.fields["on"].initial = self.begins_on
        deputies = Membership.objects.in_force(timezone.localdate()).filter(organization=place, role=Role.DEPUTY)
        field = self.fields["deputy"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = User.objects.active().filter(pk__in=deputies.order_by().values("user"))
        if deputies.exists():
            self.fields["full_name"].label = "Họ và tên người khác"
        else:
            del self.fields["deputy"]
            self.fields["full_name"].required = True
            self.fields["full_name"].error_messages["required"] = "Đồng chí ghi họ và tên bí thư mới."

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day < self.begins_on and self.begins_on > timezone.localdate():
            raise forms.ValidationError(
                f"Nơi này hoạt động từ ngày {self.begins_on:%d/%m/%Y}. Đồng chí ghi ngày đó hoặc muộn hơn."
            )
        return clean_day(day, _LATEST_FOR_BODIES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("deputy") and not cleaned.get("full_name") and "full_name" not in self.errors:
            self.add_error("full_name", "Đồng chí ghi họ và tên bí thư mới.")
        if cleaned.get("deputy") and cleaned.get("full_name"):
            self.add_error("full_name", "Đồng chí chọn phó bí thư, hoặc ghi tên người khác; không làm cả hai.")
        return cleaned


def clean_day(day: Any, latest: timedelta = _LATEST) -> Any:
    """A day on which a change holds: not long ago, not far ahead."""
    today = timezone.localdate()
    if not today - _EARLIEST <= day <= today + latest:
        raise forms.ValidationError("Ngày này quá xa hôm nay. Đồng chí kiểm tra lại ngày, tháng, năm.")
    return day


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick in groups that open and close; with scripts, a field above narrows them by name."""

    template_name = "organizations/widgets/grouped_boxes.html"


def _by_parent(rows: Iterable[Organization], own: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices grouped under the name of the body above, that with the path ``own`` first."""
    found = list(rows)
    above = Organization.objects.filter(path__in={row.path[: -row.steplen] for row in found})
    names = {row.path: row.name for row in above}
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in sorted(found, key=lambda one: (one.path[: -one.steplen] != own, one.path)):
        groups.setdefault(row.path[: -row.steplen], []).append((row.pk, row.name))
    return [(names.get(path, "Khác"), choices) for path, choices in groups.items()]


class BodyChangeForm(forms.Form):
    """What becomes of a body: another name, several in its place, or its merging into another."""

    RENAME, SPLIT, MERGE = "doi-ten", "chia", "sap-nhap"
    KINDS = ((MERGE, "Sáp nhập"), (SPLIT, "Chia thành nhiều tổ chức"), (RENAME, "Đổi tên"))
    _ASKED = {RENAME: ("name", "on"), SPLIT: ("names", "on"), MERGE: ("into", "name", "others", "on")}

    on = DayField(label="Có hiệu lực từ ngày")
    name = forms.CharField(label="Tên mới", max_length=250, error_messages={"required": "Đồng chí ghi tên mới."})
    names = forms.CharField(
        label="Tên các tổ chức mới", widget=forms.Textarea(attrs={"rows": 3}), help_text="Mỗi dòng một tên."
    )
    others = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label="Cùng nhập vào đó",
        required=False,
        widget=GroupedBoxes,
        help_text="Các tổ chức khác thôi hoạt động cùng ngày.",
    )
    into = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Nhập vào tổ chức đang có",
        required=False,
        empty_label="Không, lập tổ chức mới",
    )

    def __init__(self, place: Organization, kind: str, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.kind = place, kind
        if kind == self.MERGE:
            self.fields["name"].required = False
            self.fields["name"].label = "Tên tổ chức mới"
            self.fields["name"].help_text = "Chỉ khi lập tổ chức mới."
        self.fields["on"].initial = timezone.localdate()
        step = place.steplen
        beside = (
            Organization.objects.editable_by(user)
            .filter(path__below=place.path[: -2 * step] or place.path[:-step], type=place.type)
            .valid_on(timezone.localdate())
            .exclude(pk=place.pk)
            .order_by("path")
        )
        for name in ("others", "into"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            field.queryset = beside
        if kind == self.MERGE:
            groups = _by_parent(beside, place.path[:-step])
            self.fields["others"].widget.choices = groups
            self.fields["into"].widget.choices = [("", self.fields["into"].empty_label), *groups]  # type: ignore[attr-defined]
        self.fields = {name: self.fields[name] for name in self._ASKED[kind]}
        self.parts = services.living_parts(place, self._day()) if kind == self.SPLIT else []
        for part in self.parts:
            self.fields[f"part_{part.pk}"] = forms.ChoiceField(
                label=f"{part.name} về",
                choices=[
                    ("", "Đồng chí chọn"),
                    *((str(line), f"tổ chức ở dòng {line}") for line in range(1, _MOST_NEW + 1)),
                ],
                error_messages={"required": f"Đồng chí chọn {part.name} về tổ chức ở dòng nào."},
            )

    def _day(self) -> date:
        """The day whose parts are shared out: the one sent, else the first on which the body is there."""
        sent = self.fields["on"].widget.value_from_datadict(self.data, self.files, self.add_prefix("on"))
        try:
            day = self.fields["on"].clean(sent)
        except forms.ValidationError:
            day = None
        first = max(timezone.localdate(), self.place.valid_from or date.min)
        return day if isinstance(day, date) else first

    def clean_on(self) -> Any:
        return clean_day(self.cleaned_data["on"], _LATEST_FOR_BODIES)

    def clean_names(self) -> list[str]:
        names = [squeeze(line)[:250] for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(names) > _MOST_NEW:
            raise forms.ValidationError(
                f"Mỗi lần chia được nhiều nhất {_MOST_NEW} tổ chức. Đồng chí bớt tên rồi ghi lại."
            )
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, name, names = self.kind, squeeze(cleaned.get("name", "")), cleaned.get("names", [])
        cleaned["name"] = name
        if kind == self.RENAME and name and exact_key(name) == exact_key(self.place.name):
            self.add_error("name", "Tên mới giống tên cũ. Đồng chí ghi tên khác.")
        if kind == self.SPLIT and "names" in cleaned and len({exact_key(one) for one in names}) < 2:
            self.add_error("names", "Đồng chí ghi ít nhất hai tên khác nhau, mỗi dòng một tên.")
        if self.parts and names:
            cleaned["parts"] = self._allotted(cleaned, len(names))
        if kind == self.MERGE and not cleaned.get("into"):
            if not name:
                self.add_error("into", "Đồng chí ghi tên tổ chức mới, hoặc chọn tổ chức đang có để nhập vào.")
            if not cleaned.get("others"):
                self.add_error("others", "Đồng chí chọn ít nhất một tổ chức nhập cùng.")
        return cleaned

    def _allotted(self, cleaned: dict[str, Any], count: int) -> tuple[tuple[int, int], ...]:
        """Each part with the place of its new body among the names, from 0."""
        chosen = [(part.pk, int(cleaned[f"part_{part.pk}"])) for part in self.parts if cleaned.get(f"part_{part.pk}")]
        for key, line in chosen:
            if line > count:
                self.add_error(f"part_{key}", f"Chỉ có {count} tên mới. Đồng chí chọn lại dòng.")
        return tuple((key, line - 1) for key, line in chosen)
