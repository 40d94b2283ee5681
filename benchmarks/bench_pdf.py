"""The PDF of a 20-page issue with 10 photos against bare typst setting the same text and pictures with a plain template.

    python benchmarks/bench_pdf.py

Both are measured in turns in one process, with another text each time, so that nothing is taken from typst's memory.
Three figures: the first print of an issue (every photo is brought to print size), a later one (photos kept from before,
as on every preview), and the size of the file. Limits: 2.0 times bare typst for the later ones, 2 MB. Exits 1 over a limit.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import typst

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import verdict
from documents.engines.blocks import Block
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.pages import page_count
from documents.rendering.pdf import render_pdf
from tests.documents.bulletins import text
from tests.documents.issues import Pictures, entry, issue, item, paragraph, part

ROUNDS = 7
RATIO_LIMIT = 2.0
SIZE_LIMIT_MB = 2.0
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)

# What anybody would write in five minutes: headings, paragraphs, pictures with captions, a contents list.
BARE = """
#let data = json("bare.json")
#set document(title: data.title, date: none)
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: "1")
#set text(font: "Libertinus Serif", size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: 10mm)
#outline()
#for one in data.blocks {
  if one.kind == "heading" { heading(one.text) }
  else if one.kind == "picture" { figure(image(one.file, width: 119mm), caption: one.text) }
  else { par(one.text) }
}
"""


def made_issue(pictures: Pictures, round_: int) -> IssueContent:
    """Six entries, ten photos, about twenty pages; each round has a text of its own."""
    photos = [
        pictures.draw(seed, caption=f"Quang cảnh buổi làm việc thứ {seed}", credit="Ảnh: Hà Vi") for seed in range(10)
    ]

    def blocks(number: int) -> Iterator[Block]:
        for place in range(4):
            yield part(f"{number}.{place + 1}", f"Phần thứ {place + 1}, lần {round_}")
            for line in range(4):
                yield paragraph(f"Lần {round_}, mục {number}: " + text(number * 7 + place * 3 + line + round_, 3))
            yield item(text(place + number + round_, 2))
        yield from photos[(number - 1) * 2 : number * 2] if number <= 5 else ()

    return issue(
        *(entry(str(number), f"Mục thứ {number} của tài liệu, lần {round_}", *blocks(number)) for number in range(1, 7))
    )


def flat_blocks(content: IssueContent) -> Iterator[dict[str, str]]:
    entry_: EntryContent
    for entry_ in content.entries:
        yield {"kind": "heading", "text": f"{entry_.number}. {entry_.heading}"}
        for block in entry_.blocks:
            if block.picture is not None:
                yield {"kind": "picture", "text": block.picture.caption, "file": f"{block.picture.sha256}.jpg"}
            else:
                yield {"kind": "heading" if block.number else "text", "text": block.text}


def bare_pdf(content: IssueContent, folder: Path, fonts: typst.Fonts) -> bytes:
    data = {"title": content.title, "blocks": list(flat_blocks(content))}
    (folder / "bare.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    compiler = typst.Compiler(folder / "bare.typ", root=folder, font_paths=fonts, ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", timestamp=int(NOW.timestamp()))
    assert isinstance(pdf, bytes)
    return pdf


def timed(times: list[float], begin: float) -> None:
    times.append(time.perf_counter() - begin)


def main() -> int:
    """Measure, print, and return 1 over a limit."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    bare: list[float] = []
    first: list[float] = []
    later: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = Pictures(folder)
        (folder / "bare.typ").write_text(BARE, encoding="utf-8")
        made_issue(pictures, 0)
        for digest, path in pictures.files.items():
            (folder / f"{digest}.jpg").write_bytes(path.read_bytes())
        for round_ in range(-1, ROUNDS):  # round -1 warms up all three and is not counted
            contents = [made_issue(pictures, 3 * round_ + turn) for turn in range(3)]
            begin = time.perf_counter()
            plain = bare_pdf(contents[0], folder, fonts)
            timed(bare, begin)
            begin = time.perf_counter()
            render_pdf(contents[1], pictures=pictures.files, now=NOW)
            timed(first, begin)
            begin = time.perf_counter()
            made = render_pdf(contents[2], pictures=pictures.files, now=NOW, cache_dir=folder / "cache")
            timed(later, begin)
    plain_s, first_s, later_s = (statistics.median(times[1:]) for times in (bare, first, later))
    print(
        f"bare typst {plain_s * 1000:.0f} ms ({page_count(plain)} pages, {len(plain) / 1e6:.1f} MB); portal first print"
        f" {first_s * 1000:.0f} ms ({first_s / plain_s:.2f} ×), later {later_s * 1000:.0f} ms ({made.pages} pages)"
    )
    kept = [
        verdict("PDF against bare typst", later_s / plain_s, RATIO_LIMIT, unit=" ×"),
        verdict("size of the PDF with 10 photos", len(made.pdf) / 1e6, SIZE_LIMIT_MB, unit=" MB"),
    ]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
