"""Whole bulletins in the shapes of many committees: sections above entries, entries without numbers, captions, columns."""

import re
from collections.abc import Callable

import pytest

from cadre_portal.text import fold
from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import issue_as_json
from tests.documents.shapes import Shape, load, shapes

_FORMATS: dict[str, tuple[str, Callable[[Shape], bytes]]] = {
    "txt": ("txt", Shape.as_txt),
    "docx with heading styles": ("docx", lambda shape: shape.as_docx(styles=True)),
    "docx with bold headings": ("docx", lambda shape: shape.as_docx(styles=False)),
    "docx decomposed": ("docx", lambda shape: shape.as_docx(styles=True, decomposed=True)),
    "pdf": ("pdf", Shape.as_pdf),
    "pdf of two columns": ("pdf", lambda shape: shape.as_pdf(columns=2)),
}


def _words(text: object) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(str(text))).strip()


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("name", shapes())
def test_the_outline_month_and_captions_are_those_an_editor_expects(name: str, form: str) -> None:
    shape = load(name)
    ending, make = _FORMATS[form]

    read = issue_as_json(read_issue_here(make(shape), name=f"{name}.{ending}"))

    given = [(row["number"], row["kind"], _words(row["title"])) for row in read["outline"]]
    wanted = [
        (row["number"], row["kind"], _words(row["title"]))
        for row in shape.outline
        if "optional" not in row or (row["number"], row["kind"], _words(row["title"])) in given
    ]
    assert given == wanted
    assert [_words(row["text"]) for row in read["captions"]] == [_words(text) for text in shape.captions]
    assert (read["issue"]["month"], read["issue"]["year"]) == (int(shape.options["month"]), int(shape.options["year"]))
