"""What a question says of kind, agency and time, as conditions on the register and as words of its titles."""

from typing import Any

from django.db.models import Q, QuerySet

from directives.issuers import agency_scope
from directives.models import DirectiveQuerySet
from directives.search.index import places_between
from directives.search.query import Question
from directives.search.statements import Source, base_sql
from directives.search.tiers import Tier
from directives.search.times import Period
from organizations.models import Organization

# Key of an agency → the keys of its bodies, or the query for them.
Scopes = dict[int, "list[int] | QuerySet[Organization, Any]"]


def narrowed(
    base: DirectiveQuerySet, question: Question, *, at_any_time: bool = False, scopes: Scopes | None = None
) -> DirectiveQuerySet:
    """``base`` with what the question says of kind, time and agency (with all below it and its predecessors). ``scopes``: the
    bodies of agencies that were asked for already, which one more may be put to."""
    if question.kinds:
        base = base.filter(kind__in=[kind.pk for kind in question.kinds])
    if question.period is not None and not at_any_time and not question.period.is_soft:
        if question.period.first:
            base = base.filter(issued_on__gte=question.period.first)
        if question.period.last:
            base = base.filter(issued_on__lte=question.period.last)
        if question.period.days:
            base = base.filter(issued_on__in=question.period.days)
    if question.agency is not None:
        scopes = {} if scopes is None else scopes
        if question.agency.pk not in scopes:
            scopes[question.agency.pk] = keys_or_query(agency_scope(question.agency))
        base = base.filter(register__in=scopes[question.agency.pk])
    if question.level_bodies:
        base = base.filter(register__in=question.level_bodies)
    if question.signers:
        base = base.filter(signer__in=question.signers)
    if question.unnumbered:
        # The key is asked too, for it has an index.
        base = base.filter(number="", number_key="")
    return base


# A list of more keys says no more to the planner than the query behind it.
_MOST_KEYS = 500


def keys_or_query(organizations: QuerySet[Organization]) -> "list[int] | QuerySet[Organization, Any]":
    """The keys of these bodies, so that the planner knows how few they are and reads the register by its index; of very many the
    query for them."""
    rows = organizations.order_by().values_list("pk", flat=True)
    keys = list(rows[: _MOST_KEYS + 1])
    return keys if len(keys) <= _MOST_KEYS else rows


def titled_tiers(question: Question) -> tuple[Tier, ...]:
    """What titles have that say the time of the question themselves beside all its words: such are found whenever they were
    issued. The surest first, the last holding all; () where titles do not say it, or where nothing but a time was asked."""
    period = question.period
    # A day by its figures may be what a title is about, though nothing else was asked.
    says_more = (
        (period is not None and period.days)
        or question.groups
        or question.kinds
        or question.agency
        or question.unnumbered
    )
    if period is None or period.written is None or question.has_number or not says_more:
        return ()
    words = tuple(group.folded for group in question.groups)
    unfinished = question.unfinished and bool(words)
    written = period.written
    surely = Tier("subject", (written.phrases, *words), unfinished)
    return (surely, Tier("subject", (written.loosely, *words), unfinished)) if written.loosely else (surely,)


def source_in_time(base: DirectiveQuerySet, question: Question) -> Source | None:
    """The statement behind what was narrowed by the question, with the places between which its rows lie."""
    source = base_sql(base, "pk")
    if source is None or question.period is None or question.period.is_soft:
        return source
    return source._replace(places=places_between(question.period.first, question.period.last))


def first_of_all(base: DirectiveQuerySet, question: Question) -> Source | None:
    """What was issued in the time that is to come first; None where no such time was asked for."""
    period = question.period
    if period is None or not period.is_soft:
        return None
    rows = base.filter(issued_on__gte=period.first, issued_on__lte=period.last)
    source = base_sql(rows, "pk")
    return source._replace(places=places_between(period.first, period.last)) if source is not None else None


def outside(base: DirectiveQuerySet, period: Period) -> DirectiveQuerySet:
    """Those of ``base`` that were not issued in the period."""
    apart = Q(issued_on__isnull=True)
    if period.days:
        return base.filter(apart | ~Q(issued_on__in=period.days))
    if period.first:
        apart |= Q(issued_on__lt=period.first)
    if period.last:
        apart |= Q(issued_on__gt=period.last)
    return base.filter(apart)


def is_outside(place: int, period: Period) -> bool:
    """Whether what has this place was issued at another time."""
    spans = [(day, day) for day in period.days] if period.days else [(period.first, period.last)]
    return not any(low <= place <= high for low, high in (places_between(first, last) for first, last in spans))
