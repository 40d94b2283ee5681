"""Finds directives: the order is tier of match, then newest, number, key; the same list on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import ExtractYear

from cadre_portal.text import words
from directives.issuers import agency_scope, read_issuer_name
from directives.models import Citation, Directive, DirectiveQuerySet
from directives.providers import Place, places_of, visible_citing_texts
from directives.search.engine import Engine, Row, Source, base_sql, get_engine, run
from directives.search.index import key_at
from directives.search.query import Question
from directives.search.snippets import Piece, make_snippet, snippet_text
from directives.search.tiers import Tier, file_tier, relaxed_tier, tiers_of
from organizations.models import Organization, User

PAGE_SIZE = 20
# Nobody turns more pages than this; every further one costs more.
LAST_PAGE = 50
_MOST_CITED = 200
# What lists and exports show of a directive; all else is read when it is asked for.
_SHOWN = (
    "number", "sequence", "issued_on", "effective_on", "expires_on", "subject", "signer", "issuing_organ", "issuer_printed",
    "kind__name", "register__name", "register__short_name",
)  # fmt: skip
# What the words of an agency have beside its names.
_ORGAN_WORDS = frozenset(word for label in Directive.Organ.labels for word in words(str(label)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A directive that was found and a piece of its text; ``is_title``: the piece is of the title, which stands there anyway."""

    directive: Directive
    snippet: tuple[Piece, ...]
    is_title: bool = False


@dataclass(slots=True)
class CitedOnly:
    """A document that is cited but not in the register ("chưa có toàn văn"): what is printed of it, and where."""

    citation: Citation
    places: list[Place] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """One page of finds. ``question``: what was really asked in the end; ``notes``: what was let go to find anything."""

    hits: list[Hit]
    has_more: bool
    question: Question
    notes: tuple[str, ...] = ()
    cited: tuple[CitedOnly, ...] = ()
    tiers: tuple[Tier, ...] = ()


def narrowed(base: DirectiveQuerySet, question: Question) -> DirectiveQuerySet:
    """``base`` with what the question says of kind, time and agency (with all below it and its predecessors)."""
    if question.kinds:
        base = base.filter(kind__in=[kind.pk for kind in question.kinds])
    if question.period is not None:
        if question.period.first:
            base = base.filter(issued_on__gte=question.period.first)
        if question.period.last:
            base = base.filter(issued_on__lte=question.period.last)
    if question.agency is not None:
        base = base.issued_by(agency_scope(question.agency))
    return base


def search(
    *,
    user: User,
    question: Question,
    base: DirectiveQuerySet,
    page: int = 1,
    size: int = PAGE_SIZE,
    sort: str = "lien_quan",
) -> Results:
    """Find one page. ``base``: directives the person may see, filters of the form applied. ``sort``: lien_quan (relevance), moi
    (newest) or cu (oldest first).

    Where nothing is found the question is loosened step by step: time, kind, agency let go, then one of the words.
    """
    page = min(max(page, 1), LAST_PAGE)
    asked = question
    notes: tuple[str, ...] = ()
    keys, tiers = _keys(user, question, base, page * size + 1, sort)
    for looser, note in _looser(question):
        if keys:
            break
        keys, tiers = _keys(user, looser, base, page * size + 1, sort)
        if keys:
            asked, notes = looser, (note,)
    shown = keys[(page - 1) * size : page * size]
    cited = cited_only(user, question) if page == 1 else ()
    return Results(_hydrated(shown, asked), len(keys) > page * size, asked, notes, cited, tuple(tiers))


def _looser(question: Question) -> list[tuple[Question, str]]:
    steps: list[tuple[Question, str]] = []
    if question.period is not None and (question.groups or question.has_number):
        without = replace(question, period=None)
        steps.append(
            (without, f"Không có văn bản nào trong {question.period.label}; đây là kết quả của mọi thời gian.")
        )
    if question.kinds and question.groups:
        names = " hoặc ".join(kind.name for kind in question.kinds)
        without = replace(question, kinds=())
        steps.append((without, f"Không có {names} nào khớp; đây là kết quả của mọi loại văn bản."))
    if question.agency is not None and (question.groups or question.has_number):
        without = replace(question, agency=None, period=None, kinds=())
        steps.append((without, f"Không có văn bản khớp của {question.agency.label}; đây là kết quả của mọi cơ quan."))
    if question.has_number and question.number_words and not question.sequence:
        text = replace(question, number_key="", sequence=None)
        if text.groups:
            steps.append((text, "Không có văn bản mang số này; đây là văn bản có các từ đã gõ."))
    return steps


# --- Which, in order ----------------------------------------------------------------------------------------------


