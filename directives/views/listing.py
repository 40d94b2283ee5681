"""The register: one page for browsing and searching, plain or while typing, and the counts beside it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadre_portal.text import fold, key_of
from directives.access import works_with_records
from directives.filters import SORTS, DirectiveFilter
from directives.models import Directive, DirectiveKind, DirectiveQuerySet
from directives.providers import TabRow, publications_of, search_tabs
from directives.search.engine import get_engine
from directives.search.find import LAST_PAGE, Results, counts, is_in_force, search
from directives.search.index import exact_words, key_at
from directives.search.query import Chip, Question, read_question
from directives.search.shown import PAGE_SIZE
from directives.search.statements import base_sql
from directives.search.suggest import suggestion_for
from organizations.current import signed_in
from organizations.models import Lineage, Organization, OrganizationType, User

_FACET_ROWS = 12
_EXAMPLE_WORDS = 4
_BODIES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to the register, taken apart once for all its pages."""

    user: User
    form: DirectiveFilter
    base: DirectiveQuerySet
    question: Question
    page: int
    sort: str


# Names in the address the question whose last word was still being typed, so that whatever belongs to a list of finds (its
# counts, next page, table) means by it what the list meant.
_UNFINISHED = "dang_go"


def read_request(request: HttpRequest, *, is_typing: bool = False) -> Asked:
    """Take filters and question out of the address. Filters that are wrong are left out and named on their fields.

    ``is_typing``: the last word may be the beginning of one.
    """
    user = signed_in(request)
    everything = Directive.objects.visible_to(user).registered()
    form = DirectiveFilter(request.GET, queryset=everything, request=request)
    base = form.qs
    question = read_question(
        request.GET.get("q", ""),
        user=user,
        today=timezone.localdate(),
        removed=set(request.GET.getlist("bo")),
        unfinished=is_typing or request.GET.get(_UNFINISHED) == "1",
    )
    page = request.GET.get("trang", "1")
    sort = request.GET.get("sap_xep", "")
    return Asked(
        user,
        form,
        base,
        question,
        min(key_of(page, 4) or 1, LAST_PAGE),
        sort if sort in dict(SORTS) else "lien_quan",
    )


@require_safe
def directive_list(request: HttpRequest) -> HttpResponse:
    asked = read_request(request, is_typing=_is_typing(request))
    first = f"{reverse('directives:directive_list')}?{_with(request.GET)}"
    slug = request.GET.get("the", "")
    tab = next((tab for tab in search_tabs if tab.slug == slug), None)
    if tab is not None:
        groups = tuple(group.folded for group in asked.question.groups)
        number, rows = tab.search(asked.user, groups, (asked.page - 1) * PAGE_SIZE, PAGE_SIZE) if groups else (0, [])
        if asked.page > 1 and not rows:
            return redirect(first)
        context = _context(request, asked) | {"tab": tab, "tab_rows": rows, "has_more": number > asked.page * PAGE_SIZE}
    else:
        context = _found(request, asked)
        if asked.page > 1 and not context["rows"]:
            return redirect(first)
    if _is_typing(request):
        return render(request, "directives/_results.html", context)
    context["examples"] = [] if asked.question.text else examples(asked.user)
    return render(request, "directives/directive_list.html", context)


def examples(user: User) -> list[str]:
    """Questions that find something, made from the newest numbered directive the person may see: its number, kind and bare
    number, a few words with kind and month. [] where there is none. Two queries, three in an odd register."""
    newest = Directive.objects.visible_to(user).registered().filter(sequence__isnull=False, kind__isnull=False)
    source = base_sql(newest, "pk")
    keys = [key_at(place) for place in get_engine().newest(source, 1)] if source is not None else []
    rows = Directive.objects.filter(pk__in=keys).select_related("kind")
    directive = rows.only("number", "sequence", "issued_on", "subject", "kind__name", "kind__letters").first()
    if directive is None or directive.kind is None or directive.issued_on is None:
        return []
    letters = fold(directive.kind.letters.split(",")[0]) or directive.kind.name.lower()
    subject = [word for word in exact_words(directive.subject) if word not in {"về", "việc"}][:_EXAMPLE_WORDS]
    when = f"tháng {directive.issued_on.month}/{directive.issued_on.year}"
    return [
        directive.number,
        f"{letters} {directive.sequence}",
        f"{directive.kind.name.lower()} {' '.join(subject)} {when}",
    ]


