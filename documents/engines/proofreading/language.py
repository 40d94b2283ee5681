"""What the machine knows of the language: counts of syllables and of neighbours, nothing of a text but counts.

The first counts come from the word lists in ``data`` (our own); ``learn`` adds those of texts. A pair of a word list
counts as often as ``WORD_WEIGHT`` times, a pair inside a set phrase ``PHRASE_WEIGHT`` times, a pair of a text once.
"""

import functools
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from documents.engines.proofreading.tokens import key_of, normal, quoted_spans, tokens_of, within

WORD_WEIGHT = 30
PHRASE_WEIGHT = 6
_SCHEMA = 1
_MOST_PAIRS = 400_000
_DATA = Path(__file__).parent / "data"


@dataclass(slots=True)
class Counts:
    """How often syllables, pairs ("a b") and triples ("a b c") of neighbours occurred in texts."""

    singles: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    triples: Counter[str] = field(default_factory=Counter)

    def merge(self, other: "Counts") -> "Counts":
        """Return the sum of both."""
        return Counts(self.singles + other.singles, self.pairs + other.pairs, self.triples + other.triples)

    def save(self, path: Path) -> None:
        """Write the counts, rarest pairs and triples left out beyond the limit, to a compressed file."""
        head = {"schema": _SCHEMA, "kept": "counts of syllables, pairs and triples"}
        with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
            file.write(json.dumps(head) + "\n")
            for name in ("singles", "pairs", "triples"):
                counter: Counter[str] = getattr(self, name)
                kept = counter.most_common(_MOST_PAIRS) if len(counter) > _MOST_PAIRS else list(counter.items())
                file.write("\t".join(f"{key}={count}" for key, count in sorted(kept)) + "\n")

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


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the stretches of lower-case syllables between signs; a capitalised opening word counts in lower case.

    Names, numbers and quotations end a stretch, so nothing of them is kept.
    """
    for paragraph in normal(text).split("\n"):
        quotes = quoted_spans(paragraph)
        run: list[str] = []
        for token in tokens_of(paragraph):
            spared = token.is_spared or within(quotes, token.start, token.end)
            if run and (spared or not token.joined):
                yield run
                run = []
            if not spared:
                run.append(token.key)
        if run:
            yield run


def learn(texts: Iterable[str]) -> Counts:
    """Return the counts of ``texts``; names, numbers and quotations are left out."""
    counts = Counts()
    for text in texts:
        for run in _runs(text):
            counts.singles.update(run)
            counts.pairs.update(f"{a} {b}" for a, b in pairwise(run))
            counts.triples.update(f"{a} {b} {c}" for a, b, c in zip(run, run[1:], run[2:], strict=False))
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
    ``phrases`` set phrases of three and more, ``grammar`` words that join
    anything with anything, ``foreign`` words spared, ``doubles`` syllables that may be doubled."""

    words: frozenset[str]
    alone: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
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
    for line in _lines("phrases_*.txt"):
        for phrase in line.split(";"):
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
    """The word lists and the counts of learnt texts, asked by the rules."""

    lexicon: Lexicon
    counts: Counts

    @classmethod
    def start(cls) -> "LanguageModel":
        """Return the model that is shipped: word lists only."""
        return cls(lexicon(), Counts())

    @classmethod
    def open(cls, path: Path | None) -> "LanguageModel":
        """Return the shipped model with the learnt counts in ``path`` where that file exists. Raises ValueError for another file."""
        model = cls.start()
        return model.with_counts(Counts.load(path)) if path is not None and path.is_file() else model

    def with_counts(self, counts: Counts) -> "LanguageModel":
        """Return this model with the counts of texts added."""
        return LanguageModel(self.lexicon, self.counts.merge(counts))

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
