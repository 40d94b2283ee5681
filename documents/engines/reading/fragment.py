"""One piece of raw material (a news item, a directive as sent) as title, blocks and pictures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cadre_portal.text import fold, squeeze
from documents.engines.blocks import Block
from documents.engines.outline import body_size
from documents.engines.outline.entries import EntryBuilder
from documents.engines.outline.mend import mended
from documents.engines.outline.pieces import flattened
from documents.engines.reading.lines import ENDS_SENTENCE, ITEM, is_caps
from documents.engines.reading.model import Para, ReadPicture
from documents.engines.reading.plain_lines import plain_lines

# The line under the letterhead that names what the document is, in capitals by itself.
_KIND_LINE = re.compile(
    r"^(?:nghi quyet|chi thi|ket luan|quyet dinh|quy dinh|quy che|thong tri|thong bao|huong dan|ke hoach|"
    r"chuong trinh(?: hanh dong| cong tac)?|de an|bao cao|to trinh|cong van|loi keu goi|thu keu goi|thu ngo)$"
)
# "1.", "II.", "A.", "Phần thứ nhất", "Chương I", "Điều 1": the text begins, the subject has ended.
_DIVISION = re.compile(r"^(?:(?:\d+|[ivx]+|[a-e])[.)/]|(?:phan|chuong|muc|dieu)\s+(?:thu\s|\d|[ivx]+\b))")
# Lines of a letterhead are short; the longest are names of bodies beside place and date.
_LETTERHEAD = 40
_DIVIDER = re.compile(r"^[\s*_=–—-]+$")


@dataclass(frozen=True, slots=True)
class ReadFragment:
    """A piece of raw material: title ("" where none is told), its blocks, pictures by sha256, warnings.

    ``text``: its plain lines with the letterhead, which the blocks leave out.
    """

    title: str
    blocks: tuple[Block, ...]
    pictures: Mapping[str, ReadPicture] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    text: str = ""


def build_fragment(paras: Sequence[Para]) -> ReadFragment:
    """Return the title and blocks of one piece of raw material.

    Of a directive the letterhead is left out and the title is kind and subject ("Kế hoạch về …"); else the title
    is the first line that stands as one: bold, in capitals, or short without a full stop.
    """
    paras = mended(flattened(paras))
    title, start = _title(paras)
    body = list(paras[start:])
    builder = EntryBuilder(body, (), body_size(body))
    blocks = builder.piece()
    return ReadFragment(title, blocks, builder.pictures, tuple(builder.warnings), text="\n".join(plain_lines(paras)))


def _title(paras: Sequence[Para]) -> tuple[str, int]:
    for place, para in enumerate(paras[:30]):
        if len(para.text.split()) > _LETTERHEAD:
            # Running text has begun: a kind in capitals further down heads something else, and nothing above it is lost.
            break
        lines = [line for line in para.text.split("\n") if line.strip()]
        if para.is_text and lines and is_caps(lines[0]) and _KIND_LINE.match(fold(lines[0])):
            words, after = [lines[0].capitalize(), *lines[1:]], place + 1
            while after < len(paras) and _subject_goes_on(paras[after]):
                words.append(paras[after].text)
                after += 1
            if after < len(paras) and _DIVIDER.match(paras[after].text):
                after += 1
            return squeeze(" ".join(words)), after
    for place, para in enumerate(paras[:3]):
        text = squeeze(para.text)
        if not para.is_text or not text:
            continue
        short = len(text.split()) <= 30 and not ENDS_SENTENCE.search(text) and not ITEM.match(text)
        if para.bold or is_caps(text) or (short and len(paras) > place + 1):
            return text, place + 1
        return "", 0
    return "", 0


def _subject_goes_on(para: Para) -> bool:
    """Whether a line below the kind still belongs to the subject: centred or bold, and no divider or number."""
    text = para.text.strip()
    if not para.is_text or not text or _DIVIDER.match(text) or _DIVISION.match(fold(text)):
        return False
    return (para.centred or para.bold) and len(text.split()) <= 70
