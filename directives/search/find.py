"""Finds directives: the order is tier of match, then newest, number, key; the same list on both databases."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from django.db.models import Q

from directives.models import Directive, DirectiveQuerySet
from directives.search.cited import CitedOnly, cited_only, not_shown
from directives.search.engine import get_engine
from directives.search.in_order import Finder, Finds
from directives.search.loosening import looser_questions, other_readings
from directives.search.narrowing import (
    narrowed,
    outside,
    titled_tiers,
)
from directives.search.nowhere import Nowhere
from directives.search.number_wanted import numbers_wanted, with_number_as_printed
from directives.search.numbered import words_had
from directives.search.query import Question
from directives.search.sentences import is_sentence, near_sentence
from directives.search.shown import PAGE_SIZE, Hit, as_day, hits_of, text_of
from directives.search.spelling import is_spelt_nowhere, stands_apart
from directives.search.statements import Row, run_so_far
from directives.search.telling import telling_question
from directives.search.tiers import Tier
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
    """One page of finds. ``question``: what was really asked in the end; ``notes``: what was let go to find anything; ``nowhere``:
    what the search learnt to stand in nothing."""

    hits: list[Hit]
    has_more: bool
    question: Question
    notes: tuple[str, ...] = ()
    cited: tuple[CitedOnly, ...] = ()
    tiers: tuple[Tier, ...] = ()
    nowhere: Nowhere = field(default_factory=Nowhere)


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
    nowhere = Nowhere()
    finder = Finder(user, base, page * size + 1, nowhere)
    if question.newest_first and sort == "lien_quan":
        sort = "moi"
    asked = question
    notes: tuple[str, ...] = ()
    # How the question is read is judged by what fits best, so that every order shows the same documents.
    first = "lien_quan" if question.groups or question.has_number else sort
    finds = finder.finds(question, first)
    unsure = first == "lien_quan" and not (finds.keys and _is_plain_find(finds, question))
    if question.as_parted is not None and unsure and not question.has_number:
        found = finder.finds(question.as_parted, first, relaxed=False)
        if found.keys or not finds.keys:
            question = asked = question.as_parted
            finds, unsure = found, not found.keys
    if question.only_asks and not _has_all_words(finds, question):
        question = asked = replace(question, groups=(), only_asks=False)
        finds, unsure, notes = finder.finds(question, sort), False, (ASKS_NOTHING,)
    telling = telling_question(question) if unsure and not question.has_number else None
    if telling is not None:
        found = finder.finds(telling, first, relaxed=False)
        if found.keys:
            question = asked = telling
            finds, unsure = found, False
    is_cited = unsure and question.has_number and _words_had(finds, question) * 2 < len(question.groups)
    for other, note in other_readings(question, loose=finds.loose, cited=is_cited) if unsure else ():
        if run_so_far() > most:
            break
        # What lacks a word would not be taken, unless the word is a figure that stands in the number.
        found = finder.finds(other, first, relaxed=_has_figure(other))
        if _has_all_words(found, other):
            question = asked = other
            finds, notes = found, (note,) if note else ()
            break
    if question.may_be_called and question.as_words is not None and not _has_all_words(finds, question):
        question = asked = question.as_words
        finds = finder.finds(question, first)
    if question.may_count and question.as_words is not None and not _has_all_words(finds, question):
        found = finder.finds(question.as_words, first, relaxed=False)
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
        finds = finder.finds(looser, first, strict=not relaxed, relaxed=relaxed)
        if finds.keys and relaxed and question.kinds and not looser.kinds and run_so_far() <= most:
            # Of what lacks some of the words that comes first which is of the kind and agency named.
            of_kind = telling or question
            _, keys, tiers = near_sentence(of_kind, base, page * size + 1, nowhere, as_named=True)
            if keys:
                question = asked = of_kind
                finds, sort = Finds(keys, tiers, loose=True), first
                break
        if finds.keys:
            asked, notes = looser, (note,) if note else ()
            break
    if sort != first and finds.keys:
        finds = finder.finds(asked, sort)
    elif not finds.keys and run_so_far() <= most:
        asked, near, tiers = near_sentence(question, base, page * size + 1, nowhere)
        finds = Finds(near, tiers, loose=bool(near))
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
    return Results(hits, len(keys) > page * size, asked, notes, cited, tuple(finds.tiers), nowhere)


def _is_plain_find(finds: Finds, question: Question) -> bool:
    """Whether no other reading of the question could find anything better."""
    return not (question.has_number or finds.loose) or not question.groups or _has_all_words(finds, question)


def _has_figure(question: Question) -> bool:
    return any(word.isdecimal() for group in question.groups for phrase in group.folded for word in phrase)


def _has_all_words(finds: Finds, question: Question) -> bool:
    """Whether what was found first has all words of the question in its title, its number or the name of its issuer."""
    return bool(finds.keys) and _words_had(finds, question) == len(question.groups)


def _words_had(finds: Finds, question: Question) -> int:
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
