"""Which directives a question finds, in order: by tier of match, then newest, number, key; or by date alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directives.models import DirectiveQuerySet
from directives.search.agency_names import may_name_an_agency
from directives.search.engine import get_engine
from directives.search.halves import one_of_two
from directives.search.index import key_at
from directives.search.narrowing import (
    Scopes,
    first_of_all,
    is_outside,
    keys_or_query,
    narrowed,
    source_in_time,
    titled_tiers,
)
from directives.search.nowhere import Nowhere
from directives.search.numbered import keys_by_number
from directives.search.query import Question
from directives.search.spelling import spelt_first, window
from directives.search.statements import Source, base_sql, has_rows
from directives.search.tiers import Tier, file_tier, relaxed_tiers, tiers_of
from organizations.models import Organization, User


@dataclass(frozen=True, slots=True)
class Finds:
    """Keys of finds in order, the tiers that count as finds at all, and whether some were issued at another time than was asked
    and say that time in their titles."""

    keys: list[int]
    tiers: list[Tier]
    elsewhen: bool = False
    loose: bool = False


class Finder:
    """Finds for one search, which reads its question in several ways. ``needed``: so many from the first on."""

    def __init__(self, user: User, base: DirectiveQuerySet, needed: int, nowhere: Nowhere) -> None:
        self.user, self.base, self.needed, self.nowhere = user, base, needed, nowhere
        self._scopes: Scopes = {}
        self._selves: Scopes = {}
        self._names: dict[Tier, bool] = {}
        self._has_looked = False

    def finds(self, question: Question, sort: str, *, strict: bool = True, relaxed: bool = True) -> Finds:
        """The first finds. ``strict``: such as have all words (False where it is known that none has); ``relaxed``: such as lack a
        word where nothing has them all."""
        in_time = narrowed(self.base, question, scopes=self._scopes)
        if question.has_number:
            return Finds(keys_by_number(self.user, question, in_time, self.needed, sort), [])
        tiers = tiers_of(question)
        whole = [tiers[-1], file_tier(question)] if tiers else []
        source = source_in_time(in_time, question) if tiers else None
        said = titled_tiers(question)
        keys: list[int] = []
        elsewhen = False
        again, self._has_looked = self._has_looked, True
        if strict and not (whole and all(map(self.nowhere.knows, whole))):
            if said or not again or source is None or _may_have(source, whole):
                keys, elsewhen = self._whole(question, in_time, said, tiers, sort)
            if not keys and source is not None:
                self._learn(source, whole)
        if relaxed and not keys and source is not None:
            steps = relaxed_tiers(question) or one_of_two(question, self.base)
            steps = [step for step in steps if not self.nowhere.knows(step[-1])]
            if steps and (_may_have(source, [step[-1] for step in steps]) if again else has_rows(source)):
                for step in steps:
                    keys = [key_at(place) for place in get_engine().ranked(source, step, self.needed)]
                    if keys:
                        return Finds(keys, step[-1:], elsewhen, loose=True)
                    self._learn(source, step[-1:])
        return Finds(keys, whole, elsewhen)

    def _learn(self, source: Source, tiers: Sequence[Tier]) -> None:
        for tier in tiers:
            if tier.column not in ("any", "file"):
                continue
            if source.is_narrow:
                self.nowhere.doubt(tier)
            else:
                self.nowhere.note(tier)

    def _whole(
        self, question: Question, in_time: DirectiveQuerySet, said: Sequence[Tier], tiers: Sequence[Tier], sort: str
    ) -> tuple[list[int], bool]:
        """What has all that was asked."""
        at_any_time = narrowed(self.base, question, at_any_time=True, scopes=self._scopes) if said else in_time
        if sort != "lien_quan":
            return _by_date(question, in_time, at_any_time, said, tiers, self.needed, oldest_first=sort == "cu")
        keys: list[int] = []
        elsewhen = False
        for rows, any_rows in zip(
            self._own_first(question, in_time), self._own_first(question, at_any_time), strict=True
        ):
            if len(keys) < self.needed:
                part, apart = self._by_relevance(question, rows, any_rows, said, tiers, self.needed - len(keys))
                keys += part
                elsewhen = elsewhen or apart
        return keys, elsewhen

    def _own_first(self, question: Question, base: DirectiveQuerySet) -> list[DirectiveQuerySet]:
        """Of an agency its own documents and its predecessors', then those of the bodies below it."""
        if question.agency is None:
            return [base]
        key = question.agency.pk
        if key not in self._selves:
            self._selves[key] = keys_or_query(Organization.objects.filter(pk=key).with_predecessors())
        itself = self._selves[key]
        return [base.filter(register__in=itself), base.exclude(register__in=itself)]

    def _by_relevance(
        self,
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
                keys |= dict.fromkeys(self._by_words(question, source, tiers, needed + len(keys)))
        if len(keys) < needed and len(said) > 1:
            keys |= say(said[-1])
        return list(keys)[:needed], _elsewhen(question, places)

    def _by_words(self, question: Question, source: Source, tiers: Sequence[Tier], needed: int) -> list[int]:
        engine, files = get_engine(), file_tier(question)
        if tiers[0].column == "agency" and not self._may_name_an_agency(tiers[0]):
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

    def _may_name_an_agency(self, tier: Tier) -> bool:
        if tier not in self._names:
            self._names[tier] = may_name_an_agency(tier)
        return self._names[tier]


def _may_have(source: Source, tiers: Sequence[Tier]) -> bool:
    """Whether a narrow source has anything of these tiers: asked before a further reading is gone through tier by tier. Of a broad
    one that is as dear as to go through it."""
    return not source.is_narrow or get_engine().has_any(source, tiers)


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
