"""Hard-wrapped text (a PDF's, a mail's) with its lines joined to paragraphs, and the way back to the places of the text as given.

One way for all: the commands that read raw files, what is pasted or attached, and the reader of finished bulletins, which
goes on from the same lines and paragraphs to headings and captions.
"""

import re
from collections.abc import Iterator

from directives.citations.offsets import normal_text
from directives.wrapped.contents import contents_rows, find_contents, last_contents
from directives.wrapped.lines import Line, lines_of_text, without_page_furniture
from directives.wrapped.measure import Measure
from directives.wrapped.paragraphs import Joiner
from directives.wrapped.signs import glue

# A letter has few lines: so many surely broken ones tell that text is wrapped.
_LEAST_BROKEN = 2
_WORD = re.compile(r"\S+")


def unwrap(text: str) -> tuple[str, list[int] | None]:
    """Return ``text`` with broken lines joined and, where that moved anything, the place each character had.

    Page numbers, head and foot lines of pages are left out. The list has one item more, the length of ``text``. Text with a
    paragraph a line comes back as it is, with None.
    """
    clean, moved = normal_text(text)
    lines = without_page_furniture(lines_of_text(clean))
    measure = Measure.of(lines, least=_LEAST_BROKEN)
    if measure is None or sum(measure.line(line) > 1.3 * measure.width for line in lines) > 0.1 * len(lines):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for group in _paragraphs(lines, measure):
        before = ""
        for line in group:
            if pieces:
                between = glue(before, line.text) if before else "\n"
                pieces.append(between)
                places.extend([last] * len(between))
            before = line.text
            for number, word in enumerate(_WORD.finditer(clean, line.start, line.end)):
                if number:
                    pieces.append(" ")
                    places.append(last)
                pieces.append(word.group())
                places.extend(range(word.start(), word.end()))
                last = word.end()
    places.append(len(clean))
    return "".join(pieces), places if moved is None else [moved[place] for place in places]


def _paragraphs(lines: list[Line], measure: Measure) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph: cover, contents, body, contents behind the body and what follows them."""
    behind = last_contents(lines)
    end = len(lines) if behind is None else behind[0]
    contents = find_contents(lines[:end])
    listed = contents.lines or (behind[2] if behind else ())
    yield from Joiner(lines[: contents.start], measure, ()).groups()
    yield from contents_rows(lines[contents.start : contents.body])
    yield from Joiner(lines[contents.body : end], measure, listed).groups()
    if behind is not None:
        yield from contents_rows(lines[end : behind[1]])
        yield from Joiner(lines[behind[1] :], measure, listed).groups()
