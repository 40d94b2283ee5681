"""What this room shows on the register's pages: where published entries cite a directive, where it was published, and a tab of
finds in published issues. Only newest editions that the person may read; drafts never."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.urls import reverse
from django.utils.text import Truncator

from directives.files import STAMP_MESSAGE, NoPicture, NoText, PageShower, SecretText, TextReader
from directives.providers import CitingRoom, Place, SearchTab, TabRow
from directives.search.snippets import Piece, make_snippet
from documents.addresses import place_of
from documents.engines.reading.model import UnreadableFile
from documents.engines.reading.sandbox import first_page_file, read_text_file
from documents.models import Edition, EditionEntry, Entry
from organizations.models import Organization, User

_MOST_FINDS = 1000


def _readable(user: User) -> "QuerySet[EditionEntry]":
    editions = Edition.objects.visible_to(user).latest_of_each().not_withdrawn().order_by().values("pk")
    return EditionEntry.objects.filter(edition__in=editions)


def _own_publishers(user: User) -> set[str]:
    """Paths of the publishers whose issues the person takes for granted: of each membership the nearest above. One query."""
    above = Organization.objects.publishers().filter(path__in=user.reach.upward_paths())
    paths = sorted(above.order_by().values_list("path", flat=True), key=len)
    nearest = {hold: path for path in paths for hold in user.reach.paths() if hold.startswith(path)}
    return set(nearest.values())


def _place(entry: EditionEntry, own: set[str]) -> Place:
    """Where it stands: "tháng 12/2026, mục 2"; the publisher is named where it is not the person's own."""
    edition = entry.edition
    where = f"{edition.title[:1].lower()}{edition.title[1:]}"
    if edition.publisher.path not in own:
        where += f" của {edition.publisher.label}"
    where += f", mục {entry.number}" if entry.number else ""
    url = reverse("documents:bulletin_read", kwargs=place_of(edition))
    if entry.number:
        url += f"#muc-{entry.number.replace('.', '-')}"
    return Place(where, url, date(edition.year, edition.month, 1))


def _visible_texts(user: User) -> "QuerySet[Any, Any]":
    return _readable(user).filter(citing_text__isnull=False).order_by().values("citing_text")


def _text_places(user: User, citing_keys: Collection[int]) -> dict[int, Place]:
    rows = list(
        _readable(user).filter(citing_text__in=citing_keys).select_related("edition__publisher").defer("html", "text")
    )
    own = _own_publishers(user) if rows else set()
    return {row.citing_text_id: _place(row, own) for row in rows if row.citing_text_id}


entries_room = CitingRoom(_visible_texts, _text_places)


def published_directives(user: User, directive_keys: Collection[int]) -> dict[int, list[Place]]:
    """Where the entries made of these directives have been published: two queries."""
    rows = Entry.objects.filter(directive__in=directive_keys)
    return _published(user, dict(rows.values_list("uuid", "directive_id")))


def published_activities(user: User, activity_keys: Collection[int]) -> dict[int, list[Place]]:
    """Where the entries made of these news items have been published: two queries."""
    rows = Entry.objects.filter(activity__in=activity_keys)
    return _published(user, dict(rows.values_list("uuid", "activity_id")))


def _published(user: User, owners: dict[UUID, int | None]) -> dict[int, list[Place]]:
    """Places in published issues of the entries ``owners`` names, by what each was made of."""
    found: dict[int, list[Place]] = {}
    if owners:
        rows = list(
            _readable(user).filter(entry_uuid__in=owners).select_related("edition__publisher").defer("html", "text")
        )
        own = _own_publishers(user) if rows else set()
        for row in rows:
            key = owners[row.entry_uuid]
            if key is not None:
                found.setdefault(key, []).append(_place(row, own))
    return found


_Words = Sequence[tuple[tuple[str, ...], ...]]


def _stands(phrase: Sequence[str]) -> Q:
    """The phrase in whole words, whatever signs stand between them: "an toan" is not in "ban toan". Words are letters and digits,
    so nothing in them is a sign of the pattern; ``contains`` spares most rows the pattern."""
    wanted = Q(text_folded__regex=rf"(^|[^a-z0-9]){'[^a-z0-9]+'.join(phrase)}($|[^a-z0-9])")
    for word in phrase:
        wanted = Q(text_folded__contains=word) & wanted
    return wanted


def _search(wanted: Q, user: User, words: _Words, start: int, size: int) -> tuple[int, list[TabRow]]:
    rows = _readable(user).filter(wanted)
    for alternatives in words:
        one_of = Q()
        for phrase in alternatives:
            one_of |= _stands(phrase)
        rows = rows.filter(one_of)
    number = rows.order_by()[:_MOST_FINDS].count()
    if not size:
        return number, []
    rows = rows.select_related("edition__publisher").defer("html")
    together = _stands(_in_a_row(words)) if len(words) > 1 else Q(pk__isnull=False)
    apart = Case(When(together, then=0), default=1, output_field=IntegerField())
    page = rows.order_by(apart, "-edition__year", "-edition__month", "position", "pk")
    own = _own_publishers(user)
    return number, [TabRow(_title(row), _place(row, own), _cut(row.text, words)) for row in page[start : start + size]]


def _in_a_row(words: _Words) -> tuple[str, ...]:
    """The words as they were typed, one after another."""
    return tuple(word for alternatives in words for word in alternatives[0])


def _search_entries(user: User, words: _Words, start: int, size: int) -> tuple[int, list[TabRow]]:
    return _search(~Q(kind=Entry.Kind.NEWS), user, words, start, size)


def _search_news(user: User, words: _Words, start: int, size: int) -> tuple[int, list[TabRow]]:
    return _search(Q(kind=Entry.Kind.NEWS), user, words, start, size)


def _title(row: EditionEntry) -> str:
    return " ".join(filter(None, (f"{row.number}." if row.number else "", row.heading or row.short_title)))


def _cut(text: str, words: _Words) -> tuple[Piece, ...]:
    """A piece around the words asked for, where they stand in a row if they do; the beginning where they stand in the heading
    alone."""
    phrases = [phrase for alternatives in words for phrase in alternatives]
    pieces = make_snippet(text, [_in_a_row(words)]) or make_snippet(text, phrases)
    return pieces or (Piece(Truncator(text).chars(200, truncate=" …"), False),)


entries_tab = SearchTab("tai-lieu", "Trong tài liệu đã phát hành", _search_entries)
news_tab = SearchTab("tin", "Tin hoạt động", _search_news)


def read_text_of(suffix: str) -> TextReader:
    """A reader of the text of files with this ending, for the register: in a subprocess with limits."""

    def read(content: bytes) -> str:
        with NamedTemporaryFile(suffix=suffix) as file:
            file.write(content)
            file.flush()
            try:
                return read_text_file(Path(file.name), name=f"tep{suffix}")
            except UnreadableFile as error:
                # A stamp is no lack of text: the file must not be kept.
                if error.code == "state_secret":
                    raise SecretText(STAMP_MESSAGE) from None
                raise NoText from error

    return read


def show_page_of(suffix: str) -> PageShower:
    """A maker of a picture of the first page of files with this ending: in a subprocess with limits."""

    def show(content: bytes) -> bytes:
        with NamedTemporaryFile(suffix=suffix) as file:
            file.write(content)
            file.flush()
            try:
                return first_page_file(Path(file.name), name=f"tep{suffix}")
            except UnreadableFile as error:
                raise NoPicture from error

    return show
