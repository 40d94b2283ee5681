"""A number that a document carries instead of one that none does."""

from difflib import SequenceMatcher

from directives.models import DirectiveQuerySet
from directives.search.query import Question

_MOST_NUMBERS = 200
_LIKE = 0.7


def suggest_number(question: Question, visible: DirectiveQuerySet) -> str:
    """A number that a visible document carries instead of one that none does: two digits that changed places ("351" for 315), or
    the same number with other letters. "" where none is like it. One query."""
    typed = question.number_key or str(question.sequence)
    digits = ""
    for char in typed:
        if not (char.isascii() and char.isdecimal()):
            break
        digits += char
    if not digits:
        return ""
    swapped = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}
    sequences = {int(number) for number in swapped if not number.startswith("0")} - {int(digits)}
    letters = typed[len(digits) :]
    rows = visible.filter(sequence__in=sequences | ({int(digits)} if letters else set()))
    if question.kinds:
        rows = rows.filter(kind__in=[kind.pk for kind in question.kinds])
    if question.organ:
        rows = rows.filter(number_key__contains=question.organ)
    if question.period is not None and question.period.first:
        rows = rows.filter(issued_on__gte=question.period.first)
    found = rows.order_by("-issued_on", "pk").values_list("number", "number_key")[:_MOST_NUMBERS]
    best, likeness = "", _LIKE if letters else 0.0
    for number, key in found:
        alike = SequenceMatcher(None, typed, key).ratio()
        if alike > likeness:
            best, likeness = number, alike
    return best
