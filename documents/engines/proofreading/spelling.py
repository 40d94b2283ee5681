"""Syllables that cannot exist, and syllables that stand where their neighbours ask for another one slip away.

A syllable is accused where another one, a slip away, is far likelier in its place (likelihood.py). A second witness lowers what
is asked: the syllable makes no known pair, and the other one makes a well-known word with a neighbour which is not already
part of another word, or fits both neighbours. Sources of the slips: syllables.py. Names, quotations of other spellings,
foreign words, figures and abbreviations are spared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.language import WORD_WEIGHT, LanguageModel, WordList
from documents.engines.proofreading.likelihood import Mending, Place, likeliest, place_of
from documents.engines.proofreading.prepared import Paragraph, Prepared
from documents.engines.proofreading.syllables import is_syllable, near_syllables, respell
from documents.engines.proofreading.tokens import Token

_VIETNAMESE = frozenset("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
_VOWELS = _VIETNAMESE - {"đ"} | frozenset("aeiouy")
# Logarithms of how much likelier the other syllable must be: to be certain, to be a misprint, to be worth a hint.
_CERTAIN = 9.5
_LIKELY = 7.8
_THINKABLE = 6.3
# With the word lists as second witness.
_CONFIRMED = 5.0
# A run of letters that is no syllable may be a word of another language: only with a known neighbour, and by far.
_FOREIGN_LOOKING = 12.0
# A word of grammar joins anything with anything.
_GRAMMAR = 1.5
# The text's own habit: the other pair stands elsewhere in it.
_OWN_HABIT = 1.0
# A capital within a sentence says that the word may be a name.
_MAY_BE_NAME = 1.5
# What a correction must reach: as well known as a word, or as good as three quarters of one on both sides together.
_ENOUGH = 0.9
# A syllable that stands by itself is accused on one neighbour's word only where that neighbour needs a partner.
_ENOUGH_FOR_ALONE = 1.3
# A syllable met more often than this beside its neighbour is never accused: no mending could be worth more.
_DOUBTED = 3
# So often a pair of the lists must stand in texts to be sure that it is a word and no chance meeting.
_CONFIRMING = 10
# So many words a syllable opens that it asks for a partner after it.
_MANY = 6


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """A token between its neighbours; "" where a sign or the end stands; of a name it is only known that it is one."""

    before2: str
    before: str
    key: str
    after: str
    after2: str
    before_named: bool
    after_named: bool


def find_spelling(prepared: Prepared, model: LanguageModel, words: WordList) -> Iterator[Finding]:
    """Yield impossible syllables and likely misspellings; where two syllables accuse each other, the surer mending."""
    for paragraph in prepared.paragraphs:
        doubts: list[tuple[float, Finding]] = []
        for place, token in enumerate(paragraph.tokens):
            if token.is_spared or not token.is_word or len(token.text) < 2:
                continue
            found = _judge(paragraph, place, token, prepared, model, words)
            if found is not None:
                doubts.append(found)
        kept: list[Finding] = []
        for _, found_one in sorted(doubts, key=lambda doubt: -doubt[0]):
            if not any(one.start < found_one.end and found_one.start < one.end for one in kept):
                kept.append(found_one)
        yield from kept


def _key_at(tokens: tuple[Token, ...], place: int, step: int) -> str:
    """The key of the neighbour ``step`` (±1, ±2) away with only spaces between, "" where there is none."""
    low, high = sorted((place, place + step))
    if low < 0 or high >= len(tokens):
        return ""
    if not all(tokens[p].joined for p in range(low + 1, high + 1)):
        return ""
    token = tokens[place + step]
    return token.key if token.is_word and not (token.text.isupper() and token.is_spared) else ""


def _around(tokens: tuple[Token, ...], place: int) -> _Neighbours:
    return _Neighbours(
        _key_at(tokens, place, -2), _key_at(tokens, place, -1), tokens[place].key,
        _key_at(tokens, place, 1), _key_at(tokens, place, 2),
        place > 0 and tokens[place - 1].is_spared, place + 1 < len(tokens) and tokens[place + 1].is_spared,
    )  # fmt: skip


def _listed(near: _Neighbours, words: WordList) -> bool:
    return (
        near.key in words.words
        or f"{near.before} {near.key}" in words.words
        or f"{near.key} {near.after}" in words.words
        or f"{near.before} {near.key} {near.after}" in words.words
    )


def _judge(
    paragraph: Paragraph, place: int, token: Token, prepared: Prepared, model: LanguageModel, words: WordList
) -> tuple[float, Finding] | None:
    key = token.key
    is_possible = is_syllable(key)
    if key in words.words or (not is_possible and key in model.lexicon.foreign):
        return None
    if words.words and _listed(_around(paragraph.tokens, place), words):
        return None
    if not is_possible:
        return _impossible(paragraph, place, token, model)
    if paragraph.is_quoted(token) and token.opens:
        return None
    return _unlikely(paragraph, place, token, prepared, model)


def _unlikely(
    paragraph: Paragraph, at: int, token: Token, prepared: Prepared, model: LanguageModel
) -> tuple[float, Finding] | None:
    """A syllable in whose place another is far likelier; the text's own other uses speak for it."""
    place = place_of(paragraph.tokens, at)
    if not place.has_neighbour:
        return None
    mending = likeliest(place, model)
    if mending is None:
        return None
    near = _around(paragraph.tokens, at)
    gain = mending.gain - (_MAY_BE_NAME if token.text[0].isupper() and not token.text.isupper() else 0.0)
    gain -= _GRAMMAR if token.key in model.lexicon.grammar else 0.0
    gain -= 2.0 * min(3, max(_others(prepared, near.before, near.key), _others(prepared, near.key, near.after)))
    gain += min(_OWN_HABIT, 0.5 * _habit(near, mending.syllable, prepared, model))
    if gain < _CONFIRMED:
        return None
    if gain < _LIKELY and _doubtful(near, paragraph, token, prepared, model) == mending.syllable:
        gain = _LIKELY
    if gain < _THINKABLE:
        return None
    start, end, printed, suggestion = _with_neighbour(paragraph, at, token, place, mending)
    severity = Severity.ERROR if gain >= _CERTAIN else Severity.WARNING if gain >= _LIKELY else Severity.HINT
    return gain, make_finding(
        "spelling", paragraph.text, paragraph.index, start, end,
        f"“{printed}” ít gặp; có thể là “{suggestion}”.", suggestion=suggestion, severity=severity, certain=gain >= _CERTAIN,
    )  # fmt: skip


