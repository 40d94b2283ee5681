"""Writes the words that search knows. Called by the services after every save, and by imports in bulk."""

from collections.abc import Iterable, Sequence
from datetime import date

from cadre_portal.rich_text import plain_text
from cadre_portal.text import exact_key, is_syllable, words
from directives.models import Directive, DirectiveFile, DirectiveWords, FileWords
from directives.numbers import parse_number
from organizations.models import Organization

_EPOCH = date(1900, 1, 1)
_KEY_BITS, _SEQUENCE_BITS = 27, 20
KEY_MASK = (1 << _KEY_BITS) - 1
_SEQUENCE_MASK = (1 << _SEQUENCE_BITS) - 1
# A tsvector holds at most 1 MB; more words than this are no text that a person reads.
_TEXT_LIMIT = 500_000
_BATCH = 500


def place_of(issued_on: date | None, sequence: int | None, key: int) -> int:
    """The order of results as one number, the greatest first: newest, then lowest number, then lowest key.

    63 bits: days since 1900 (16), the number counted backwards (20), the key counted backwards (27). Without a date: last;
    without a number: after those with one.
    """
    days = min(max((issued_on - _EPOCH).days, 0), 0xFFFF) if issued_on else 0
    backwards = 0 if sequence is None else _SEQUENCE_MASK - min(max(sequence, 0), _SEQUENCE_MASK - 1)
    return (days << (_KEY_BITS + _SEQUENCE_BITS)) | (backwards << _KEY_BITS) | (KEY_MASK - (key & KEY_MASK))


# Bits of a place below a stretch of 512 days: PostgreSQL's vectors of titles carry the number of the stretch.
STRETCH_BITS = 56


def stretch_of(day: date) -> int:
    """Number of the stretch of 512 days in which ``day`` lies."""
    return place_of(day, 0, 0) >> STRETCH_BITS


def places_between(first: date | None, last: date | None) -> tuple[int, int]:
    """Lowest and highest place of directives issued from ``first`` to ``last``, both days included."""
    low = place_of(first, None, KEY_MASK) if first else 0
    high = place_of(last, 0, 0) if last else (1 << 63) - 1
    return low, high


def key_at(place: int) -> int:
    """The directive's key in a place."""
    return KEY_MASK - (place & KEY_MASK)


def _spaced(text: str) -> str:
    return " ".join(words(text[:_TEXT_LIMIT]))


def exact_words(text: str) -> list[str]:
    """Words with their diacritics, one tone style, lower case."""
    return "".join(char if char.isalnum() else " " for char in exact_key(text)).split()


def _agency_words(register: Organization, organ: str, number: str) -> str:
    return _spaced(f"{register.name} {register.short_name} {organ} {letters_of(register.letters, number)}")


def letters_of(register_letters: str, number: str) -> str:
    """Folded letters by which people call the issuer ("412 bca", "đtn"): those of the body and those in the number. Letters that
    are a syllable too (TU, ĐU) are left out: "đầu tư" is not to find whatever a province has issued."""
    parsed = parse_number(number)
    letters = words(f"{register_letters} {parsed.organ_letters if parsed else ''}")
    return " ".join(dict.fromkeys(part for part in letters if len(part) > 1 and not is_syllable(part)))


def index_agency(register: Organization) -> None:
    """Write the agency's words anew in all that it issued, after it was called otherwise: a statement for five hundred rows, for
    the letters differ by number."""
    labels = {organ: str(label) for organ, label in Directive.Organ.choices}
    changed: dict[str, list[int]] = {}
    rows = DirectiveWords.objects.filter(directive__register=register)
    known = rows.values_list("place", "agency", "directive__issuing_organ", "directive__number")
    for place, agency, organ, number in known.iterator(chunk_size=2000):
        text = _agency_words(register, labels.get(organ, ""), number)
        if text != agency:
            changed.setdefault(text, []).append(place)
    for text, places in changed.items():
        for at in range(0, len(places), _BATCH):
            DirectiveWords.objects.filter(place__in=places[at : at + _BATCH]).update(agency=text)


def texts_of(directive: Directive, body_text: str | None = None) -> dict[str, str]:
    """The words of a directive by column of DirectiveWords, which do not depend on its key: it may be unsaved. ``register`` and
    ``kind`` should be loaded. ``body_text``: the body's plain text if known."""
    agency = _spaced(f"{directive.issuer_printed} {letters_of('', directive.number)}")
    if directive.register is not None:
        agency = _agency_words(directive.register, directive.get_issuing_organ_display(), directive.number)
    body = plain_text(directive.body) if body_text is None else body_text
    return {
        "agency": agency,
        "exact": " ".join(exact_words(directive.subject)),
        "subject": _spaced(directive.subject),
        # The names of the kind and the signer stand before the text: who remembers them among other words finds it there.
        "body": _spaced(f"{directive.kind.name if directive.kind else ''} {directive.signer} {body}"),
    }


def words_of(directive: Directive, texts: dict[str, str] | None = None) -> DirectiveWords:
    """The unsaved row of a saved directive. ``texts``: what ``texts_of`` gave, where the caller has it."""
    place = place_of(directive.issued_on, directive.sequence, directive.pk)
    return DirectiveWords(place=place, directive=directive, **(texts_of(directive) if texts is None else texts))


def index_directives(directives: Sequence[Directive]) -> None:
    """Write the words of saved directives anew: two queries, however many."""
    if not directives:
        return
    DirectiveWords.objects.filter(directive__in=[row.pk for row in directives]).delete()
    index_new((row, texts_of(row)) for row in directives)


def index_new(directives: Iterable[tuple[Directive, dict[str, str]]]) -> None:
    """Write the words of saved directives that have none yet, each with its ``texts_of``."""
    DirectiveWords.objects.bulk_create([words_of(row, texts) for row, texts in directives], batch_size=500)


def index_files(files: Iterable[DirectiveFile]) -> None:
    """Write the words of saved files anew."""
    rows = list(files)
    FileWords.objects.filter(file__in=[row.pk for row in rows]).delete()
    FileWords.objects.bulk_create(
        [FileWords(file=row, text=_spaced(row.text)) for row in rows if row.text], batch_size=50
    )
