"""The paragraphs of a file as plain lines, with those in tables: a letterhead is mostly set as a table."""

from collections.abc import Iterable, Iterator

from documents.engines.reading.model import Para


def plain_lines(paras: Iterable[Para]) -> Iterator[str]:
    """Yield the paragraphs as plain text in order, those of tables too."""
    for para in paras:
        if para.rows:
            for row in para.rows:
                for cell in row:
                    yield from plain_lines(cell.paras)
        else:
            yield para.text