def _like(printed: str, mended: str) -> str:
    if printed.isupper() and len(printed) > 1:
        return mended.upper()
    return mended[0].upper() + mended[1:] if printed[0].isupper() else mended


def _impossible(paragraph: Paragraph, at: int, token: Token, model: LanguageModel) -> tuple[float, Finding] | None:
    """A spelling that no Vietnamese syllable has."""
    placed = respell(token.key)
    if placed is not None:
        return 99.0, make_finding(
            "tone-place", paragraph.text, paragraph.index, token.start, token.end, "Dấu thanh đặt sai chỗ.",
            suggestion=_like(token.text, placed), certain=True,
        )  # fmt: skip
    mending = likeliest(place_of(paragraph.tokens, at), model)
    best, worth = (mending.syllable, mending.gain) if mending is not None else (None, 0.0)
    if token.text.isupper() and not any(c in _VOWELS for c in token.key):
        return None
    marked = any(c in _VIETNAMESE for c in token.key)
    if not marked and (worth < _FOREIGN_LOOKING or (token.text[0].isupper() and not token.text.isupper())):
        return None
    if paragraph.is_quoted(token) and worth < _FOREIGN_LOOKING:
        return None
    if best is None or worth < _LIKELY:
        best = _clear_first(token.key, model)
    if best is None and _is_loan(token.key):
        return None
    if token.text[0].isupper() and not token.text.isupper() and worth < _FOREIGN_LOOKING:
        return None
    return 99.0, make_finding(
        "syllable", paragraph.text, paragraph.index, token.start, token.end,
        f"“{token.text}” không phải là một tiếng viết đúng chính tả.",
        suggestion=_like(token.text, best) if best else None, certain=worth >= _CERTAIN,
    )  # fmt: skip


