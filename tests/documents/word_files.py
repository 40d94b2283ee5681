"""Edits Word files as people do: with python-docx, with LibreOffice, and with tracked changes and comments written as XML."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

WHEN = "2026-11-20T09:30:00Z"
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


def edited(data: bytes, edit: Callable[[DocxDocument], object]) -> bytes:
    """The file after ``edit``, saved by python-docx."""
    document = Document(io.BytesIO(data))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph_with(document: DocxDocument, words: str) -> Paragraph:
    """The last paragraph that holds these words: contents and headings may hold them before."""
    return [one for one in document.paragraphs if words in one.text.replace("\u00a0", " ")][-1]


def set_text(paragraph: Paragraph, text: str) -> None:
    """Type over a paragraph, keeping its marks: the first run gets the text, the others end."""
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run._r.getparent().remove(run._r)


def swap(document: DocxDocument, old: str, new: str) -> None:
    """Replace words inside a paragraph."""
    paragraph = paragraph_with(document, old)
    for run in paragraph.runs:
        if old in run.text.replace("\u00a0", " "):
            run.text = run.text.replace("\u00a0", " ").replace(old, new)
            return
    set_text(paragraph, paragraph.text.replace("\u00a0", " ").replace(old, new))


def add_after(paragraph: Paragraph, text: str, style: str | None = None) -> Paragraph:
    """A new paragraph below."""
    element = parse_xml(f"<w:p {nsdecls('w')}/>")
    paragraph._p.addnext(element)
    made = Paragraph(element, paragraph._parent)
    if style:
        made.style = style
    made.add_run(text)
    return made


def drop(paragraph: Paragraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def drop_marks(document: DocxDocument) -> None:
    """What a copy into a new file loses: all bookmarks."""
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)


def track_insertion(paragraph: Paragraph, text: str, author: str = "Hà Vi") -> None:
    """Type at the end of a paragraph with Track Changes on."""
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="901" w:author="{author}" w:date="{WHEN}">'
            f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'
        )
    )


def track_deletion(paragraph: Paragraph, author: str = "Hà Vi", *, whole: bool = False) -> None:
    """Delete the last run, or the whole paragraph with its mark, with Track Changes on."""
    runs = list(paragraph.runs) if whole else [paragraph.runs[-1]]
    for run in runs:
        deletion = parse_xml(f'<w:del {nsdecls("w")} w:id="902" w:author="{author}" w:date="{WHEN}"/>')
        run._r.addprevious(deletion)
        deletion.append(run._r)
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")
            text.set(qn("xml:space"), "preserve")
    if whole:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="903" w:author="{author}" w:date="{WHEN}"/></w:rPr>')
        )


def comment_on(data: bytes, words: str, remark: str, author: str = "Lê Minh") -> bytes:
    """Put a comment on the paragraph that holds ``words``, as Word stores it."""

    def mark(document: DocxDocument) -> None:
        paragraph = paragraph_with(document, words)
        document.add_comment(paragraph.runs, text=remark, author=author, initials="LM")

    return edited(data, mark)


def through_libreoffice(data: bytes, folder: Path) -> bytes:
    """Opened and saved as .docx by LibreOffice, with a profile of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "in.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(folder / "in.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "out" / "in.docx").read_bytes()


def parts_of(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())
