"""Forms of the desk: the entry that is open, its photos."""

from typing import Any

from django import forms

from activities.forms import PlacedPictureForm, bare_credit
from cadre_portal.rich_text import RichTextField
from cadre_portal.text import squeeze
from documents.models import Entry, EntryPicture
from documents.services.headings import heading_problem

# About 300 printed pages. What is longer is a paste gone wrong.
BODY_LIMIT = 1_000_000
_LINES = {"rows": 3}


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


class DeskPictureForm(PlacedPictureForm):
    """A photo that stands in the open entry."""

    class Meta:
        model = EntryPicture
        fields = ("caption", "credit", "place")

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["upload"]
        last = places[-1][0]
        self.fields["place"] = forms.TypedChoiceField(label="Đứng ở", choices=places, coerce=int)
        if self.instance.place > last:
            self.initial["place"] = last


class NewPicturesForm(forms.Form):
    """Words and place of photos being uploaded; the files are read one by one by the view."""

    caption = forms.CharField(label="Chú thích", required=False, max_length=500)
    credit = forms.CharField(label="Nguồn ảnh", required=False, max_length=200)

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = forms.TypedChoiceField(label="Đứng ở", choices=places, coerce=int, initial=places[-1][0])

    def clean_credit(self) -> str:
        return bare_credit(self.cleaned_data["credit"])
