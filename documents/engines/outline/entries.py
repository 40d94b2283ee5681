"""From paragraphs to entries: headings cut from text, parts, items, captions, tables."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from cadre_portal.text import fold, squeeze
from directives.wrapped.captions import split_credit
from directives.wrapped.headings import cites_document, lacks_subject
from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.engines.outline.captions import is_caption
from documents.engines.outline.groups import (
    Entry,
    Sections,
    child_depth,
    heads_news,
    holds_entries,
    names_a_section,
    reads_as_news,
)
from documents.engines.outline.headings import Mark, listed_titles, mark_of, nesting
from documents.engines.outline.kinds import TIMELY, entry_kind, names_a_part, names_kind_only
from documents.engines.outline.pieces import (
    cells_of,
    end_of_title,
    flattened,
    one_line,
    plain_look,
    run_in_end,
    stands_as_heading,
)
from documents.engines.outline.sections import Top
from documents.engines.reading.lines import (
    ITEM,
    is_caps,
    join_runs,
    same_title,
    split_runs,
    starts_lower,
    tidy,
)
from documents.engines.reading.model import Para, ReadEntry, ReadPicture, TocLine

# A numbered paragraph longer than this is text with a number, not a heading; its first sentence may be one.
_LONG_HEADING = 60
# A line within a paragraph that opens something of its own.
_OPENS_LINE = re.compile(r"\n\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[-+*•(]|[IVX]+\.)\s*\S")
_LONG_PART = 45
# Of a part with a plain number and no looks to tell it by.
_LONG_BARE_PART = 40


class EntryBuilder:
    """Builds the entries of one body. ``pictures`` and ``warnings`` fill while building."""

    def __init__(self, paras: Sequence[Para], toc: Sequence[TocLine], body_size: float) -> None:
        self._paras = paras
        self._listed = listed_titles(toc)
        self._size = body_size
        self._bold_marks = any(para.bold and mark_of(para) is not None for para in paras if para.is_text)
        self._sections = Sections()
        self.pictures: dict[str, ReadPicture] = {}
        self.warnings: list[str] = []

    # -- entries ------------------------------------------------------------------------------------------

    def entries(self, tops: Sequence[Top]) -> tuple[ReadEntry, ...]:
        """Return the entries under the given top headings; text before the first is an entry without number."""
        built: list[Entry] = []
        starts = [top.place for top in tops]
        self._sections = self._judged(tops)
        lead = list(self._paras[: starts[0]]) if starts else list(self._paras)
        if any(para.text.strip() or not para.is_text for para in lead):
            built.extend(self._lead(lead))
        for place, top in enumerate(tops):
            end = starts[place + 1] if place + 1 < len(starts) else len(self._paras)
            built.extend(self._section(top, self._paras[top.place : end]))
        return tuple(self._finish(entry) for entry in built)

    def piece(self) -> tuple[Block, ...]:
        """Return all paragraphs as the blocks of one piece: nothing becomes an entry of its own, so nothing is left out.

        The shallowest numbered headings are parts of level 1, the next ones of level 2, whatever they count from.
        """
        blocks = self._blocks(Entry("", 1, "", paras=list(self._paras)))
        depths = [len(block.number.split(".")) for block in blocks if block.kind is BlockKind.PART]
        top = min(depths, default=1)
        return tuple(
            replace(block, level=min(len(block.number.split(".")) - top + 1, 2))
            if block.kind is BlockKind.PART
            else block
            for block in blocks
        )

    def _judged(self, tops: Sequence[Top]) -> Sections:
        reached, run_on = 0, False
        for here, top in enumerate(tops):
            end = tops[here + 1].place if here + 1 < len(tops) else len(self._paras)
            marks = [mark for para in self._paras[top.place + 1 : end] if (mark := self._part_mark(para)) is not None]
            firsts = [mark.path[0] for mark in marks if len(mark.path) == 1]
            run_on = run_on or bool(firsts and reached and firsts[0] == reached + 1)
            reached = max(firsts, default=reached)
        return Sections(run_on, any(cites_document(fold(top.title)) for top in tops if not top.section))

    def _lead(self, paras: list[Para]) -> list[Entry]:
        """What stands before the first top heading: groups known only by their n.1, or plain text."""
        return self._split_groups(Entry("", 1, "", paras=paras), 0)

    def _section(self, top: Top, paras: Sequence[Para]) -> list[Entry]:
        heading, body = self._cut_heading(paras[0], top.number, top.title, top.at, _LONG_HEADING)
        rest = list(paras[1:])
        heading, rest = self._more_heading(heading, paras[0], rest, top.number)
        entry = Entry(top.number, 1, squeeze(heading), section=top.section, paras=([body] if body else []) + rest)
        entry.kind = entry_kind(entry.heading, inside_news=False)
        return self._split_groups(entry, top.value)

    def _split_groups(self, entry: Entry, value: int) -> list[Entry]:
        """Cut the paragraphs of a top entry into its children; a later n.1 opens a group without heading."""
        result = [entry]
        current = entry
        number = value
        collected: list[Para] = []
        runs: list[tuple[Entry, int, list[Para]]] = []
        for para in entry.paras:
            mark = self._part_mark(para)
            opens = mark is not None and len(mark.path) == 2 and mark.path[1] == 1 and mark.path[0] > number
            if mark is not None and opens and self._opens_group(entry, number):
                runs.append((current, number, collected))
                current = Entry(str(mark.path[0]), 1, "", kind="news_group")
                result.append(current)
                number, collected = mark.path[0], []
            collected.append(para)
        runs.append((current, number, collected))
        for group, first, paras in runs:
            place = result.index(group) + 1
            result[place:place] = self._children(group, first, paras)
        if result[0].heading == "" and not result[0].paras and not result[0].children:
            result.pop(0)
        return result

    def _opens_group(self, entry: Entry, number: int) -> bool:
        """Whether "5.1." under heading 4 opens group 5 (and is no misprint for "4.1.")."""
        if number == 0:
            return True
        first_parts = [m for m in map(self._part_mark, entry.paras) if m is not None and len(m.path) == 2]
        own = any(part.path[0] == number for part in first_parts)
        if entry.kind == "news_group" and not own:
            return False
        return own or entry.kind != "news_group"

    def _children(self, entry: Entry, value: int, paras: list[Para]) -> list[Entry]:
        """Give a group its children; any other entry keeps its parts as blocks. Returns groups inside it, to stand beside it."""
        marks = [(place, mark) for place, para in enumerate(paras) if (mark := self._part_mark(para)) is not None]
        depth = child_depth(entry, marks)
        heads = [(place, mark) for place, mark in marks if len(mark.path) == depth]
        if depth == 1:
            deep = nesting([replace(mark, place=place) for place, mark in heads])
            heads = [(place, mark) for place, mark in heads if not deep[place]]
        if heads and TIMELY.match(fold(entry.heading)) and not reads_as_news(heads, paras, least=1):
            entry.kind = "topic"
        elif heads and entry.kind == "topic" and reads_as_news(heads, paras, least=3):
            entry.kind = "news_group"
        if heads and (
            entry.kind == "news_group" or (entry.kind == "topic" and holds_entries(entry, heads, self._sections))
        ):
            return self._take(entry, heads, paras)
        entry.paras = paras
        if not marks and (entry.kind == "news_group" or (entry.kind == "topic" and names_a_section(entry))):
            self._take_unnumbered(entry, paras)
        return []

    def _take_unnumbered(self, entry: Entry, paras: list[Para]) -> None:
        """Cut a group of news, or a section, whose entries have headings but no numbers, if it begins with one."""
        places = [place for place in range(len(paras)) if heads_news(paras, place)]
        if not places or places[0] != 0:
            return
        if entry.kind == "topic" and sum(names_a_part(paras[place].text, 3) for place in places) >= 0.5 * len(places):
            return
        entry.paras = []
        for order, place in enumerate(places):
            end = places[order + 1] if order + 1 < len(places) else len(paras)
            heading = squeeze(paras[place].text)
            child = Entry("", 2, heading, paras=paras[place + 1 : end])
            child.kind = entry_kind(heading, inside_news=entry.kind == "news_group")
            entry.children.append(child)

    def _take(self, entry: Entry, heads: list[tuple[int, Mark]], paras: list[Para]) -> list[Entry]:
        entry.paras = paras[: heads[0][0]]
        beside: list[Entry] = []
        for order, (place, mark) in enumerate(heads):
            end = heads[order + 1][0] if order + 1 < len(heads) else len(paras)
            longest = _LONG_HEADING if cites_document(fold(mark.title)) else _LONG_PART
            heading, body = self._cut_heading(paras[place], mark.number, mark.title, mark.at, longest)
            rest = paras[place + 1 : end]
            heading, rest = self._more_heading(heading, paras[place], rest, mark.number)
            child = Entry(mark.number, 2, squeeze(heading), paras=([body] if body else []) + rest)
            child.kind = entry_kind(child.heading, inside_news=entry.kind == "news_group")
            if child.kind == "news_group" or beside:
                # A group inside a section: groups hold no groups, so it and what follows stand beside the section.
                child.level = 1
                beside.append(child)
                self._children(child, mark.path[0], child.paras)
            else:
                entry.children.append(child)
        return beside

    def _part_mark(self, para: Para) -> Mark | None:
        """The mark of a part or news heading; where headings are bold, one that is not bold is text."""
        if not para.is_text:
            return None
        mark = mark_of(para)
        if mark is None:
            return None
        if para.styled and self._bold_marks:
            first = next((run for run in para.runs if any(c.isalpha() for c in run.text)), None)
            looks = first is not None and (first.bold or (first.italic and len(mark.path) >= 2) or is_caps(mark.title))
            listed = self._title_listed(mark.number, mark.title)
            if not looks and not (listed and same_title(listed, mark.title) >= 0.75):
                return None if len(mark.path) < 2 or len(mark.title.split()) > _LONG_PART else mark
        elif len(mark.path) == 1:
            words = len(mark.title.split())
            # The full name of a document is long and still a heading.
            longest = _LONG_HEADING if cites_document(fold(mark.title)) else _LONG_BARE_PART
            return mark if words <= longest and not mark.title.rstrip().endswith((".", ";", ":", ",")) else None
        return mark

    # -- headings -----------------------------------------------------------------------------------------

    def _title_listed(self, number: str, title: str) -> str:
        """The title that the contents table has for a number, the one most like ``title``; "" for none."""
        titles = self._listed.get(number, [])
        return max(titles, key=lambda listed: same_title(listed, title), default="")

    def _cut_heading(self, para: Para, number: str, title: str, at: int, longest: int) -> tuple[str, Para | None]:
        """Return the heading and what is left of its paragraph when text runs on after it."""
        whole = para.text
        if para.styled and para.runs and not para.bold:
            end = 0
            for run in para.runs:
                if not run.bold and any(c.isalnum() for c in run.text):
                    break
                end += len(run.text)
            head, rest = whole[at:end].strip(), whole[end:].strip()
            if len(head) >= 4 and len(rest.split()) >= 3:
                return head, replace(para, runs=split_runs(para.runs, end)[1])
        if not para.styled or not self._bold_marks:
            cut = run_in_end(title)
            if cut is not None and not same_title(self._title_listed(number, title), title) >= 0.8:
                return title[:cut].strip(), replace(para, runs=split_runs(para.runs, at + cut)[1])
        if para.styled and para.bold and not _OPENS_LINE.search(title):
            title = title.replace("\n", " ")  # broken by hand to look well
        if len(title.split()) <= longest and "\n" not in title:
            return title, None
        listed = self._title_listed(number, title)
        cut = end_of_title(title, listed, longest)
        if cut is None:
            return title, None
        return title[:cut].strip(), replace(para, runs=split_runs(para.runs, at + cut)[1])

    def _more_heading(self, heading: str, para: Para, rest: list[Para], number: str) -> tuple[str, list[Para]]:
        """Join a heading that goes on in the next paragraph: same look, small first letter, or as listed."""
        listed = self._title_listed(number, heading)
        while rest and rest[0].is_text and rest[0].text:
            more = rest[0]
            if mark_of(more) is not None or ITEM.match(more.text):
                break
            same_look = more.styled and para.bold and more.bold and para.italic == more.italic
            joined = f"{heading} {more.text}"
            goes_on = same_look and (
                starts_lower(more.text)
                or (is_caps(heading) and is_caps(more.text))
                or names_kind_only(fold(heading))
                or (lacks_subject(heading) and not lacks_subject(joined))
            )
            if (listed and same_look) or (listed and not more.styled):
                better = same_title(listed, joined) > same_title(listed, heading) + 0.05
                goes_on = goes_on or (better and len(more.text.split()) <= len(listed.split()))
            if not goes_on or len(joined.split()) > 100:
                break
            heading, rest = joined, rest[1:]
        return heading, rest

    # -- blocks -------------------------------------------------------------------------------------------

    def _finish(self, entry: Entry) -> ReadEntry:
        return ReadEntry(
            number=entry.number,
            level=entry.level,
            kind=entry.kind,
            heading=entry.heading,
            blocks=self._blocks(entry),
            children=tuple(self._finish(child) for child in entry.children),
        )

    def _blocks(self, entry: Entry) -> tuple[Block, ...]:
        blocks: list[Block] = []
        paras = flattened(entry.paras)
        place = 0
        while place < len(paras):
            para = paras[place]
            if para.picture is not None:
                place = self._picture(paras, place, blocks)
                continue
            if para.rows:
                blocks.append(Block(BlockKind.TABLE, rows=cells_of(para)))
            elif not para.styled and para.aside and para.text:
                self._picture_told(para.text, blocks)
            elif para.text:
                after = paras[place + 1] if place + 1 < len(paras) else None
                self._text(para, entry, blocks, after)
            place += 1
        return tuple(blocks)

    def _picture_told(self, text: str, blocks: list[Block]) -> None:
        """A picture of which plain text keeps the caption only; a credit in a line of its own goes with the one above."""
        caption, credit = split_credit(text)
        above = blocks[-1].picture if blocks else None
        if not caption and above is not None and not above.sha256 and above.caption and not above.credit:
            blocks[-1] = replace(blocks[-1], picture=replace(above, credit=credit))
        else:
            blocks.append(Block(BlockKind.PICTURE, picture=PictureRef("", 0, 0, caption, credit)))

    def _picture(self, paras: Sequence[Para], place: int, blocks: list[Block]) -> int:
        """Place the pictures standing here; the caption below goes to the last of them."""
        shown: list[ReadPicture] = []
        while place < len(paras) and (picture := paras[place].picture) is not None:
            shown.append(picture)
            place += 1
        lines: list[tuple[Run, ...]] = []
        while place < len(paras) and is_caption(paras[place], self._size, first=not lines):
            if lines and sum(len(run.text) for line in lines for run in line) > 400:
                break
            lines.append(paras[place].runs)
            place += 1
        text = squeeze("".join(run.text for run in join_runs(lines))) if lines else ""
        if not lines and blocks and len(shown) == 1 and self._caption_above(blocks[-1]):
            text = squeeze(blocks.pop().text)
        caption, credit = split_credit(text)
        for order, picture in enumerate(shown):
            sha = hashlib.sha256(picture.data).hexdigest()
            self.pictures[sha] = picture
            last = order == len(shown) - 1
            ref = PictureRef(sha, picture.width, picture.height, caption if last else "", credit if last else "")
            blocks.append(Block(BlockKind.PICTURE, picture=ref))
        return place

    def _caption_above(self, block: Block) -> bool:
        letters = [run for run in block.runs if run.text.strip()]
        return (
            block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
            and bool(letters)
            and all(run.italic for run in letters)
            and len(block.text.split()) <= 50
        )

    def _text(self, para: Para, entry: Entry, blocks: list[Block], after: Para | None) -> None:
        mark = self._part_mark(para)
        base = 2 if entry.level == 2 and len(entry.number.split(".")) > 1 else 1
        if mark is not None and (len(mark.path) > base or (not entry.number.isdecimal() and entry.level == 1)):
            title, body = self._cut_heading(para, mark.number, mark.title, mark.at, _LONG_PART)
            runs = split_runs(para.runs, mark.at)[1]
            if body is not None:
                runs = split_runs(runs, len(title))[0]
            if title:
                level = min(max(len(mark.path) - base, 1), 2)
                blocks.append(Block(BlockKind.PART, plain_look(runs), level=level, number=mark.number))
                if body is not None and body.runs:
                    blocks.append(Block(BlockKind.PARAGRAPH, body.runs))
                return
        item = ITEM.match(para.text)
        if item is not None and not (item.group("sign") == "*" and len(para.text.split()) > 25):
            runs = split_runs(para.runs, item.start("text"))[1]
            sign = item.group("sign")
            if sign == "*":
                blocks.append(Block(BlockKind.STAR, plain_look(runs)))
            else:
                blocks.append(Block(BlockKind.ITEM, runs, level=2 if sign in "+◦" else 1))
            return
        kind = self._kind(para)
        if kind is BlockKind.PARAGRAPH and not para.styled and stands_as_heading(para, after):
            kind = BlockKind.HEADING
        runs = plain_look(para.runs) if kind is BlockKind.HEADING else tidy(one_line(para.runs))
        blocks.append(Block(kind, runs))

    def _kind(self, para: Para) -> BlockKind:
        """Sub-heading, slogan or paragraph, by look; plain text has only capitals and quotation marks to show."""
        text = para.text.strip()
        words = len(text.split())
        quoted = text[:1] in '“"' and text.rstrip(".!").endswith(("”", '"')) and words <= 45 and text.count("“") <= 1
        if (
            para.styled
            and para.centred
            and words <= 45
            and (quoted or para.italic or is_caps(text) or text.endswith("!"))
        ):
            return BlockKind.QUOTE
        if quoted or (text.endswith("!") and words <= 20 and is_caps(text)):
            return BlockKind.QUOTE
        if para.bold and words <= 35 and not text.endswith(";"):
            return BlockKind.HEADING
        return BlockKind.PARAGRAPH
