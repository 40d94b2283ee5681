"""A word missing from a set phrase: "thanh niên tham gia nghĩa quân sự" lacks "vụ".

A phrase of the lists (four syllables or more) that stands in the text without one inner syllable, where the two
syllables that meet in the gap are not known to stand together; and a syllable that never stands alone, followed or
preceded by what its partner would be followed or preceded by ("thiệt lớn" for "thiệt hại lớn").
"""

import functools
from collections import defaultdict
from collections.abc import Iterator

from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.language import LanguageModel, Lexicon, lexicon
from documents.engines.proofreading.prepared import Paragraph, Prepared
from documents.engines.proofreading.tokens import Token

_SHORTEST = 4
_MOST_PARTNERS = 20
_MANY = 5
_OFTEN = 5
_HARDLY_EVER = 0.95


@functools.cache
def _gapped() -> tuple[dict[tuple[str, ...], tuple[str, int]], dict[tuple[str, str], tuple[int, ...]]]:
    """Every phrase without one inner syllable: the keys left → (whole phrase, place of the gap); and for the first two keys the
    lengths to look for, longest first."""
    known = lexicon()
    whole = set(known.phrases)
    found: dict[tuple[str, ...], tuple[str, int]] = {}
    lengths: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for phrase in known.phrases:
        if len(phrase) < _SHORTEST:
            continue
        for gap in range(1, len(phrase) - 1):
            left = phrase[:gap] + phrase[gap + 1 :]
            if left not in whole and not _is_known(known, left, gap):
                found.setdefault(left, (" ".join(phrase), gap))
                lengths[left[0], left[1]].add(len(left))
    return found, {opening: tuple(sorted(sizes, reverse=True)) for opening, sizes in lengths.items()}


def _is_known(known: Lexicon, keys: tuple[str, ...], gap: int) -> bool:
    """Whether the two syllables that meet in the gap are known together."""
    pair = f"{keys[gap - 1]} {keys[gap]}"
    return pair in known.words or known.phrase_pairs[pair] > 0


def find_phrases(prepared: Prepared, model: LanguageModel) -> Iterator[Finding]:
    """Yield set phrases with a word missing."""
    gapped, lengths = _gapped()
    for paragraph in prepared.paragraphs:
        taken = 0
        tokens = paragraph.tokens
        for place in range(len(tokens) - 1):
            if place < taken:
                continue
            for length in lengths.get((tokens[place].key, tokens[place + 1].key), ()):
                part = tokens[place : place + length]
                if len(part) < length or not all(t.joined for t in part[1:]):
                    continue
                hit = gapped.get(tuple(t.key for t in part))
                if hit is None:
                    continue
                whole, gap = hit
                pair = f"{part[gap - 1].key} {part[gap].key}"
                if model.counts.pairs[pair] or prepared.pairs[pair] > 1:
                    continue
                if not (_broken(tokens, place + gap - 1, -1, model) or _broken(tokens, place + gap, 1, model)):
                    continue
                missing = whole.split(" ")[gap]
                text = paragraph.text[part[0].start : part[-1].end]
                mended = paragraph.text[part[0].start : part[gap - 1].end] + " " + missing + " "
                mended += paragraph.text[part[gap].start : part[-1].end]
                yield make_finding(
                    "missing-word", paragraph.text, paragraph.index, part[0].start, part[-1].end,
                    f"“{text}” có thể thiếu chữ “{missing}”.", suggestion=mended, severity=Severity.WARNING,
                )  # fmt: skip
                taken = place + length
                break
        yield from _orphans(paragraph, prepared, model)


def _broken(tokens: tuple[Token, ...], place: int, step: int, model: LanguageModel) -> bool:
    """Whether the syllable at the gap lives only in words and its other neighbour makes none with it."""
    key, beyond = tokens[place].key, place + step
    if key in model.lexicon.alone or _is_free(key, model):
        return False
    if not 0 <= beyond < len(tokens) or not tokens[max(place, beyond)].joined:
        return True
    first, second = (tokens[beyond].key, key) if step < 0 else (key, tokens[beyond].key)
    return model.pair(first, second) == 0


