"""All rule families over one text, or over a whole issue."""

from collections.abc import Iterator

from documents.engines.proofreading.capitals import find_capitals
from documents.engines.proofreading.cited import find_cited
from documents.engines.proofreading.commas import find_commas
from documents.engines.proofreading.dates import find_dates
from documents.engines.proofreading.editorial import find_editorial
from documents.engines.proofreading.figures import find_figures
from documents.engines.proofreading.finding import Finding, Severity, in_order
from documents.engines.proofreading.language import LanguageModel, WordList
from documents.engines.proofreading.marks import find_marks
from documents.engines.proofreading.numbering import find_numbering, find_structure
from documents.engines.proofreading.people import find_people
from documents.engines.proofreading.phrases import find_phrases
from documents.engines.proofreading.prepared import Prepared, prepare
from documents.engines.proofreading.repeats import find_repeats
from documents.engines.proofreading.spacing import find_spacing
from documents.engines.proofreading.spelling import find_spelling
from documents.engines.reading.model import ReadIssue


def check_text(
    text: str, *, model: LanguageModel, words: WordList | None = None, standing: frozenset[int] = frozenset()
) -> list[Finding]:
    """Return the findings of ``text``, "\\n" between its paragraphs, in order of place.

    ``words``: the publisher's own list; what it names is spared, what was waived is left out. ``standing``:
    places of the paragraphs that the software wrote and no editor: a mere hint about them would ask of a person what he did not
    write; a misprint or a contradiction in them is told all the same, for it would be printed.
    """
    known = words or WordList()
    prepared = prepare(text, standing=standing)
    found = _without_waived(in_order(_all(prepared, model, known)), known)
    return [one for one in found if one.severity is not Severity.HINT or one.paragraph not in standing]


def proofread_issue(issue: ReadIssue, *, words: WordList | None = None) -> list[Finding]:
    """Return the findings on the build of a read issue: numbering, contents against headings, photos, empty headings.

    The texts themselves are for ``check_text``. Findings here have paragraph -1.
    """
    return _without_waived([*find_numbering(issue), *find_structure(issue)], words or WordList())


def _without_waived(found: list[Finding], words: WordList) -> list[Finding]:
    return [f for f in found if (f.rule, f.text) not in words.waived]


def _all(prepared: Prepared, model: LanguageModel, words: WordList) -> Iterator[Finding]:
    yield from find_repeats(prepared, model)
    yield from find_spelling(prepared, model, words)
    yield from find_phrases(prepared, model)
    yield from find_commas(prepared, model)
    yield from find_spacing(prepared, model)
    yield from find_marks(prepared)
    yield from find_figures(prepared)
    yield from find_dates(prepared)
    yield from find_capitals(prepared)
    yield from find_cited(prepared)
    yield from find_editorial(prepared)
    yield from find_people(prepared, words.people)
