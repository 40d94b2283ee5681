"""How much likelier another syllable is in one place than the one printed: the noisy-channel way of finding slips.

The chance of a syllable between its neighbours comes from the language model; the chance of the slip from its kind. What is
compared is the logarithm of both for the printed syllable and for each syllable one slip away (Kernighan, Church and Gale
1990, "A spelling correction program based on a noisy channel model", carried over from letters to syllables). So the proof
may be a word of the lists, a neighbour that hardly ever stands without its partner, or a rare syllable where a very
frequent one is meant ("đả tổ chức" for "đã tổ chức").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.engines.proofreading.language import LanguageModel
from documents.engines.proofreading.syllables import near_syllables, split_onset, split_tone
from documents.engines.proofreading.tokens import Token

# Three neighbours that stood together before speak for a syllable beyond what its pairs say.
_THREE_TOGETHER = 1.5
# A neighbour that already makes a word with the syllable beyond it speaks less for another partner.
_NEIGHBOUR_TAKEN = 1.5
# Sounds that writers themselves confuse come oftener than keys hit beside.
_SAME_SOUND = 1.5
# Two syllables alone between signs are a word or nothing.
_WORD_ALONE = 2.0
# A syllable met nowhere beside the neighbours must be so many times more frequent to be thought of.
_FAR_MORE_FREQUENT = 20.0
_LEAST = 2.0
# A pair met so often is never doubted.
_WELL_KNOWN = 4.0
_MOST_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Mending:
    """The likeliest other syllable; ``gain``: logarithm of how much likelier; ``with_before``: the pair that says so."""

    syllable: str
    gain: float
    with_before: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A syllable between its neighbours, "" where a sign, a name or the end stands; after a comma ``before`` ends in ","."""

    before2: str
    before: str
    key: str
    after: str
    after2: str
    is_pair_alone: bool

    @property
    def has_neighbour(self) -> bool:
        """Whether a neighbour within the same stretch can say anything."""
        return bool(self.after) or (bool(self.before) and not self.before.endswith(","))


def _key(tokens: Sequence[Token], at: int) -> str:
    """The key of a neighbour that is a word, a capitalised one too ("Thành ủy"); "" for none and for abbreviations."""
    if not 0 <= at < len(tokens):
        return ""
    token = tokens[at]
    return token.key if token.is_word and not (token.is_spared and token.text[1:] != token.text[1:].lower()) else ""


def place_of(tokens: Sequence[Token], at: int) -> Place:
    """Return the place of ``tokens[at]``."""
    token = tokens[at]
    before = _key(tokens, at - 1) if token.joined or token.after_comma else ""
    before2 = _key(tokens, at - 2) if before and token.joined and tokens[at - 1].joined else ""
    after = _key(tokens, at + 1) if at + 1 < len(tokens) and tokens[at + 1].joined else ""
    after2 = _key(tokens, at + 2) if after and at + 2 < len(tokens) and tokens[at + 2].joined else ""
    opens = not token.joined and bool(after) and (at + 2 >= len(tokens) or not tokens[at + 2].joined)
    ends = not after and (at + 1 >= len(tokens) or not tokens[at + 1].joined)
    closes = ends and token.joined and bool(before) and not tokens[at - 1].joined
    if before and not token.joined:
        before += ","
    return Place(before2, before, token.key, after, after2, opens or closes)


def likeliest(place: Place, model: LanguageModel) -> Mending | None:
    """Return the syllable one slip away that is likelier than the printed one, or None where none is by far."""
    before, after = place.before, place.after
    seen_before = model.together(before, place.key) if before else 0.0
    seen_after = model.together(place.key, after) if after else 0.0
    if (seen_before >= _WELL_KNOWN or not before) and (seen_after >= _WELL_KNOWN or not after):
        return None
    printed = _log_chance(place, place.key, model, seen_before, seen_after) - _taken(
        place, model, left=seen_before, right=seen_after
    )
    least = _FAR_MORE_FREQUENT * model.chance(place.key)
    best: Mending | None = None
    bonus: float | None = None
    for other, slip, chance in _candidates(place.key, model):
        left = model.together(before, other) if before else 0.0
        right = model.together(other, after) if after else 0.0
        if not left and not right and chance < least:
            continue
        gain = _log_chance(place, other, model, left, right) - printed + slip
        if gain < _LEAST - 2.0:
            continue
        if bonus is None:
            bonus = _three(place, place.key, model)
        gain += _three(place, other, model) - bonus
        gain -= _taken(place, model, left=left, right=right)
        if place.is_pair_alone and _makes_word(place, other, model) and not _makes_word(place, place.key, model):
            gain += _WORD_ALONE
        if gain >= _LEAST and (best is None or gain > best.gain):
            best = Mending(other, gain, _tells_before(place, other, model, left=left, right=right))
    return best


def _tells_before(place: Place, other: str, model: LanguageModel, *, left: float, right: float) -> bool:
    """Whether the syllable before tells the word rather than the one after: a word of the lists, else the commoner pair."""
    words = (model.is_pair_word(place.before, other), model.is_pair_word(other, place.after))
    return left >= right if words[0] == words[1] else words[0]


def _log_chance(place: Place, key: str, model: LanguageModel, left: float, right: float) -> float:
    before = model.log_followed(place.before, key, left) if place.before else model.log_chance("", key)
    return before + model.log_followed(key, place.after, right) if place.after else before


def _three(place: Place, key: str, model: LanguageModel) -> float:
    """What is added for three that stood together before."""
    threes = ((place.before2, place.before, key), (place.before, key, place.after), (key, place.after, place.after2))
    return _THREE_TOGETHER * sum(all(three) and model.triple(*three) > 0 for three in threes)


def _makes_word(place: Place, key: str, model: LanguageModel) -> bool:
    return model.is_pair_word(key, place.after) if place.after else model.is_pair_word(place.before, key)


def _taken(place: Place, model: LanguageModel, *, left: float, right: float) -> float:
    """What is taken off where the one neighbour that speaks for another syllable has its word on the far side."""
    if left and not right and place.before2 and model.is_pair_word(place.before2, place.before):
        return _NEIGHBOUR_TAKEN
    if right and not left and place.after2 and model.is_pair_word(place.after, place.after2):
        return _NEIGHBOUR_TAKEN
    return 0.0


def _candidates(key: str, model: LanguageModel) -> tuple[tuple[str, float, float], ...]:
    """The known syllables one slip from ``key``, with what the kind of slip adds to their chance, and that chance."""
    known = model.slips.get(key)
    if known is None:
        if len(model.slips) >= _MOST_KEPT:
            model.slips.clear()
        known = model.slips[key] = tuple(
            (other, _slip(key, other, cost), model.chance(other))
            for other, cost in near_syllables(key).items()
            if other in model.frequencies
        )
    return known


_SOUNDS = tuple(
    frozenset(pair) for pair in (("ch", "tr"), ("s", "x"), ("d", "gi"), ("r", "d"), ("r", "gi"), ("l", "n"), ("v", "d"))
)


def _slip(key: str, other: str, cost: float) -> float:
    letters, tone = split_tone(key)
    others, other_tone = split_tone(other)
    onset, rhyme = split_onset(letters)
    other_onset, other_rhyme = split_onset(others)
    if tone == other_tone and rhyme == other_rhyme and frozenset((onset, other_onset)) in _SOUNDS:
        return _SAME_SOUND
    if letters == others and {tone, other_tone} == {2, 3}:
        return _SAME_SOUND
    return 1.0 - cost
