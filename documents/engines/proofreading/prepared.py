"""A text made ready once for all rules: paragraphs with tokens and quotations, and the text's own counts."""

from collections import Counter
from dataclasses import dataclass

from documents.engines.proofreading.tokens import Token, normal, quoted_spans, tokens_of, within


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its place from 0, NFC text, tokens, and the places of quotations; whether the software wrote it."""

    index: int
    text: str
    tokens: tuple[Token, ...]
    quotes: tuple[tuple[int, int], ...]
    is_standing: bool = False

    def is_quoted(self, token: Token) -> bool:
        """Whether the token stands inside quotation marks."""
        return within(self.quotes, token.start, token.end)


@dataclass(frozen=True, slots=True)
class Prepared:
    """All paragraphs, and how often each pair and syllable of neighbours occurs in this very text."""

    paragraphs: tuple[Paragraph, ...]
    pairs: Counter[str]
    triples: Counter[str]

    @property
    def text(self) -> str:
        """The whole text, paragraphs parted by line breaks."""
        return "\n".join(p.text for p in self.paragraphs)


def prepare(text: str, *, standing: frozenset[int] = frozenset()) -> Prepared:
    """Return ``text`` ("\\n" between paragraphs) ready for the rules; ``standing``: places of what the software wrote."""
    paragraphs: list[Paragraph] = []
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    for index, line in enumerate(normal(text).split("\n")):
        tokens = tuple(tokens_of(line))
        paragraphs.append(Paragraph(index, line, tokens, tuple(quoted_spans(line)), index in standing))
        for place in range(1, len(tokens)):
            if tokens[place].joined:
                pairs[f"{tokens[place - 1].key} {tokens[place].key}"] += 1
                if place > 1 and tokens[place - 1].joined:
                    triples[f"{tokens[place - 2].key} {tokens[place - 1].key} {tokens[place].key}"] += 1
    return Prepared(tuple(paragraphs), pairs, triples)