def _keys(
    user: User, question: Question, base: DirectiveQuerySet, needed: int, sort: str
) -> tuple[list[int], list[Tier]]:
    """Keys of the first ``needed`` finds in order, and the tiers that count as finds at all."""
    base = narrowed(base, question)
    if question.has_number:
        return _by_number(user, question, base, needed, sort), []
    if not question.groups:
        return _browse(question, base, needed, sort), []
    engine = get_engine()
    source = base_sql(base, "pk")
    if source is None:
        return [], []
    tiers = tiers_of(question)
    whole = [tiers[-1], file_tier(question)]
    places = _by_words(engine, source, tiers, file_tier(question), needed, sort)
    if not places:
        relaxed = relaxed_tier(question)
        if relaxed is not None:
            whole = [relaxed]
            places = engine.places(source, relaxed, needed)
    return [key_at(place) for place in places], whole


def _by_words(engine: Engine, source: Source, tiers: Sequence[Tier], files: Tier, needed: int, sort: str) -> list[int]:
    if sort in {"moi", "cu"}:
        oldest = sort == "cu"
        found = set(engine.places(source, tiers[-1], needed, oldest_first=oldest))
        found.update(engine.places(source, files, needed, oldest_first=oldest))
        return sorted(found, reverse=not oldest)[:needed]
    if tiers[0].column == "agency" and not _may_name_an_agency(tiers[0]):
        tiers = tiers[1:]
    return engine.ranked(source, (*tiers, files), needed)


def _may_name_an_agency(tier: Tier) -> bool:
    """Whether some organisation has all these words in its name. Hardly a question does, and to learn that from the engine
    costs it a walk through every row that has the words anywhere."""
    conditions: list[str] = []
    values: list[str] = []
    for phrases in tier.wanted:
        parts = [[f"%{word}%" for word in phrase if word not in _ORGAN_WORDS] for phrase in phrases]
        if all(parts):
            one_of = (" AND ".join(["name_folded LIKE %s"] * len(part)) for part in parts)
            conditions.append(f"(({') OR ('.join(one_of)}))")
            values += [value for part in parts for value in part]
    if not conditions:
        return True
    # Words are letters and digits: nothing in them is a sign of LIKE.
    sql = f"SELECT 1 FROM organizations_organization WHERE {' AND '.join(conditions)} LIMIT 1"  # noqa: S608
    return bool(run(sql, values))


def _by_number(user: User, question: Question, base: DirectiveQuerySet, needed: int, sort: str) -> list[int]:
    """The number itself, then numbers that begin with it. Of equals: own register, upper ones, others; newest first."""
    keys: list[int] = []
    for condition in number_conditions(question):
        # Numbers first, by their index; without statistics SQLite would begin with the holders instead.
        rows = base.filter(pk__in=Directive.objects.filter(condition).order_by().values("pk"))
        if keys:
            rows = rows.exclude(pk__in=keys)
        order = [F("words__place").asc()] if sort == "cu" else [F("words__place").desc(nulls_last=True)]
        if sort == "lien_quan":
            nearest = rows.order_by(_nearness(user).asc(), *order)
            found = list(nearest.values_list("pk", "subject_folded")[: max(needed, 200)])
            if question.groups:
                found.sort(key=lambda row: not _has_words(row[1], question))
            keys += [row[0] for row in found]
        else:
            keys += list(rows.order_by(*order).values_list("pk", flat=True)[:needed])
        if len(keys) >= needed:
            break
    return keys[:needed]


def number_conditions(question: Question) -> list[Q]:
    """What number is meant, the surest first. Beginnings are ranges, so that an index serves on both databases."""
    if question.number_key:
        exact = [Q(number_key=question.number_key)]
        return exact if question.has_organ else [*exact, _begins(question.number_key)]
    exact_sequence = Q(sequence=question.sequence)
    # One digit begins a tenth of all numbers: that answers nothing.
    if question.sequence is None or question.sequence < 10:
        return [exact_sequence]
    return [exact_sequence, _begins(str(question.sequence))]


def _begins(text: str) -> Q:
    return Q(number_key__gte=text, number_key__lt=text[:-1] + chr(ord(text[-1]) + 1), number_key__startswith=text)


def _has_words(subject_folded: str, question: Question) -> bool:
    have = f" {' '.join(words(subject_folded))} "
    return all(any(f" {' '.join(phrase)} " in have for phrase in group.folded) for group in question.groups)


def _nearness(user: User) -> Case:
    """0 for the register of one's own committee, 1, 2 … for those above, last for all others."""
    paths = sorted(user.reach.upward_paths(), key=len, reverse=True)
    whens = [When(register__path=path, then=Value(place)) for place, path in enumerate(paths)]
    return Case(*whens, default=Value(len(paths)), output_field=IntegerField())


