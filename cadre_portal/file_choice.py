"""A field for files whose button speaks Vietnamese: the browser's own speaks the browser's language."""

from typing import Any

from django import forms


class FileChoice(forms.FileInput):
    """A label in the shape of a button beside the browser's control; ``fields.js`` names what was chosen.

    Without scripts the browser names it. ``noun``: what is chosen, "ảnh" or "tệp".
    """

    template_name = "_file_choice.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, noun: str = "ảnh") -> None:
        super().__init__(attrs)
        self.noun = noun

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "noun": self.noun}
