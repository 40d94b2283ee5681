"""What the machine knows of the language: counts of syllables and of neighbours, nothing of a text but counts.

The first counts come from the word lists in ``data`` and from texts of our own (data/counts.gz); ``learn`` adds those of
an archive. Two ways to ask: ``pair`` says how well known two neighbours are (a word of the lists counts ``WORD_WEIGHT``, a pair
inside a set phrase ``PHRASE_WEIGHT``, a pair of a text once), ``log_chance`` how likely one syllable follows another.
"""

import functools
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from documents.engines.proofreading.syllables import is_syllable
from documents.engines.proofreading.tokens import key_of, normal, quoted_spans, tokens_of, within

WORD_WEIGHT = 30
PHRASE_WEIGHT = 6
_SCHEMA = 1
_MOST_PAIRS = 400_000
_DATA = Path(__file__).parent / "data"
SHIPPED_COUNTS = _DATA / "counts.gz"
# What a word of the lists, and a pair within a set phrase, weigh beside one occurrence in a text.
_WORD_COUNT = 0.7
_PHRASE_COUNT = 0.5
# How many occurrences the frequency of the syllable alone weighs (Dirichlet smoothing).
_PRIOR = 40.0
# A syllable that was never met: one that the spelling allows, and any other run of letters.
_NEVER_MET = 0.02
_NO_SYLLABLE = 0.0005


@dataclass(slots=True)
class Counts:
    """How often syllables, pairs ("a b") and triples ("a b c") of neighbours occurred in texts."""

    singles: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    triples: Counter[str] = field(default_factory=Counter)

    def merge(self, other: "Counts") -> "Counts":
        """Return the sum of both."""
        total = Counts(Counter(self.singles), Counter(self.pairs), Counter(self.triples))
        total.singles.update(other.singles)
        total.pairs.update(other.pairs)
        total.triples.update(other.triples)
        return total

    def save(self, path: Path) -> None:
        """Write the counts, rarest pairs and triples left out beyond the limit, to a compressed file."""
        lines = [json.dumps({"schema": _SCHEMA, "kept": "counts of syllables, pairs and triples"})]
        for name in ("singles", "pairs", "triples"):
            counter: Counter[str] = getattr(self, name)
            kept = counter.most_common(_MOST_PAIRS) if len(counter) > _MOST_PAIRS else list(counter.items())
            lines.append("\t".join(f"{key}={count}" for key, count in sorted(kept)))
        # No time in the file: the same counts give the same bytes.
        path.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", compresslevel=6, mtime=0))

    @classmethod
    def load(cls, path: Path) -> "Counts":
        """Read what ``save`` wrote. Raises ValueError for a file that is none of ours."""
        try:
            with gzip.open(path, "rt", encoding="utf-8") as file:
                lines = file.read().split("\n")
            if json.loads(lines[0]).get("schema") != _SCHEMA:
                raise ValueError(str(path))
            return cls(*(_read_counter(line) for line in lines[1:4]))
        except (OSError, EOFError, UnicodeDecodeError, json.JSONDecodeError, AttributeError) as error:
            raise ValueError(f"{path}: {error}") from error


