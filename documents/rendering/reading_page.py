"""What the reading page adds to the frozen HTML of an entry: links into the register, the way to the large photo.

None of it is frozen: links depend on the reader, and the page's manners may change without publishing anew.
"""

import html as html_module
import re
from collections.abc import Mapping, Sequence

from cadre_portal.text import fold, squeeze
from directives.citations.annotate import annotate_html

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"[\s\u2060]+")
_PHOTO = re.compile(r'(<figure class="photo">)(<img src="([^"]*)"(?: srcset="([^"]*)")?[^>]*>)')
_HEADING_END = re.compile(r"</h[23]>")

Place = tuple[int, int]


def read_places(cited: str) -> dict[Place, int]:
    """ "12:30:5 44:60:7" as {(12, 30): 5, (44, 60): 7}: where a directive is cited, and its key."""
    found = {}
    for piece in cited.split():
        start, end, key = (int(part) for part in piece.split(":"))
        found[start, end] = key
    return found


def _compact(text: str) -> tuple[str, list[int]]:
    """The text without any white space, and where each letter stood."""
    letters = []
    places = []
    for place, letter in enumerate(text):
        if not _SPACE.match(letter):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _occurrences(text: str, words: str) -> list[int]:
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def places_in_html(html: str, text: str, places: Sequence[Place]) -> dict[Place, Place]:
    """For each place in ``text``: the same words' place in the plain text of ``html``.

    The page prints more than the text (numbers of parts, signs of items, names of photographers) and breaks it elsewhere, so
    the n-th occurrence of the words in one is the n-th in the other, white space aside. Where the two do not hold the words
    equally often, the place is left out: no link is better than a wrong one.
    """
    shown, shown_at = _compact(html_module.unescape(_TAG.sub("", html)))
    source, source_at = _compact(text)
    order = {place: number for number, place in enumerate(source_at)}
    found: dict[Place, Place] = {}
    for start, end in places:
        words = _compact(text[start:end])[0]
        first = next((order[place] for place in range(start, end) if place in order), None)
        if not words or first is None:
            continue
        there, here = _occurrences(source, words), _occurrences(shown, words)
        if len(there) == len(here) and first in there:
            at = here[there.index(first)]
            found[start, end] = (shown_at[at], shown_at[at + len(words) - 1] + 1)
    return found


def with_links(html: str, text: str, links: Mapping[Place, str]) -> str:
    """The entry's HTML with an ``<a class="citation">`` over every cited place; ``links``: place in ``text`` → address."""
    if not links:
        return html
    places = places_in_html(html, text, list(links))
    return annotate_html(html, {there: links[place] for place, there in places.items()})


def with_large_photos(html: str, *, words: str = "Xem ảnh lớn") -> str:
    """Every photo inside a plain link to its largest size: works without scripts, and phones zoom in by themselves."""

    def linked(match: "re.Match[str]") -> str:
        largest = (match[4] or match[3]).split(",")[-1].split()[0]
        return (
            f'{match[1]}<a class="photo__link" href="{largest}">{match[2]}<span class="photo__more">{words}</span></a>'
        )

    return _PHOTO.sub(linked, html)


def with_gist(html: str, gist: str) -> str:
    """The main points right below the entry's heading (or at its beginning, where it has none)."""
    lines = [squeeze(line) for line in gist.splitlines() if line.strip()]
    if not lines:
        return html
    points = "".join(f"<p>{html_module.escape(line, quote=False)}</p>" for line in lines)
    return _below_heading(html, f'<div class="entry__gist"><p class="entry__label">Ý chính</p>{points}</div>')


def with_sound(html: str, address: str, media_type: str, *, label: str) -> str:
    """A player right below the entry's heading. Nothing is fetched before it is pressed: a phone pays for what it loads."""
    source, kind = html_module.escape(address), html_module.escape(media_type)
    return _below_heading(
        html,
        f'<div class="sound no-print"><p class="entry__label">{html_module.escape(label, quote=False)}</p>'
        f'<audio controls preload="none" aria-label="{html_module.escape(label)}"><source src="{source}" type="{kind}">'
        f'<a href="{source}">Mở tệp ghi âm</a></audio></div>',
    )


def _below_heading(html: str, box: str) -> str:
    end = _HEADING_END.search(html)
    at = end.end() if end else html.find(">") + 1
    return html[:at] + box + html[at:]


def with_marks(html: str, wanted: str, *, first: str = "") -> str:
    """The HTML with ``<mark>`` over every place where ``wanted`` stands, whatever the marks and case; ``first``: id of the
    first one. Words may run through bold type and links, not from one paragraph into the next."""
    words = squeeze(fold(wanted))
    letters, places = _letters_of(html)
    at = letters.find(words)
    if not words or at < 0:
        return html
    hits = []
    while at >= 0:
        hits.append((places[at][0], places[at + len(words) - 1][1]))
        at = letters.find(words, at + len(words))
    out = []
    done = 0
    name = f' id="{html_module.escape(first)}"' if first else ""
    for start, end in hits:
        out.append(html[done:start])
        # A tag inside the words is stepped over: each piece of text gets a mark of its own.
        for piece in re.split(r"(<[^>]*>)", html[start:end]):
            if piece.startswith("<") or not piece:
                out.append(piece)
            else:
                out.append(f"<mark{name}>{piece}</mark>")
                name = ""
        done = end
    return "".join([*out, html[done:]])


# Tags that do not end a line of text.
_INLINE = re.compile(r"</?(?:a|b|strong|i|em|u|sub|sup|span|mark)\b", re.IGNORECASE)
_LETTER = re.compile(r"<[^>]*>|&[#\w]+;|.", re.DOTALL)


def _letters_of(html: str) -> tuple[str, list[Place]]:
    """The folded text of the HTML, one blank for white space and a line break for what ends a line, and where in the HTML
    each letter stands, from and to."""
    letters: list[str] = []
    places: list[Place] = []

    def add(letter: str, piece: "re.Match[str]") -> None:
        if letter in " \n" and letters and letters[-1] in " \n":
            letters[-1] = max(letters[-1], letter, key=" \n".index)
            return
        letters.append(letter)
        places.append(piece.span())

    for piece in _LETTER.finditer(html):
        if piece[0].startswith("<") and len(piece[0]) > 1:
            if not _INLINE.match(piece[0]):
                add("\n", piece)
            continue
        letter = html_module.unescape(piece[0])
        if letter == "\u2060":
            continue
        if _SPACE.match(letter):
            add(" ", piece)
        else:
            add((fold(letter) or letter)[:1], piece)
    return "".join(letters), places


def snippet_around(text: str, wanted: str, *, width: int = 60) -> tuple[str, str, str] | None:
    """(before, hit, after) of the first place where ``wanted`` stands in ``text``, whatever the marks and case; else None."""
    words = squeeze(fold(wanted))
    flat = squeeze(text)
    # Letter by letter, so that a place in the folded text is the same place in the text.
    folded = "".join((fold(letter) or letter)[:1] for letter in flat)
    at = folded.find(words)
    if not words or at < 0:
        return None
    end = at + len(words)
    start = max(0, at - width)
    before = flat[start:at]
    if start:
        before = "… " + before.partition(" ")[2]
    after = flat[end : end + width]
    if end + width < len(flat):
        after = after.rpartition(" ")[0] + " …"
    return before, flat[at:end], after
