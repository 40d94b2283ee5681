"""Finds directives: the order is tier of match, then newest, number, key; the same list on both databases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db.models import Q

from directives.models import Directive, DirectiveQuerySet
from directives.search.agency_names import may_name_an_agency
from directives.search.cited import CitedOnly, cited_only, not_shown
from directives.search.engine import get_engine
from directives.search.halves import one_of_two
from directives.search.index import key_at
from directives.search.loosening import looser_questions, other_readings
from directives.search.narrowing import (
    first_of_all,
    is_outside,
    keys_or_query,
    narrowed,
    outside,
    source_in_time,
    titled_tiers,
)
from directives.search.number_wanted import numbers_wanted, with_number_as_printed
from directives.search.numbered import keys_by_number, words_had
from directives.search.query import Question
from directives.search.sentences import is_sentence, near_sentence
from directives.search.shown import PAGE_SIZE, Hit, as_day, hits_of, text_of
from directives.search.spelling import is_spelt_nowhere, spelt_first, stands_apart, window
from directives.search.statements import Row, Source, base_sql, has_rows, run_so_far
from directives.search.telling import telling_question
from directives.search.tiers import Tier, file_tier, relaxed_tiers, tiers_of
from organizations.models import Organization, User

NOT_AS_TYPED = "Không văn bản nào có các từ này đúng dấu như đã gõ; đây là kết quả gần đúng."
APART = "Không văn bản nào có “{}” liền nhau; đây là kết quả gần đúng, có từng từ ở chỗ khác nhau."
ASKS_NOTHING = "Lời tìm chưa nói đến việc gì; đồng chí gõ thêm số hoặc vài từ của tên văn bản."
# Nobody turns more pages than this; every further one costs more.
LAST_PAGE = 50
# After so many statements nothing further is tried: a question of many odd words could be read in very many ways.
MOST_STATEMENTS = 100
# Of them so many are kept for what is near a sentence.
FOR_SENTENCES = 25


@dataclass(frozen=True, slots=True)
class Results:
    """One page of finds. ``question``: what was really asked in the end; ``notes``: what was let go to find anything."""

    hits: list[Hit]
    has_more: bool
    question: Question
    notes: tuple[str, ...] = ()
    cited: tuple[CitedOnly, ...] = ()
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True)
class _Finds:
    """Keys of finds in order, the tiers that count as finds at all, and whether some were issued at another time than was asked
    and say that time in their titles."""

    keys: list[int]
    tiers: list[Tier]
    elsewhen: bool = False
    loose: bool = False


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

    Where nothing is found the question is loosened step by step: time, kind, agency let go, then one of the words. No further step
    is begun after ``MOST_STATEMENTS``.
    """
    most = run_so_far() + MOST_STATEMENTS
    page = min(max(page, 1), LAST_PAGE)
    if question.newest_first and sort == "lien_quan":
        sort = "moi"
    asked = question
    notes: tuple[str, ...] = ()
    # How the question is read is judged by what fits best, so that every order shows the same documents.
    first = "lien_quan" if question.groups or question.has_number else sort
    finds = _finds(user, question, base, page * size + 1, first)
    unsure = first == "lien_quan" and not (finds.keys and _is_plain_find(finds, question))
    if question.as_parted is not None and unsure and not question.has_number:
        found = _finds(user, question.as_parted, base, page * size + 1, first, relaxed=False)
        if found.keys or not finds.keys:
            question = asked = question.as_parted
            finds, unsure = found, not found.keys
    if question.only_asks and not _has_all_words(finds, question):
        question = asked = replace(question, groups=(), only_asks=False)
        finds, unsure, notes = _finds(user, question, base, page * size + 1, sort), False, (ASKS_NOTHING,)
    telling = telling_question(question) if unsure and not question.has_number else None
    if telling is not None:
        found = _finds(user, telling, base, page * size + 1, first, relaxed=False)
        if found.keys:
            question = asked = telling
            finds, unsure = found, False
    is_cited = unsure and question.has_number and _words_had(finds, question) * 2 < len(question.groups)
    for other, note in other_readings(question, loose=finds.loose, cited=is_cited) if unsure else ():
        if run_so_far() > most:
            break
        found = _finds(user, other, base, page * size + 1, first)
        if _has_all_words(found, other):
            question = asked = other
            finds, notes = found, (note,) if note else ()
            break
    if question.may_be_called and question.as_words is not None and not _has_all_words(finds, question):
        question = asked = question.as_words
        finds = _finds(user, question, base, page * size + 1, first)
    if question.may_count and question.as_words is not None and not _has_all_words(finds, question):
        found = _finds(user, question.as_words, base, page * size + 1, first, relaxed=False)
        if found.keys:
            question = asked = question.as_words
            finds = found
    loosened = looser_questions(question) if not finds.keys else []
    last = most - (FOR_SENTENCES if is_sentence(question) else 0)
    # First whatever has all words; only then what lacks some: "hướng dẫn" of any time before three other kinds of that month.
    for looser, note, relaxed in [(*step, relaxed) for relaxed in (False, True) for step in loosened]:
        if run_so_far() > last:
            break
        if relaxed and (len(looser.groups) < 2 or looser.has_number):
            continue
        finds = _finds(user, looser, base, page * size + 1, first, strict=not relaxed, relaxed=relaxed)
        if finds.keys and relaxed and question.kinds and not looser.kinds and run_so_far() <= most:
            # Of what lacks some of the words that comes first which is of the kind and agency named.
            of_kind = telling or question
            _, keys, tiers = near_sentence(of_kind, base, page * size + 1, as_named=True)
            if keys:
                question = asked = of_kind
                finds, sort = _Finds(keys, tiers, loose=True), first
                break
        if finds.keys:
            asked, notes = looser, (note,) if note else ()
            break
    if sort != first and finds.keys:
        finds = _finds(user, asked, base, page * size + 1, sort)
    elif not finds.keys and run_so_far() <= most:
        asked, near, tiers = near_sentence(question, base, page * size + 1)
        finds = _Finds(near, tiers, loose=bool(near))
    if finds.elsewhen:
        asked = _with_titles_named(asked)
    if not finds.keys and page == 1 and _has_none_at_all(user, question):
        notes = (f"{_none_of(question)}.",)
    elif finds.keys and question.unknown_body and question.groups:
        # Nothing can be of a body that is not kept: what has its words is no answer to who issued it.
        notes = (f"{_none_of(question)}; đây là kết quả gần đúng, chỉ khớp một số từ đã gõ.",)
    elif finds.loose:
        notes = (*notes, "Không văn bản nào khớp đủ lời tìm; đây là kết quả gần đúng.")
    keys = finds.keys
    shown = keys[(page - 1) * size : page * size]
    cited = not_shown(cited_only(user, question), shown) if page == 1 else ()
    hits = hits_of(shown, asked)
    if hits and page == 1 and not notes and asked.spelt and not asked.has_number:
        notes = (NOT_AS_TYPED,) if is_spelt_nowhere(map(text_of, hits), asked) else ()
        if not notes and stands_apart(((hit.directive.subject, partial(text_of, hit)) for hit in hits), asked):
            notes = (APART.format(" ".join(group.exact[0][0] for group in asked.groups)),)
    if asked.number_key and not asked.more_keys and hits:
        asked = with_number_as_printed(asked, hits[0].directive.number)
    if asked.agency is not None:
        asked = _with_other_bodies(asked, {hit.directive.register_id for hit in hits})
    return Results(hits, len(keys) > page * size, asked, notes, cited, tuple(finds.tiers))