def _is_typing(request: HttpRequest) -> bool:
    """Asked by htmx for the results alone; a page that history brings back is asked for whole."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request


def _found(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    results = search(user=asked.user, question=asked.question, base=asked.base, page=asked.page, sort=asked.sort)
    suggestion = ""
    if asked.page == 1:
        everything = Directive.objects.visible_to(asked.user).registered()
        suggestion = suggestion_for(asked.question, results, everything)
    published = publications_of(asked.user, [hit.directive.pk for hit in results.hits])
    rows = [(hit, published.get(hit.directive.pk, [])) for hit in results.hits]
    return _context(request, asked, results) | {
        "results": results,
        "rows": rows,
        "has_more": results.has_more and asked.page < LAST_PAGE,
        "suggestion": suggestion,
        "suggestion_query": _with(request.GET, q=suggestion, dang_go="") if suggestion else "",
    }


def _context(request: HttpRequest, asked: Asked, results: Results | None = None) -> dict[str, Any]:
    being_typed = asked.question.unfinished or asked.question.is_cut
    same: dict[str, Any] = {_UNFINISHED: "1" if being_typed else ""}
    chips = [
        (chip, _with(request.GET, bo=[*request.GET.getlist("bo"), chip.slug], **same))
        for chip in (results.question if results is not None else asked.question).chips
    ]
    bodies = asked.form.agencies
    if len(bodies) > 1:
        label = " hoặc ".join(row.label for row in bodies[:_BODIES_NAMED])
        if len(bodies) > _BODIES_NAMED:
            label += f" và {len(bodies) - _BODIES_NAMED} cơ quan khác"
        chips.append((Chip("bo_loc_co_quan", f"Cơ quan: {label}"), _with(request.GET, co_quan="", **same)))
    fields = asked.form.form
    return {
        "unread_filters": [(fields.fields[name].label, errors) for name, errors in fields.errors.items()],
        "form": asked.form.form,
        "asked": asked,
        "chips": chips,
        "sorts": SORTS,
        "tabs": search_tabs,
        "counts_query": _with(request.GET, **same),
        "previous_query": _with(request.GET, keep_page=True, trang=str(asked.page - 1), **same)
        if asked.page > 1
        else "",
        "next_query": _with(request.GET, keep_page=True, trang=str(asked.page + 1), **same),
        "is_filtered": any(request.GET.get(name) for name in asked.form.filters),
        "may_add": works_with_records(asked.user) and asked.user.is_staff,
    }


def _with(query: QueryDict, *, keep_page: bool = False, **changes: Any) -> str:
    """The address's question with some parts changed; back on the first page unless told otherwise."""
    copy = query.copy()
    if not keep_page:
        copy.pop("trang", None)
    for name, value in changes.items():
        copy.setlist(name, value if isinstance(value, list) else [value])
    for name in [name for name, value in copy.lists() if value == [""]]:
        del copy[name]
    return copy.urlencode()


# --- Counts ---------------------------------------------------------------------------------------------------------


@require_safe
def directive_counts(request: HttpRequest) -> HttpResponse:
    """How many, by agency, kind, year and force: fetched after the hits, so that nobody waits for it."""
    asked = read_request(request)
    results = search(user=asked.user, question=asked.question, base=asked.base, size=1)
    rows = counts(user=asked.user, results=results, base=asked.base)
    today = timezone.localdate()
    kinds: Counter[int | None] = Counter()
    registers: Counter[int | None] = Counter()
    years: Counter[int | None] = Counter()
    force: Counter[bool] = Counter()
    for kind, register, year, expires_on, number in rows:
        kinds[kind] += number
        registers[register] += number
        years[year] += number
        force[is_in_force(expires_on, today)] += number
    names = dict(DirectiveKind.objects.filter(pk__in=[key for key in kinds if key]).values_list("pk", "name"))
    # What narrows down leads to the list of directives, from whichever tab.
    query = request.GET.copy()
    query.pop("the", None)
    facets = [
        ("Cơ quan ban hành", _agency_links(query, asked.user, registers)),
        ("Loại văn bản", [(names[key], number, _with(query, loai=str(key))) for key, number in kinds.most_common(_FACET_ROWS) if key in names]),
        ("Năm", [(str(year), number, _with(query, nam=str(year))) for year, number in sorted(years.items(), key=lambda item: -(item[0] or 0))[:_FACET_ROWS] if year]),
        ("Hiệu lực", [(label, force[state], _with(query, hieu_luc=slug)) for state, label, slug in ((True, "Còn hiệu lực", "con"), (False, "Hết hiệu lực", "het")) if force[state]]),
    ]  # fmt: skip
    groups = tuple(group.folded for group in asked.question.groups)
    counted = [
        (tab, tab.search(asked.user, groups, 0, 0)[0] if groups else 0, _with(query, the=tab.slug))
        for tab in search_tabs
    ]
    given = request.GET.get("the", "")
    open_tab = given if given in {tab.slug for tab in search_tabs} else ""
    # Nobody is led to a part where nothing stands; the one that is open stays in sight.
    tabs = [row for row in counted if row[1] or row[0].slug == open_tab]
    context = {
        "total": sum(kinds.values()),
        "facets": facets,
        "tabs": tabs,
        "results": results,
        "open_tab": open_tab,
        "list_query": _with(query),
    }
    return render(request, "directives/_counts.html", context)


def _agency_links(query: QueryDict, user: User, registers: "Counter[int | None]") -> list[tuple[str, int, str]]:
    """Each agency with what it, everything below it and its predecessors issued: the number one gets by pressing it."""
    keys = [key for key in registers if key]
    issuers = {row.pk: row for row in Organization.objects.filter(pk__in=keys).select_related("type")}
    paths = {path for row in issuers.values() for path in row.ancestor_paths}
    visible = Organization.objects.visible_to(user).filter(path__in=paths).select_related("type")
    centre = OrganizationType.Level.CENTRE
    # Whose heirs stand where: (path and level of the heir, predecessor).
    heirs = list(
        Lineage.objects.filter(predecessor__in=keys).values_list(
            "organization__path", "organization__type__level", "predecessor_id"
        )
    )
    links = []
    for row in visible:
        # Everything hangs below the centre; asked for, it is the central bodies alone (``agency_scope``).
        alone = row.type.level == centre
        within = {
            key
            for key, issuer in issuers.items()
            if issuer.path.startswith(row.path) and not (alone and issuer.type.level != centre)
        }
        within |= {
            predecessor
            for path, level, predecessor in heirs
            if path.startswith(row.path) and not (alone and level != centre)
        }
        if within:
            links.append(
                (row.label, sum(registers[key] for key in within), _with(query, co_quan=str(row.pk)), row.path)
            )
    links.sort(key=lambda link: (-link[1], -len(link[3]), link[3]))
    return [link[:3] for link in links[:_FACET_ROWS]]


__all__ = ["Asked", "Results", "TabRow", "directive_counts", "directive_list", "read_request"]
