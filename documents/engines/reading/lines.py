"""What the three readers share: tidy runs, joining broken lines, the signs that open a paragraph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cadre_portal.text import CAPITALS, fold, nfc
from documents.engines.blocks import Run

# "1.", "2.1.", "2.1.3", "5.1. ", "I." at the start of a paragraph, then a title. A number is no heading
# number when a digit follows ("1.200 cây"), a unit in lower case ("2.5 ha") or when it has four digits ("2026.").
NUMBERED = re.compile(
    r"""^\s*
    (?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})   # 2   2.1   2.1.3
    (?P<mark>\s?[.):]|\s?/(?![A-ZĐ]\w*[-–])|\s?[-–](?=\s)|(?=\s))  # 2.  2)  2/ (but 02/CTr-TU)  2:  2 -  or only a space
    \s*
    (?P<title>["“”'‘(\[]*[^\W\d_].*)?$            # begins with a letter
    """,
    re.VERBOSE | re.DOTALL,
)
ROMAN = re.compile(r"^\s*(?!V/v\b)(?P<number>[IVX]{1,5})\s?[.)/\-–:]\s*(?P<title>\S.*)$", re.DOTALL)
# Signs of items; the private ones (U+F0xx) are those of symbol fonts, "o" and "§" what is left of some of them.
ITEM = re.compile(
    rf"^\s*(?P<sign>[-–—−•●▪■□◦○‣⁃+✓✔➢➤►▶❖◆◇→⇒*·\uf000-\uf0ff]|[o§](?=\s+[{CAPITALS}0-9]))\s*(?P<text>\S.*)$", re.DOTALL
)
ENUMERATION = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-zđ][.)])\s*\S")
ENDS_SENTENCE = re.compile(r"[.!?…:;]['\"”’)\]]*\s*$")
PAGE_NUMBER = re.compile(
    r"^\s*(?:trang\s+)?[-–—|]?\s*(?P<number>\d{1,3})\s*(?:/\s*\d{1,3})?\s*[-–—|]?\s*$", re.IGNORECASE
)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return ``runs`` in NFC, neighbours of one look joined, white space squeezed, ends trimmed.

    Line breaks ("\\n") stay; looks of bare white space do not count.
    """
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and (replace(joined[-1], text="") == replace(run, text="") or not run.text.strip()):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif joined and not joined[-1].text.strip():
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    # Combining marks may stand in a run of their own: normalise the whole where the pieces differ.
    whole = nfc("".join(run.text for run in joined))
    pieces = [nfc(run.text) for run in joined]
    if "".join(pieces) != whole and joined:
        joined, pieces = [replace(joined[0], text=whole)], [whole]
    result: list[Run] = []
    open_space = True
    for run, piece in zip(joined, pieces, strict=True):
        text = re.sub(r"[^\S\n]+", " ", piece.replace("\r", "").replace("\v", "\n"))
        text = re.sub(r" ?\n ?", "\n", text)
        if open_space:
            text = text.lstrip(" \n")
        if not text:
            continue
        open_space = text[-1] in " \n"
        result.append(replace(run, text=text))
    while result:
        text = result[-1].text.rstrip()
        if text:
            result[-1] = replace(result[-1], text=text)
            break
        result.pop()
    return tuple(result)


def glue(before: str, after: str) -> str:
    """Return what stands between two lines of one paragraph: "" after a hyphen or slash, else a space.

    "Quy định số 124-" + "QĐ/TW" → "124-QĐ/TW"; "2021 -" + "2026" → "2021 - 2026". Vietnamese is not hyphenated
    at line ends, so a hyphen that touches a letter or digit belongs to the number or name.
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return ""
    if len(before) > 1 and before[-1] in "-/‑" and not before[-2].isspace() and after[0].isalnum():
        return ""
    if after[0] in "/" and before[-1].isalnum():
        return ""
    return " "


def join_runs(lines: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return the runs of several lines as one paragraph, broken numbers mended by ``glue``."""
    result: list[Run] = []
    for line in lines:
        if not line:
            continue
        if result:
            between = glue(result[-1].text, line[0].text)
            result[-1] = replace(result[-1], text=result[-1].text.rstrip() + between)
        result.extend(line)
    return tidy(result)


def split_runs(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return ``runs`` cut at character ``at`` of their joined text, both parts tidied."""
    head: list[Run] = []
    tail: list[Run] = []
    place = 0
    for run in runs:
        cut = min(max(at - place, 0), len(run.text))
        head.append(replace(run, text=run.text[:cut]))
        tail.append(replace(run, text=run.text[cut:]))
        place += len(run.text)
    return tidy(head), tidy(tail)


def is_caps(text: str) -> bool:
    """Whether ``text`` has letters and all of them are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)


def starts_lower(text: str) -> bool:
    """Whether the first letter of ``text`` comes first (signs of opening apart) and is small."""
    bare = text.lstrip(" \"“”'‘(")
    return bool(bare) and bare[0].isalpha() and bare[0].islower()


def clean_number(number: str) -> str:
    """Return a printed heading number without inner spaces and final dot: "2 .1." → "2.1"."""
    return re.sub(r"\s+", "", number).strip(".")


def same_title(one: str, other: str) -> float:
    """Return how alike two titles are, 0…1: shared folded words in order, by the longer one."""
    left, right = fold(one).split(), fold(other).split()
    if not left or not right:
        return 0.0
    strip = ".,;:\"“”'()"
    left = [word.strip(strip) for word in left]
    right = [word.strip(strip) for word in right]
    if left == right:
        return 1.0
    # Longest common subsequence of words: titles are under a hundred words.
    row = [0] * (len(right) + 1)
    for word in left:
        previous = 0
        for place, against in enumerate(right, start=1):
            kept = row[place]
            row[place] = previous + 1 if word == against else max(row[place], row[place - 1])
            previous = kept
    return row[-1] / max(len(left), len(right))