def _browse(question: Question, base: DirectiveQuerySet, needed: int, sort: str) -> list[int]:
    """No words: newest first; of an agency its own documents before those of the bodies below it."""
    engine = get_engine()

    def newest(rows: DirectiveQuerySet, count: int) -> list[int]:
        source = base_sql(rows, "pk")
        return [] if source is None else engine.newest(source, count, oldest_first=sort == "cu")

    if question.agency is None or sort != "lien_quan":
        return [key_at(place) for place in newest(base, needed)]
    itself = Organization.objects.filter(pk=question.agency.pk).with_predecessors().order_by().values("pk")
    places = newest(base.filter(register__in=itself), needed)
    if len(places) < needed:
        places += newest(base.exclude(register__in=itself), needed - len(places))
    return [key_at(place) for place in places]


# --- What is shown ------------------------------------------------------------------------------------------------


def _hydrated(keys: Sequence[int], question: Question) -> list[Hit]:
    if not keys:
        return []
    # Texts are needed only to cut pieces out of them.
    fields = (*_SHOWN, "body") if question.groups else _SHOWN
    found = Directive.objects.filter(pk__in=keys).select_related("kind", "register").only(*fields).order_by()
    rows = {row.pk: row for row in found}
    if not question.groups:
        return [Hit(rows[key], ()) for key in keys if key in rows]
    bodies = {key: _cut(row.body and snippet_text(row.body), question) for key, row in rows.items()}
    files = _cut_of_files([key for key, piece in bodies.items() if not piece], question)
    hits = []
    for key in keys:
        if key in rows:
            piece = bodies[key] or files.get(key, ())
            hits.append(
                Hit(rows[key], piece) if piece else Hit(rows[key], _cut(rows[key].subject, question, whole=True), True)
            )
    return hits


def _cut(text: str, question: Question, *, whole: bool = False) -> tuple[Piece, ...]:
    """A piece of ``text`` around the words of the question; () where none stands in it."""
    if not text:
        return ()
    folded = [phrase for group in question.groups for phrase in group.folded]
    exact = [phrase for group in question.groups for phrase in group.exact] if question.spelt else []
    return make_snippet(text, folded, exact, unfinished=question.unfinished, whole=whole)


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


def cited_only(user: User, question: Question) -> tuple[CitedOnly, ...]:
    """Documents with the number asked for that are cited in texts the person may see, and stand in no register."""
    # Hardly a number is cited without standing in the register: that is asked first, for it costs least.
    column, value = ("number_key", question.number_key) if question.number_key else ("sequence", question.sequence)
    missing = f"SELECT 1 FROM directives_citation WHERE {column} = %s AND directive_id IS NULL LIMIT 1"  # noqa: S608
    if not question.has_number or not run(missing, [value]):
        return ()
    cited = Citation.objects.unresolved().filter(number_conditions(question)[0])
    if question.kinds:
        names = {name.strip() for kind in question.kinds for name in (kind.name, *kind.aliases.split(","))}
        cited = cited.filter(kind_name__in=names | {""})
    cited = cited.defer("title_folded").order_by("-issued_on", "pk")
    # Most numbers have none: only then is it worth asking for rights. What stands in texts one may not see has no place
    # below and is dropped; where there are very many, the rights come first.
    rows = list(cited[: _MOST_CITED + 1])
    if len(rows) > _MOST_CITED:
        rows = list(cited.filter(visible_citing_texts(user, "citing"))[:_MOST_CITED])
    places = places_of(user, {row.citing_id for row in rows})
    found: dict[tuple[Any, ...], CitedOnly] = {}
    for row in rows:
        place = places.get(row.citing_id)
        if place is None:
            continue
        key = (row.number_key, row.issued_on, read_issuer_name(row.issuer).core)
        entry = found.setdefault(key, CitedOnly(row))
        entry.count += 1
        if len(row.title) > len(entry.citation.title):
            entry.citation = row
        if place not in entry.places:
            entry.places.append(place)
    return tuple(found.values())[:PAGE_SIZE]


def counts(*, user: User, results: Results, base: DirectiveQuerySet) -> list[Row]:
    """(kind, register, year, last day in force, number) of all finds: what the counts beside the filters are made of."""
    question = results.question
    base = narrowed(base, question)
    if results.tiers:
        return get_engine().facets(base, results.tiers)
    if question.has_number:
        condition = Q()
        for part in number_conditions(question):
            condition |= part
        base = base.filter(condition)
    rows = base.order_by().annotate(year=ExtractYear("issued_on"))
    grouped = rows.values_list("kind_id", "register_id", "year", "expires_on").annotate(number=Count("pk"))
    return list(grouped.order_by())


def is_in_force(expires_on: date | str | None, today: date) -> bool:
    """Whether a directive with this last day is in force; SQLite gives the day as text where it was grouped."""
    if expires_on is None:
        return True
    return (date.fromisoformat(expires_on[:10]) if isinstance(expires_on, str) else expires_on) > today