def _is_loan(key: str) -> bool:
    """Whether the word reads as several syllables in one, as loan words are printed: "mililít", "xăngtimét"."""
    rest = {0}
    for end in range(1, len(key) + 1):
        if any(start in rest and is_syllable(key[start:end]) for start in range(max(0, end - 7), end)):
            rest.add(end)
    return len(key) in rest


def _clear_first(key: str, model: LanguageModel) -> str | None:
    """The one syllable near by, or one known four times as well as the next: "đuợc" → được."""
    ranked = sorted(
        ((model.single(s) / cost, s) for s, cost in near_syllables(key).items() if model.single(s)), reverse=True
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] < 4 * ranked[1][0]):
        return None
    return ranked[0][1]


def _others(prepared: Prepared, first: str, second: str) -> int:
    """How often the pair stands elsewhere in this very text."""
    return max(0, prepared.pairs[f"{first} {second}"] - 1)


def _known(near: _Neighbours, prepared: Prepared, model: LanguageModel) -> int:
    """How well the syllable is known between its neighbours; the text's own other uses count.

    A pair with a neighbour that has a word of its own on the far side says nothing, if the neighbour on the other side lives
    only in words and goes without a partner: in "kiểm trả công tác", "trả công" does not speak for "trả".
    """
    left = _link(near.before, near.key, prepared, model)
    right = _link(near.key, near.after, prepared, model)
    if (
        right
        and not left
        and _bound_head(model, near.before)
        and near.after2
        and model.is_pair_word(near.after, near.after2)
    ):
        right = 0
    return max(left, right)


def _bound_head(model: LanguageModel, key: str) -> bool:
    """Whether a syllable lives only in words and opens many of them."""
    return bool(key) and key not in model.lexicon.alone and model.lexicon.heads.get(key, 0) >= _MANY


def _link(first: str, second: str, prepared: Prepared, model: LanguageModel) -> int:
    return model.pair(first, second) + 3 * _others(prepared, first, second) if first and second else 0


def _habit(near: _Neighbours, other: str, prepared: Prepared, model: LanguageModel) -> int:
    """How often the text has the word that the other syllable would make here."""
    if near.key in model.lexicon.grammar:
        return 0
    before = prepared.pairs[f"{near.before} {other}"] if model.is_pair_word(near.before, other) else 0
    after = prepared.pairs[f"{other} {near.after}"] if model.is_pair_word(other, near.after) else 0
    return max(before, after)


def _doubtful(
    near: _Neighbours, paragraph: Paragraph, token: Token, prepared: Prepared, model: LanguageModel
) -> str | None:
    """The syllable that the word lists would put here, or None where they have no doubt."""
    if (not near.before and not near.after) or near.key in model.lexicon.grammar:
        return None
    known = _known(near, prepared, model)
    if known > _DOUBTED:
        return None
    best, worth = _best(near, model, doubt=known)
    if best is None:
        return None
    alone = near.key in model.lexicon.alone
    # Two syllables between signs are a word or nothing: ", chính lý,".
    pair_alone = (not near.before and near.after and not near.after2) or (
        not near.after and near.before and not near.before2
    )
    lone_word = pair_alone and not paragraph.is_quoted(token)
    needed = (_ENOUGH_FOR_ALONE if alone and not lone_word else _ENOUGH) + (
        0.5 if token.opens or token.text[0].isupper() else 0.0
    )
    if known and worth < 20 * known / WORD_WEIGHT + needed:
        return None
    return best if worth >= needed else None