def _read_counter(line: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for item in line.split("\t"):
        key, sign, count = item.rpartition("=")
        if sign:
            found[key] = int(count)
    return found


def _runs(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the stretches of lower-case syllables between signs, each with the stretch that a comma parts from it or [].

    A capitalised opening word counts in lower case. Names, numbers and quotations end a stretch: nothing of them is kept.
    """
    for paragraph in normal(text).split("\n"):
        quotes = quoted_spans(paragraph)
        run: list[str] = []
        opening: list[str] = []
        before: list[str] = []
        for token in tokens_of(paragraph):
            spared = token.is_spared or within(quotes, token.start, token.end)
            if run and (spared or not token.joined):
                yield run, opening
                before, run = run, []
            if spared:
                before = []
                continue
            if not run:
                opening = before if token.after_comma else []
            run.append(token.key)
        if run:
            yield run, opening


def learn(texts: Iterable[str]) -> Counts:
    """Return the counts of ``texts``; names, numbers and quotations are left out.

    Neighbours parted by a comma count as "a, b", and two words of two syllables as "a b, c d" among the triples.
    """
    counts = Counts()
    for text in texts:
        for run, before in _runs(text):
            counts.singles.update(run)
            counts.pairs.update(f"{a} {b}" for a, b in pairwise(run))
            counts.triples.update(f"{a} {b} {c}" for a, b, c in zip(run, run[1:], run[2:], strict=False))
            if before:
                counts.pairs[f"{before[-1]}, {run[0]}"] += 1
            if len(before) > 1 and len(run) > 1:
                counts.triples[_row_key(before, run)] += 1
    return counts


@dataclass(frozen=True, slots=True)
class WordList:
    """A publisher's own words: ``words`` are never doubted (keys of one or more syllables), ``waived`` are texts once
    waived with a reason (rule, text), ``people`` the publisher's list of (full name, titles)."""

    words: frozenset[str] = frozenset()
    waived: frozenset[tuple[str, str]] = frozenset()
    people: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        words: Iterable[str],
        waived: Iterable[tuple[str, str]] = (),
        people: Iterable[tuple[str, str]] = (),
    ) -> "WordList":
        """Build the list from words as people write them."""
        return cls(
            frozenset(" ".join(key_of(normal(part)) for part in word.split()) for word in words),
            frozenset((rule, normal(text)) for rule, text in waived),
            tuple((normal(name), normal(title)) for name, title in people),
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists: ``words`` "a b" → True word of two syllables, ``alone`` syllables that stand by themselves,
    ``phrases`` set phrases of three and more, ``commas`` "a b, c d" where a comma parts two words of a phrase, ``grammar`` words that join
    anything with anything, ``foreign`` words spared, ``doubles`` syllables that may be doubled."""

    words: frozenset[str]
    alone: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    commas: frozenset[str]
    phrase_pairs: Counter[str]
    phrase_triples: Counter[str]
    foreign: frozenset[str]
    grammar: frozenset[str]
    doubles: frozenset[str]
    syllables: Counter[str]
    heads: dict[str, int]
    tails: dict[str, int]


def _lines(pattern: str) -> Iterator[str]:
    for path in sorted(_DATA.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            line = normal(line.partition("#")[0]).strip()
            if line:
                yield line


def _row_key(before: Sequence[str], after: Sequence[str]) -> str:
    """The key of two words of two syllables with a comma between: "kiểm tra, giám sát"."""
    return f"{before[-2]} {before[-1]}, {after[0]} {after[1]}"


def _keys(text: str) -> list[str]:
    return [key_of(part) for part in text.replace("-", " ").split()]


@functools.cache
def lexicon() -> Lexicon:
    """Read the word lists of ``data`` once.

    words_*.txt: "head: tail tail …" (pairs head + tail); phrases_*.txt: phrases parted by ";"; alone.txt, function.txt,
    foreign.txt, doubles.txt: words parted by spaces. "#" starts a remark.
    """
    words: set[str] = set()
    for line in _lines("words_*.txt"):
        head, _, tails = line.partition(":")
        words.update(f"{key_of(head.strip())} {tail}" for tail in _keys(tails))
    phrases: set[tuple[str, ...]] = set()
    commas: set[str] = set()
    for line in _lines("phrases_*.txt"):
        for phrase in line.split(";"):
            parted = [_keys(part) for part in phrase.split(",")]
            commas.update(_row_key(a, b) for a, b in pairwise(parted) if len(a) > 1 and len(b) > 1)
            parts = tuple(_keys(phrase))
            if len(parts) == 2:
                words.add(" ".join(parts))
            elif len(parts) > 2:
                phrases.add(parts)
    alone = {key for name in ("alone.txt", "function.txt") for line in _lines(name) for key in _keys(line)}
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    syllables: Counter[str] = Counter()
    for keys in phrases:
        pairs.update(f"{a} {b}" for a, b in pairwise(keys))
        triples.update(f"{a} {b} {c}" for a, b, c in zip(keys, keys[1:], keys[2:], strict=False))
        syllables.update(keys)
    heads: dict[str, int] = {}
    tails_of: dict[str, int] = {}
    for word in words:
        a, b = word.split(" ")
        syllables[a] += 3
        syllables[b] += 3
        heads[a] = heads.get(a, 0) + 1
        tails_of[b] = tails_of.get(b, 0) + 1
    for key in alone:
        syllables[key] += 3
    return Lexicon(
        words=frozenset(words),
        alone=frozenset(alone),
        phrases=tuple(sorted(phrases)),
        commas=frozenset(commas),
        phrase_pairs=pairs,
        phrase_triples=triples,
        grammar=frozenset(key for line in _lines("function.txt") for key in _keys(line)),
        foreign=frozenset(key for line in _lines("foreign.txt") for key in _keys(line)),
        doubles=frozenset(key for line in _lines("doubles.txt") for key in _keys(line)),
        syllables=syllables,
        heads=heads,
        tails=tails_of,
    )


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """The word lists and the counts of learnt texts, asked by the rules. ``of`` builds it.

    ``frequencies``: syllable → how often, lists and texts together; ``followed``: syllable → how often another follows it;
    ``listed``: pair → what it weighs for standing in a list or set phrase; ``slips`` is likelihood.py's memory of what it
    worked out for a syllable.
    """

    lexicon: Lexicon
    counts: Counts
    frequencies: dict[str, float]
    followed: dict[str, float]
    listed: dict[str, float]
    total: float
    slips: dict[str, tuple[tuple[str, float, float], ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, known: Lexicon, counts: Counts) -> "LanguageModel":
        """Return the model of these lists and counts."""
        frequencies: dict[str, float] = {
            key: min(3.0, 0.15 * count) + (key in known.alone) for key, count in known.syllables.items()
        }
        for key, count in counts.singles.items():
            frequencies[key] = frequencies.get(key, 0.0) + count
        followed: dict[str, float] = {head: _WORD_COUNT * words for head, words in known.heads.items()}
        for pair, count in counts.pairs.items():
            head = pair.partition(" ")[0]
            followed[head] = followed.get(head, 0.0) + count
        for pair, count in known.phrase_pairs.items():
            head = pair.partition(" ")[0]
            followed[head] = followed.get(head, 0.0) + _PHRASE_COUNT * min(count, 4)
        listed = {pair: _PHRASE_COUNT * min(count, 4) for pair, count in known.phrase_pairs.items()}
        for word in known.words:
            listed[word] = listed.get(word, 0.0) + _WORD_COUNT
        return cls(known, counts, frequencies, followed, listed, sum(frequencies.values()) + 500.0)

    @classmethod
    def start(cls) -> "LanguageModel":
        """Return the model that is shipped: the word lists and the counts of our own texts."""
        return _shipped()

    @classmethod
    def open(cls, path: Path | None) -> "LanguageModel":
        """Return the shipped model with the learnt counts in ``path`` where that file exists. Raises ValueError for another file."""
        if path is None or not path.is_file():
            return cls.start()
        return cls.of(lexicon(), Counts.load(SHIPPED_COUNTS).merge(Counts.load(path)))

    def with_counts(self, counts: Counts) -> "LanguageModel":
        """Return this model with the counts of texts added."""
        return LanguageModel.of(self.lexicon, self.counts.merge(counts))

    def chance(self, syllable: str) -> float:
        """How likely the syllable is anywhere, between 0 and 1, never 0."""
        known = self.frequencies.get(syllable)
        return (known or (_NEVER_MET if is_syllable(syllable) else _NO_SYLLABLE)) / self.total

    def together(self, first: str, second: str) -> float:
        """How often the two stood side by side, a word of the lists and a set phrase counted in; 0.0 for never."""
        key = f"{first} {second}"
        return self.counts.pairs.get(key, 0) + self.listed.get(key, 0.0)

    def in_row(self, one: Sequence[str], other: Sequence[str]) -> int:
        """How often two words of two syllables stood with a comma between them; a set phrase counts for three."""
        key = _row_key(one, other)
        return self.counts.triples[key] + 3 * (key in self.lexicon.commas)

    def log_chance(self, first: str, second: str) -> float:
        """The natural logarithm of the chance that ``second`` follows ``first`` ("" for a sign: then anywhere)."""
        return (
            self.log_followed(first, second, self.together(first, second)) if first else math.log(self.chance(second))
        )

    def log_followed(self, first: str, second: str, together: float) -> float:
        """``log_chance`` of two syllables where it is known how often they stood ``together``."""
        seen = together + _PRIOR * self.chance(second)
        return math.log(seen / (self.followed.get(first, 0.0) + _PRIOR))

    def is_pair_word(self, first: str, second: str) -> bool:
        """Whether the two syllables stand in the word lists as one word."""
        return f"{first} {second}" in self.lexicon.words

    def pair(self, first: str, second: str) -> int:
        """How well known the pair is: words and set phrases by their weight, texts by their counts."""
        key = f"{first} {second}"
        known = WORD_WEIGHT if key in self.lexicon.words else 0
        return known + PHRASE_WEIGHT * min(self.lexicon.phrase_pairs[key], 5) + self.counts.pairs[key]

    def triple(self, first: str, second: str, third: str) -> int:
        """How often the three stood together in learnt texts and set phrases."""
        key = f"{first} {second} {third}"
        return self.counts.triples[key] + self.lexicon.phrase_triples[key]

    def single(self, syllable: str) -> int:
        """How well known a syllable is; 0 for one never met."""
        return self.lexicon.syllables[syllable] + self.counts.singles[syllable]


@functools.cache
def _shipped() -> LanguageModel:
    return LanguageModel.of(lexicon(), Counts.load(SHIPPED_COUNTS))
