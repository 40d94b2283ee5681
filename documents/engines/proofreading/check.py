"""All rule families over one text."""

from collections.abc import Iterator

from documents.engines.proofreading.dates import find_dates
from documents.engines.proofreading.figures import find_figures
from documents.engines.proofreading.finding import Finding, in_order
from documents.engines.proofreading.language import LanguageModel, WordList
from documents.engines.proofreading.marks import find_marks
from documents.engines.proofreading.phrases import find_phrases
from documents.engines.proofreading.prepared import Prepared, prepare
from documents.engines.proofreading.repeats import find_repeats
from documents.engines.proofreading.spacing import find_spacing
from documents.engines.proofreading.spelling import find_spelling


def check_text(text: str, *, model: LanguageModel, words: WordList | None = None) -> list[Finding]:
    """Return the findings of ``text``, "\\n" between its paragraphs, in order of place.

    ``words``: the publisher's own list; what it names is spared, what was waived is left out.
    """
    known = words or WordList()
    prepared = prepare(text)
    found = in_order(_all(prepared, model, known))
    return [f for f in found if (f.rule, f.text) not in known.waived]


def _all(prepared: Prepared, model: LanguageModel, words: WordList) -> Iterator[Finding]:
    yield from find_repeats(prepared, model)
    yield from find_spelling(prepared, model, words)
    yield from find_phrases(prepared, model)
    yield from find_spacing(prepared, model)
    yield from find_marks(prepared)
    yield from find_figures(prepared)
    yield from find_dates(prepared)