def _is_plain_find(finds: _Finds, question: Question) -> bool:
    """Whether no other reading of the question could find anything better."""
    return not (question.has_number or finds.loose) or not question.groups or _has_all_words(finds, question)


def _has_all_words(finds: _Finds, question: Question) -> bool:
    """Whether what was found first has all words of the question in its title, its number or the name of its issuer."""
    return bool(finds.keys) and _words_had(finds, question) == len(question.groups)


def _words_had(finds: _Finds, question: Question) -> int:
    """How many of its words the one found first has there."""
    rows = Directive.objects.filter(pk__in=finds.keys[:1]).select_related("register")
    return max((words_had(_title_words(row), question) for row in rows), default=0)


def _title_words(row: Directive) -> str:
    return f"{row.subject_folded} {row.number} {row.register.name if row.register else ''}"


def _none_of(question: Question) -> str:
    what = " hoặc ".join(kind.name.lower() for kind in question.kinds) or "văn bản"
    body = question.agency.label if question.agency is not None else question.unknown_body
    return f"Chưa có {what} nào của {body}"


def _has_none_at_all(user: User, question: Question) -> bool:
    """Whether the agency asked for has issued nothing of the kind, whatever the filters and the time."""
    if question.agency is None or question.has_number or question.groups or question.signers or question.unnumbered:
        return False
    everything = Directive.objects.visible_to(user).registered()
    return not narrowed(everything, question, at_any_time=True).exists()


