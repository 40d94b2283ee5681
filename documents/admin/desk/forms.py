"""Forms of the desk: the entry that is open, its photos."""

from typing import Any

from django import forms

from activities.forms import PlacedPictureForm
from cadre_portal.rich_text import RichTextField
from cadre_portal.text import key_of, squeeze
from directives.wrapped.captions import whole_credit
from documents.models import Entry, EntryPicture
from documents.services.headings import heading_problem

# About 300 printed pages. What is longer is a paste gone wrong.
BODY_LIMIT = 1_000_000
_LINES = {"rows": 3}
# Stands for the end of the text, however long it is by then.
END = 999


class DeskEntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """The text of an entry. ``number`` (set by the view) is what a refusal calls the entry."""

    number: str = ""
    body = RichTextField(
        label="Nội dung",
        required=False,
        help_text="Dán được từ Word. Tiêu đề bậc 3, 4 là phần n.m, n.m.k, tự đánh số; gạch đầu dòng in “-”, bậc trong in “+”.",
    )

    class Meta:
        model = Entry
        fields = (
            "heading",
            "short_title",
            "body",
            "gist",
            "cell_tasks",
            "questions",
            "kind",
            "parts_numbered",
            "rubric",
            "source_line",
        )
        widgets = {
            "heading": forms.Textarea(attrs={"rows": 3}),
            "short_title": forms.TextInput(attrs={"data-counter": "80"}),
            "rubric": forms.TextInput(attrs={"list": "chuyen-muc", "autocomplete": "off"}),
            "gist": forms.Textarea(attrs=_LINES),
            "cell_tasks": forms.Textarea(attrs=_LINES),
            "questions": forms.Textarea(attrs=_LINES),
        }

    def clean_heading(self) -> str:
        heading = squeeze(self.cleaned_data["heading"])
        if "heading" in self.changed_data and (problem := heading_problem(heading)):
            raise forms.ValidationError(problem, code="too_long")
        return heading

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if len(body) > BODY_LIMIT:
            raise forms.ValidationError(
                f"Nội dung mục {self.number} dài {_dotted(len(body))} ký tự, quá {_dotted(BODY_LIMIT)}. "
                "Đồng chí dán lại phần cần đăng, hoặc chia thành nhiều mục.",
                code="too_long",
            )
        return body

    def clean_gist(self) -> str:
        gist = _tidy(self.cleaned_data["gist"])
        if len(gist.splitlines()) > 3:
            raise forms.ValidationError("Ý chính để đọc nhiều nhất ba dòng. Đồng chí rút gọn lại.", code="too_many")
        return gist

    def clean_cell_tasks(self) -> str:
        return _tidy(self.cleaned_data["cell_tasks"])

    def clean_questions(self) -> str:
        return _tidy(self.cleaned_data["questions"])


def _dotted(number: int) -> str:
    """1000000 → "1.000.000"."""
    return f"{number:,}".replace(",", ".")


def _tidy(text: str) -> str:
    """Lines without their ends and without empty ones; a browser sends \\r\\n."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


class PlaceField(forms.TypedChoiceField):
    """Where a photo stands. ``places``: place and label of each. A text that has grown shorter since the list was drawn has
    its end in place of what is gone; END is the end too."""

    def __init__(self, *, places: list[tuple[int, str]], **kwargs: Any) -> None:
        self.last = places[-1][0]
        super().__init__(label="Đứng ở", choices=places, coerce=int, **kwargs)

    def clean(self, value: Any) -> int:
        number = key_of(str(value), 4)
        return int(super().clean(self.last if number is not None and number > self.last else value))


class DeskPictureForm(PlacedPictureForm):
    """A photo that stands in the open entry."""

    class Meta:
        model = EntryPicture
        fields = ("caption", "credit", "place")

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["upload"]
        self.fields["place"] = PlaceField(places=places)
        self.initial["place"] = min(self.instance.place, places[-1][0])


class NewPicturesForm(forms.Form):
    """Words and place of photos being uploaded; the files are read one by one by the view."""

    caption = forms.CharField(label="Chú thích", required=False, max_length=500)
    credit = forms.CharField(label="Nguồn ảnh", required=False, max_length=200)

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = field = PlaceField(places=places, initial=END)
        field.widget.choices = [(END, "Cuối mục"), *places]

    def clean_credit(self) -> str:
        return whole_credit(self.cleaned_data["credit"])
