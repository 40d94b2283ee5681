"""What number a question means, as conditions on the register."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from directives.numbers import parse_number
from directives.search.query import Question


def after_beginning(text: str) -> str:
    """The first of all texts of small letters and digits that come after those beginning with ``text``, in the order of bytes and
    in that of any language: a database may be set to one, and there a colon comes before the digits."""
    head, last = text[:-1], text[-1]
    if last == "9":
        return f"{head}a"
    if last == "z":
        return after_beginning(head) if head else "{"
    return head + chr(ord(last) + 1)


@dataclass(frozen=True, slots=True)
class NumberWanted:
    """What a number is to be like: ``column`` (number_key or sequence) equal to ``value``, or beginning with it. ``organ``:
    letters that stand in it besides."""

    column: str
    value: str | int
    begins: bool = False
    organ: str = ""

    @property
    def _after(self) -> str:
        return after_beginning(str(self.value))

    def as_q(self) -> Q:
        if not self.begins:
            exact = Q(**{self.column: self.value})
            return exact & Q(number_key__contains=self.organ) if self.organ else exact
        # A beginning is a range, so that an index serves on both databases; the rest is for orders other than that of bytes.
        return Q(number_key__gte=self.value, number_key__lt=self._after, number_key__startswith=self.value)

    def as_sql(self) -> tuple[str, list[Any]]:
        """The same as a condition on a row ``d`` of the register. Keys have letters and digits only, no signs of LIKE."""
        if not self.begins and self.organ:
            return f"d.{self.column} = %s AND d.number_key LIKE %s", [self.value, f"%{self.organ}%"]
        if not self.begins:
            return f"d.{self.column} = %s", [self.value]
        condition = "d.number_key >= %s AND d.number_key < %s AND d.number_key LIKE %s"
        return condition, [self.value, self._after, f"{self.value}%"]


def numbers_wanted(question: Question) -> list[NumberWanted]:
    """What number is meant, the surest first."""
    if question.number_key:
        exact = NumberWanted("number_key", question.number_key)
        more = [NumberWanted("number_key", key) for key in question.more_keys]
        return [exact, *more] if question.has_organ else [exact, *more, replace(exact, begins=True)]
    if question.sequence is None:
        return []
    sequence = NumberWanted("sequence", question.sequence)
    if question.organ_needed:
        return [replace(sequence, organ=question.organ)]
    if question.organ:
        return [replace(sequence, organ=question.organ), sequence]
    # One digit begins a tenth of all numbers: that answers nothing.
    return (
        [sequence] if question.sequence < 10 else [sequence, NumberWanted("number_key", str(question.sequence), True)]
    )


def with_number_as_printed(question: Question, number: str) -> Question:
    """The chip of a number that was found shows it as it is printed: "03 hd bxdd" → "03-HD/BXDĐ"."""
    parsed = parse_number(number)
    if parsed is None or parsed.key != question.number_key:
        return question
    chips = (replace(chip, label=f"số {parsed.tidy}") if chip.slug == "so" else chip for chip in question.chips)
    return replace(question, chips=tuple(chips))
