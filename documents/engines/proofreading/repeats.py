"""Words printed twice: "cho cho", "kinh tế kinh tế", and a run of words taken up again right after itself.

Sources: Vietnamese doubles syllables on purpose (từ láy: "luôn luôn", "ngày ngày"; data/doubles.txt), and two words may
meet in one syllable ("trở thành thành phố", "đại biểu biểu quyết"): both are spared.
"""

from collections.abc import Iterator, Sequence

from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.language import LanguageModel
from documents.engines.proofreading.prepared import Paragraph, Prepared
from documents.engines.proofreading.tokens import Token

_LONGEST_RUN = 8
# Words that join two alike parts: "từ xã đến xã", "ngày càng … ngày càng …" are no slips.
_JOINING = frozenset(
    str.split(
        "và hoặc hay đến tới với sang là thì mà bằng của như cũng lại càng không vừa nên cùng do vì để trên dưới theo có cho từ"
    )
)


def find_repeats(prepared: Prepared, model: LanguageModel) -> Iterator[Finding]:
    """Yield every doubled syllable, doubled run and run taken up again."""
    for paragraph in prepared.paragraphs:
        yield from _doubled(paragraph, prepared, model)
        yield from _taken_up(paragraph)


def _all_joined(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(tokens[place].joined for place in range(start, end))


def _doubled(paragraph: Paragraph, prepared: Prepared, model: LanguageModel) -> Iterator[Finding]:
    tokens = paragraph.tokens
    place = 0
    while place < len(tokens) - 1:
        for length in range(min(_LONGEST_RUN, (len(tokens) - place) // 2), 0, -1):
            if tokens[place].key != tokens[place + length].key:
                continue
            first, second = tokens[place : place + length], tokens[place + length : place + 2 * length]
            if [t.key for t in first] != [t.key for t in second]:
                continue
            if not all(t.is_word for t in first) or not _all_joined(tokens, place + 1, place + 2 * length):
                continue
            if length == 1 and _meant(paragraph, place, prepared, model):
                continue
            if length == 2 and all(t.key in model.lexicon.doubles for t in first):
                continue
            start, end = first[0].start, second[-1].end
            text = paragraph.text[first[0].start : first[-1].end]
            yield make_finding(
                "repeat", paragraph.text, paragraph.index, start, end,
                f"Cụm từ “{text}” được in hai lần liền nhau.", suggestion=text, certain=True,
            )  # fmt: skip
            place += 2 * length - 1
            break
        place += 1


def _meant(paragraph: Paragraph, place: int, prepared: Prepared, model: LanguageModel) -> bool:
    """Whether a doubled syllable is meant: a doubling of the language, a name, or two words that meet."""
    tokens = paragraph.tokens
    one, two = tokens[place], tokens[place + 1]
    if one.key in model.lexicon.doubles or one.key in model.lexicon.foreign:
        return True
    if one.text[0].isupper() and two.text[0].isupper() and not (one.text.isupper() and len(one.text) > 1):
        return True
    if prepared.pairs[f"{one.key} {two.key}"] > 1 or model.counts.pairs[f"{one.key} {two.key}"] > 1:
        return True
    before = tokens[place - 1] if place and one.joined else None
    after = tokens[place + 2] if place + 2 < len(tokens) and tokens[place + 2].joined else None
    ends_word = before is not None and model.is_pair_word(before.key, one.key)
    opens_word = after is not None and model.is_pair_word(two.key, after.key)
    if opens_word and ends_word:
        # "trở thành thành phố": two words meet in one syllable; a joining word ("cho cho các") never ends one on purpose.
        return one.key not in _JOINING
    return two.text[0].isupper() and not one.text[0].isupper()


def _taken_up(paragraph: Paragraph) -> Iterator[Finding]:
    """A run of three words or more that comes again after at most three others, with no sign between."""
    tokens = paragraph.tokens
    place = 0
    while place < len(tokens) - 7:
        hit = next((h for h in _runs_again(tokens, place)), None)
        if hit is None:
            place += 1
            continue
        length, again = hit
        start, end = tokens[place].start, tokens[again + length - 1].end
        yield make_finding(
            "repeat", paragraph.text, paragraph.index, start, end,
            f"Cụm từ “{paragraph.text[start : tokens[place + length - 1].end]}” lặp lại ngay sau đó; đồng chí xem lại câu này.",
            severity=Severity.WARNING,
        )  # fmt: skip
        place = again + length


def _runs_again(tokens: Sequence[Token], place: int) -> Iterator[tuple[int, int]]:
    for gap in range(1, 4):
        for length in range(6, 2, -1):
            again = place + length + gap
            if (
                again + length > len(tokens)
                or tokens[place].key != tokens[again].key
                or not _all_joined(tokens, place + 1, again + length)
            ):
                continue
            if any(not t.is_word for t in tokens[place : again + length]):
                continue
            if [t.key for t in tokens[place : place + length]] != [t.key for t in tokens[again : again + length]]:
                continue
            between = tokens[place + length : again]
            if not any(t.key in _JOINING for t in between):
                yield length, again
