"""Reading finished bulletins and raw material: .docx, .pdf and .txt into one neutral structure.

``sandbox.read_file`` is the door for files from outside: it parses in a process of its own, with limits.
``read_bytes_here`` does the same work in this process, for tests and for the worker itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from documents.engines.reading.model import Para, ReadEntry, ReadIssue, ReadPicture, TocLine, UnreadableFile

if TYPE_CHECKING:
    from documents.engines.reading.fragment import ReadFragment

_UNKNOWN = (
    "Cổng đọc được tệp .docx, .pdf và .txt; tệp này thuộc loại khác. "
    "Đồng chí hãy lưu tài liệu thành một trong ba loại trên rồi tải lên lại."
)


def read_paras(data: bytes, *, name: str, progress: Callable[[float], None] | None = None) -> tuple[Para, ...]:
    """Return the paragraphs of a file; ``name`` gives its type by its ending, its first bytes must agree.

    Raises UnreadableFile with every code but timeout, memory and crashed.
    """
    from documents.engines.reading import guard

    guard.check_size(len(data))
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending == "pdf" or data[:5] == b"%PDF-":
        from documents.engines.reading.pdf import read_pdf

        paras = read_pdf(data, progress)
    elif ending == "docx" or data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        from documents.engines.reading.docx import read_docx

        paras = read_docx(data)
    elif ending in ("txt", "text", ""):
        from documents.engines.reading.txt import read_txt

        paras = read_txt(data)
    else:
        raise UnreadableFile("unknown_format", _UNKNOWN)
    guard.check_text(paras)
    return paras


def read_issue_here(data: bytes, *, name: str, progress: Callable[[float], None] | None = None) -> ReadIssue:
    """Return the issue in a file's bytes, parsed in this very process (tests, worker). Raises UnreadableFile."""
    from documents.engines.outline import build_issue

    return build_issue(read_paras(data, name=name, progress=progress))


def read_fragment_here(data: bytes, *, name: str, progress: Callable[[float], None] | None = None) -> "ReadFragment":
    """Return one piece of raw material in a file's bytes, parsed in this very process. Raises UnreadableFile."""
    from documents.engines.reading.fragment import build_fragment

    return build_fragment(read_paras(data, name=name, progress=progress))


read_bytes_here = read_issue_here

__all__ = [
    "Para",
    "ReadEntry",
    "ReadIssue",
    "ReadPicture",
    "TocLine",
    "UnreadableFile",
    "read_bytes_here",
    "read_fragment_here",
    "read_issue_here",
    "read_paras",
]