def _orphans(paragraph: Paragraph, prepared: Prepared, model: LanguageModel) -> Iterator[Finding]:
    """A syllable that only lives in words, with no partner beside it, where a partner would fit both sides."""
    tokens = paragraph.tokens
    for place, token in enumerate(tokens):
        if token.is_spared or not token.is_word or token.key in model.lexicon.alone or not model.single(token.key):
            continue
        if paragraph.is_quoted(token) or token.key in model.lexicon.foreign or _is_free(token.key, model):
            continue
        before = tokens[place - 1].key if place and token.joined and tokens[place - 1].is_word else ""
        after = (
            tokens[place + 1].key
            if place + 1 < len(tokens) and tokens[place + 1].joined and tokens[place + 1].is_word
            else ""
        )
        if (before and _stands(before, token.key, token.key, prepared, model, ends=not after)) or (
            after and _stands(token.key, after, token.key, prepared, model, ends=False)
        ):
            continue
        if _wants_too(paragraph, place - 1, -1, prepared, model) or _wants_too(
            paragraph, place + 1, 1, prepared, model
        ):
            continue
        hit = _partner(before, token.key, after, model)
        if hit is None or not _is_bound(token.key, model):
            continue
        missing, is_after = hit
        mended = f"{token.text} {missing}" if is_after else f"{missing} {token.text}"
        if is_after:
            start, end = token.start, tokens[place + 1].end if after else token.end
            suggestion = mended + paragraph.text[token.end : end]
        else:
            first = tokens[place - 1] if before else token
            start, end = first.start, token.end
            suggestion = paragraph.text[start : token.start] + mended
        yield make_finding(
            "missing-word", paragraph.text, paragraph.index, start, end,
            f"“{paragraph.text[start:end]}” có thể thiếu chữ “{missing}”.", suggestion=suggestion, severity=Severity.WARNING,
        )  # fmt: skip


def _is_bound(key: str, model: LanguageModel) -> bool:
    """Whether the texts learnt have the syllable often, and hardly ever without its partner."""
    seconds, firsts = _partners()
    often = model.counts.singles[key]
    within = sum(model.counts.pairs[f"{key} {x}"] for x in seconds.get(key, ()))
    within += sum(model.counts.pairs[f"{x} {key}"] for x in firsts.get(key, ()))
    return often >= _OFTEN and within >= _HARDLY_EVER * often


def _is_free(key: str, model: LanguageModel) -> bool:
    """A syllable with many partners stands by itself too, whatever the lists say; a bound one has few."""
    return model.lexicon.heads.get(key, 0) + model.lexicon.tails.get(key, 0) > _MOST_PARTNERS


def _stands(first: str, second: str, key: str, prepared: Prepared, model: LanguageModel, *, ends: bool) -> bool:
    """Whether the pair stands by itself: a word, or met more often than inside "partner + key + neighbour".

    "đảm an" is met only within "bảo đảm an ninh": there the syllable had its partner.
    """
    if model.is_pair_word(first, second) and (ends or key == first or not _opens(key, first, model)):
        return True
    seconds, firsts = _partners()
    pair = f"{first} {second}"
    met = model.counts.pairs[pair] + model.lexicon.phrase_pairs[pair]
    here = prepared.pairs[pair] - 1
    if key == first:
        inside = [(x, first, second) for x in firsts.get(key, ())]
    else:
        inside = [(first, second, x) for x in seconds.get(key, ())]
    met -= sum(model.triple(*three) for three in inside)
    here -= sum(prepared.triples[" ".join(three)] for three in inside)
    return met > 0 or here > 0


def _opens(key: str, before: str, model: LanguageModel) -> bool:
    """Whether ``before`` is a word by itself and ``key`` one that opens words: "gây thiệt" is only the start of "gây thiệt hại"."""
    return before in model.lexicon.alone and model.lexicon.heads.get(key, 0) >= _MANY


def _wants_too(paragraph: Paragraph, place: int, step: int, prepared: Prepared, model: LanguageModel) -> bool:
    """Whether the neighbour lacks a partner too: then both make a word that the lists do not have."""
    tokens = paragraph.tokens
    if not 0 <= place < len(tokens) or not tokens[max(place, place - step)].joined:
        return False
    token = tokens[place]
    if token.key in model.lexicon.alone or token.is_spared:
        return token.is_spared and token.is_word and token.text[0].isupper() and step > 0
    beyond = place + step
    if not 0 <= beyond < len(tokens) or not tokens[max(place, beyond)].joined:
        return True
    first, second = (tokens[beyond].key, token.key) if step < 0 else (token.key, tokens[beyond].key)
    return model.pair(first, second) == 0


@functools.cache
def _partners() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """For a first syllable its second ones, and for a second syllable its first ones, from the word lists."""
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for word in lexicon().words:
        first, second = word.split(" ")
        after.setdefault(first, []).append(second)
        before.setdefault(second, []).append(first)
    return {k: tuple(sorted(v)) for k, v in after.items()}, {k: tuple(sorted(v)) for k, v in before.items()}


def _partner(before: str, key: str, after: str, model: LanguageModel) -> tuple[str, bool] | None:
    """The syllable whose insertion makes a word with ``key`` and, with the neighbour, three that texts or phrases know."""
    seconds, firsts = _partners()
    fits: list[tuple[int, str, bool]] = []
    if after:
        fits += [(known, x, True) for x in seconds.get(key, ()) if (known := model.triple(key, x, after))]
        fits += [(known, x, False) for x in firsts.get(key, ()) if (known := model.triple(x, key, after))]
    if before:
        fits += [(known, x, False) for x in firsts.get(key, ()) if (known := model.triple(before, x, key))]
        fits += [
            (known, x, True) for x in seconds.get(key, ()) if (known := model.triple(before, key, x)) and not after
        ]
    if not fits:
        return None
    fits.sort(reverse=True)
    return fits[0][1], fits[0][2]