def _with_other_bodies(question: Question, registers: set[int | None]) -> Question:
    """The chip of the agency says whose documents stand there besides: of bodies below it, or of its predecessors."""
    others = registers - {question.agency.pk if question.agency is not None else None}
    if not others:
        return question
    itself = Organization.objects.filter(pk=question.agency.pk if question.agency else None).with_predecessors()
    earlier = set(itself.order_by().values_list("pk", flat=True))
    more = "và cơ quan tiền thân" if others <= earlier else "và cấp dưới"
    chips = (replace(chip, label=f"{chip.label} {more}") if chip.slug == "co_quan" else chip for chip in question.chips)
    return replace(question, chips=tuple(chips))


def _with_titles_named(question: Question) -> Question:
    """The chip of the time says that titles count too."""
    written = question.period.written if question.period is not None else None
    if written is None:
        return question
    chips = (
        replace(chip, label=f"{chip.label} hoặc tên ghi “{written.label}”") if chip.slug == "thoi_gian" else chip
        for chip in question.chips
    )
    return replace(question, chips=tuple(chips))


# --- Which, in order ----------------------------------------------------------------------------------------------


def _finds(
    user: User,
    question: Question,
    base: DirectiveQuerySet,
    needed: int,
    sort: str,
    *,
    strict: bool = True,
    relaxed: bool = True,
) -> _Finds:
    """The first ``needed`` finds. ``strict``: such as have all words (False where it is known that none has); ``relaxed``: such as
    lack a word where nothing has them all."""
    in_time = narrowed(base, question)
    if question.has_number:
        return _Finds(keys_by_number(user, question, in_time, needed, sort), [])
    said = titled_tiers(question)
    at_any_time = narrowed(base, question, at_any_time=True) if said else in_time
    tiers = tiers_of(question)
    whole = [tiers[-1], file_tier(question)] if tiers else []
    keys: list[int] = []
    elsewhen = False
    if not strict:
        pass
    elif sort == "lien_quan":
        parts = zip(_own_first(question, in_time), _own_first(question, at_any_time), strict=True)
        for rows, any_rows in parts:
            if len(keys) < needed:
                part, apart = _by_relevance(question, rows, any_rows, said, tiers, needed - len(keys))
                keys += part
                elsewhen = elsewhen or apart
    else:
        keys, elsewhen = _by_date(question, in_time, at_any_time, said, tiers, needed, oldest_first=sort == "cu")
    source = source_in_time(in_time, question) if relaxed and tiers and not keys else None
    if source is not None and has_rows(source):
        for looser in relaxed_tiers(question) or one_of_two(question, base):
            whole = looser[-1:]
            keys = [key_at(place) for place in get_engine().ranked(source, looser, needed)]
            if keys:
                return _Finds(keys, whole, elsewhen, loose=True)
    return _Finds(keys, whole, elsewhen)


def _own_first(question: Question, base: DirectiveQuerySet) -> list[DirectiveQuerySet]:
    """Of an agency its own documents and its predecessors', then those of the bodies below it."""
    if question.agency is None:
        return [base]
    itself = keys_or_query(Organization.objects.filter(pk=question.agency.pk).with_predecessors())
    return [base.filter(register__in=itself), base.exclude(register__in=itself)]


