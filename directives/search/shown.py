"""What is shown of finds: the directives of one page, and a piece of each one's text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from django.db import connection
from django.db.models import Model

from directives.models import Directive, DirectiveKind
from directives.search.query import Question
from directives.search.snippets import Piece, make_snippet, snippet_text
from directives.search.statements import run
from organizations.models import Organization

_Named = TypeVar("_Named", bound=Model)
PAGE_SIZE = 20
# What lists and exports show of a directive; all else is read when it is asked for.
_SHOWN = (
    "id", "kind_id", "register_id", "number", "sequence", "issued_on", "effective_on", "expires_on", "subject", "signer",
    "issuing_organ", "issuer_printed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A directive that was found and a piece of its text; ``is_title``: the piece is of the title, which stands there anyway."""

    directive: Directive
    snippet: tuple[Piece, ...]
    is_title: bool = False


def hits_of(keys: Sequence[int], question: Question) -> list[Hit]:
    """The directives with these keys, in this order, each with a piece of its text around the words of the question."""
    if not keys:
        return []
    # Texts are needed only to cut pieces out of them.
    rows, with_files = _rows_of(keys, with_texts=bool(question.groups))
    if not question.groups:
        return [Hit(rows[key], ()) for key in keys if key in rows]
    bodies = {key: _cut(row.body and snippet_text(row.body), question) for key, row in rows.items()}
    files = _cut_of_files([key for key in with_files if not bodies[key]], question)
    hits = []
    for key in keys:
        if key in rows:
            piece = bodies[key] or files.get(key, ()) or _cut_of_signer(rows[key].signer, question)
            hits.append(
                Hit(rows[key], piece) if piece else Hit(rows[key], _cut(rows[key].subject, question, whole=True), True)
            )
    return hits


# Whether a directive has a file that could be read.
_HAS_TEXT = "EXISTS (SELECT 1 FROM directives_directivefile f WHERE f.directive_id = d.id AND f.text <> '')"
# The names that stand beside a directive: looked up row by row, for to plan a join takes longer than twenty rows do.
_NAMES = """
    (SELECT k.name FROM directives_directivekind k WHERE k.id = d.kind_id),
    (SELECT r.name FROM organizations_organization r WHERE r.id = d.register_id),
    (SELECT r.short_name FROM organizations_organization r WHERE r.id = d.register_id)
"""
_DAYS = ("issued_on", "effective_on", "expires_on")


def _rows_of(keys: Sequence[int], *, with_texts: bool) -> tuple[dict[int, Directive], list[int]]:
    """Directives with kind and register, by key, and the keys of those with a file that could be read: by one statement written
    here, for twenty rows put together by way of a queryset cost more than a search for them. Whether they may be seen was asked
    before."""
    fields = _in_order(Directive, (*_SHOWN, "body") if with_texts else _SHOWN)
    # A statement for a page, whether full or not, so that it is planned once.
    asked = [*keys, *([keys[-1]] * (PAGE_SIZE - len(keys)))]
    marks = ", ".join(["%s"] * len(asked))
    sql = f"""
        SELECT {", ".join(f"d.{name}" for name in fields)}, {_NAMES}, {_HAS_TEXT if with_texts else "0"}
        FROM directives_directive d WHERE d.id IN ({marks})
    """  # noqa: S608 - names of columns are ours, values are parameters
    days = [fields.index(name) for name in _DAYS]
    kinds: dict[int | None, DirectiveKind | None] = {None: None}
    registers: dict[int | None, Organization | None] = {None: None}
    found: dict[int, Directive] = {}
    with_files: list[int] = []
    for *values, kind, register, short, has_text in run(sql, asked, planned=len(asked) == PAGE_SIZE):
        for place in days:
            values[place] = as_day(values[place])
        row = Directive.from_db(connection.alias, fields, values)
        if row.kind_id not in kinds:
            kinds[row.kind_id] = _named(DirectiveKind, id=row.kind_id, name=kind)
        if row.register_id not in registers:
            registers[row.register_id] = _named(Organization, id=row.register_id, name=register, short_name=short)
        row.kind, row.register = kinds[row.kind_id], registers[row.register_id]
        found[row.pk] = row
        if has_text:
            with_files.append(row.pk)
    return found, with_files


@cache
def _in_order(model: type[Model], names: tuple[str, ...]) -> list[str]:
    """These columns in the order of the model, in which ``from_db`` wants them."""
    return [field.attname for field in model._meta.concrete_fields if field.attname in names]


def _named(model: type[_Named], **values: object) -> _Named:
    """An object of which no more is known than these columns; all else is read when it is asked for."""
    order = _in_order(model, tuple(values))
    return model.from_db(connection.alias, order, [values[name] for name in order])


def as_day(value: date | str | None) -> date | None:
    """A day as the database gives it where no queryset stands between: SQLite keeps it as text."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _cut(text: str, question: Question, *, whole: bool = False) -> tuple[Piece, ...]:
    """A piece of ``text`` around the words of the question; () where none stands in it."""
    if not text:
        return ()
    folded = [phrase for group in question.groups for phrase in group.folded]
    exact = [phrase for group in question.groups for phrase in group.exact] if question.spelt else []
    return make_snippet(text, folded, exact, unfinished=question.unfinished, whole=whole)


def _cut_of_signer(signer: str, question: Question) -> tuple[Piece, ...]:
    return _cut(f"Người ký: {signer}", question) if signer else ()


def _cut_of_files(keys: Sequence[int], question: Question) -> dict[int, tuple[Piece, ...]]:
    """Pieces of the first file that has the words, one a directive."""
    found: dict[int, tuple[Piece, ...]] = {}
    if keys:
        marks = ", ".join(["%s"] * len(keys))
        sql = f"SELECT directive_id, text FROM directives_directivefile WHERE directive_id IN ({marks}) AND text <> '' ORDER BY id"  # noqa: S608
        for key, text in run(sql, keys):
            if not found.get(key):
                found[key] = _cut(text, question)
    return found


def text_of(hit: Hit) -> str:
    """All that a find can have been found by."""
    row = hit.directive
    names = [row.subject, row.issuer_label, row.signer, row.kind.name if row.kind else "", row.number]
    return " ".join([*names, row.body, *(piece.text for piece in hit.snippet)])