def _with_neighbour(
    paragraph: Paragraph, at: int, token: Token, place: Place, mending: Mending
) -> tuple[int, int, str, str]:
    """The words with the neighbour that tells: "chủ chương" → "chủ trương"."""
    tokens = paragraph.tokens
    mended = _like(token.text, mending.syllable)
    start, end, suggestion = token.start, token.end, mended
    if mending.with_before and token.joined and place.before:
        start = tokens[at - 1].start
        suggestion = paragraph.text[start : token.start] + mended
    elif place.after:
        end = tokens[at + 1].end
        suggestion = mended + paragraph.text[token.end : end]
    return start, end, paragraph.text[start:end], suggestion


def _free(model: LanguageModel, neighbour: str, beyond: str, *, is_before: bool) -> bool:
    """Whether a neighbour is free to make a word with the doubted syllable: it makes none with what stands beyond it."""
    if not beyond:
        return True
    return model.pair(beyond, neighbour) < WORD_WEIGHT if is_before else model.pair(neighbour, beyond) < WORD_WEIGHT


def _wants(model: LanguageModel, neighbour: str, beyond: str, *, is_before: bool) -> bool:
    """Whether a neighbour lives only in words and has no partner beyond: then it asks for the doubted syllable."""
    if not neighbour or neighbour in model.lexicon.alone or not model.single(neighbour):
        return False
    if not beyond:
        return True
    return (model.pair(beyond, neighbour) if is_before else model.pair(neighbour, beyond)) == 0


def _loose(model: LanguageModel, neighbour: str, other: str) -> bool:
    """A pair with a word of grammar joins by chance; alone it proves nothing."""
    return neighbour in model.lexicon.grammar or other in model.lexicon.grammar


def _best(near: _Neighbours, model: LanguageModel, *, doubt: int) -> tuple[str | None, float]:
    """The syllable one slip away that fits best, with its worth: about 1 for one well-known word, 2 for both sides.

    A neighbour that still wants a partner must get it, else the two may make a word that the lists do not have.
    """
    best, worth = None, 0.0
    strange = not model.single(near.key)
    wants_left = _wants(model, near.before, near.before2, is_before=True)
    # A word that opens many others, after one that stands by itself, asks for its partner too: "đoàn | kiểm …".
    # A pair that set phrases or texts confirm ("công tác") has taken it already.
    taken = bool(near.before2) and model.pair(near.before2, near.before) > WORD_WEIGHT + _CONFIRMING
    opens = _bound_head(model, near.before) and near.before2 in model.lexicon.alone and not taken
    wants_right = _wants(model, near.after, near.after2, is_before=False)
    for other, cost in near_syllables(near.key).items():
        if not model.single(other):
            continue
        left = model.pair(near.before, other) if near.before and not near.before_named else 0
        right = model.pair(other, near.after) if near.after and not near.after_named else 0
        if (
            max(left, right) <= doubt
            or (wants_left and not left and not strange)
            or (wants_right and not right and not left)
        ):
            continue
        value = 0.0
        one = min(1.2, max(left, right) / WORD_WEIGHT)
        if left and right:
            value = min(1.2, left / WORD_WEIGHT) + min(1.2, right / WORD_WEIGHT) + 0.15
        elif left >= WORD_WEIGHT and not _loose(model, near.before, other):
            free = _free(model, near.before, near.before2, is_before=True)
            value = one if strange or free or (_bound_head(model, near.before) and not taken) else 0.0
        elif right >= WORD_WEIGHT and not _loose(model, near.after, other):
            value = one if strange or _free(model, near.after, near.after2, is_before=False) else 0.0
        # A neighbour that lives only in words and gets its one partner here by a usual slip is strong proof.
        if (
            value
            and cost <= 1.0
            and (((wants_left or opens) and left >= WORD_WEIGHT) or (wants_right and right >= WORD_WEIGHT))
        ):
            value += 0.6
        value -= 0.1 * (cost - 1.0)
        if value > worth:
            best, worth = other, value
    return best, worth