def _by_relevance(
    question: Question,
    in_time: DirectiveQuerySet,
    at_any_time: DirectiveQuerySet,
    said: Sequence[Tier],
    tiers: Sequence[Tier],
    needed: int,
) -> tuple[list[int], bool]:
    """First what says the time asked for in its title, then what was issued then, last what has but its year somewhere."""
    engine = get_engine()
    places: list[int] = []

    def say(tier: Tier) -> dict[int, None]:
        rows = base_sql(at_any_time, "pk")
        if rows is not None:
            places.extend(engine.places(rows, tier, needed))
        return dict.fromkeys(key_at(place) for place in places)

    keys = say(said[0]) if said else {}
    for source in (first_of_all(in_time, question), source_in_time(in_time, question)):
        if len(keys) >= needed or source is None:
            continue
        if not tiers:
            keys |= dict.fromkeys(key_at(place) for place in engine.newest(source, needed + len(keys)))
        elif has_rows(source):
            keys |= dict.fromkeys(_by_words(question, source, tiers, needed + len(keys)))
    if len(keys) < needed and len(said) > 1:
        keys |= say(said[-1])
    return list(keys)[:needed], _elsewhen(question, places)


def _by_date(
    question: Question,
    in_time: DirectiveQuerySet,
    at_any_time: DirectiveQuerySet,
    said: Sequence[Tier],
    tiers: Sequence[Tier],
    needed: int,
    *,
    oldest_first: bool,
) -> tuple[list[int], bool]:
    """All that counts as a find, newest or oldest first."""
    engine = get_engine()
    source = source_in_time(in_time, question)
    found: set[int] = set()
    if source is not None and not tiers:
        found.update(engine.newest(source, needed, oldest_first=oldest_first))
    elif source is not None and has_rows(source):
        for tier in (tiers[-1], file_tier(question)):
            found.update(engine.places(source, tier, needed, oldest_first=oldest_first))
    rows = base_sql(at_any_time, "pk") if said else None
    titled = engine.places(rows, said[-1], needed, oldest_first=oldest_first) if rows is not None else []
    places = sorted(found.union(titled), reverse=not oldest_first)[:needed]
    return [key_at(place) for place in places], _elsewhen(question, titled)


def _elsewhen(question: Question, places: Iterable[int]) -> bool:
    period = question.period
    return period is not None and not period.is_soft and any(is_outside(place, period) for place in places)


def _by_words(question: Question, source: Source, tiers: Sequence[Tier], needed: int) -> list[int]:
    engine, files = get_engine(), file_tier(question)
    if tiers[0].column == "agency" and not may_name_an_agency(tiers[0]):
        tiers = tiers[1:]
    if not question.spelt:
        return [key_at(place) for place in engine.ranked(source, (*tiers, files), needed)]
    # What is found by its text alone is put in order by its spelling; titles have tiers for that.
    titles = dict.fromkeys(engine.ranked(source, [tier for tier in tiers if tier.column != "any"], needed))
    if len(titles) >= needed:
        return [key_at(place) for place in titles]
    enough = window(needed) + len(titles)
    texts = [
        place
        for place in engine.ranked(source, [tier for tier in tiers if tier.column == "any"], enough)
        if place not in titles
    ]
    keys = [key_at(place) for place in titles] + spelt_first([key_at(place) for place in texts], question)
    if len(keys) < needed:
        keys += [key_at(place) for place in engine.places(source, files, needed + len(keys))]
    return list(dict.fromkeys(keys))[:needed]


# --- How many -----------------------------------------------------------------------------------------------------


def counts(*, user: User, results: Results, base: DirectiveQuerySet) -> list[Row]:
    """(kind, register, year, last day in force, number) of all finds: what the counts beside the filters are made of.
    ``results``: the first page; where it is empty, there is nothing to count."""
    question = results.question
    if not results.hits:
        return []
    titled: list[Row] = []
    said = titled_tiers(question)
    if said and question.period is not None and not question.period.is_soft:
        apart = outside(narrowed(base, question, at_any_time=True), question.period)
        titled = get_engine().facets(apart, said[-1:])
    base = narrowed(base, question)
    if results.tiers:
        return get_engine().facets(base, results.tiers) + titled
    if question.has_number:
        condition = Q()
        for wanted in numbers_wanted(question):
            condition |= wanted.as_q()
        base = base.filter(condition)
    return get_engine().facets(base, ()) + titled


def is_in_force(expires_on: date | str | None, today: date) -> bool:
    """Whether a directive with this last day is in force."""
    day = as_day(expires_on)
    return day is None or day > today
