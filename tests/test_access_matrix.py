"""Role × address × method, over every address of the project; tests/access_matrix holds the tables."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db import models, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from organizations.models import User
from organizations.roles import ROLE_PERMISSIONS, Role
from tests.access_matrix import ANONYMOUS, ROLES, Row, activities, desk, directives, documents, organizations, review
from tests.access_matrix import admin as admin_pages
from tests.access_matrix.world import World, make_world

pytestmark = pytest.mark.django_db

TABLES = (
    organizations.TABLE,
    directives.TABLE,
    activities.TABLE,
    documents.TABLE,
    desk.TABLE,
    review.TABLE,
    admin_pages.TABLE,
)
ROWS: dict[str, Row] = {name: row for table in TABLES for name, row in table.items()}
DESK = ("editor", "approver", "administrator", "superuser", "other_desk", "upper_desk")
OURS = ("organizations", "directives", "activities", "documents")
# What Django's own admin site answers, whatever is registered.
STOCK_SITE = {
    "index",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "jsi18n",
    "app_list",
}
STOCK_SITE |= {"view_on_site", "auth_user_password_change", f"{User._meta.app_label}_user_password_change"}
STOCK_MODEL = ("changelist", "add", "change", "delete", "history", "simple_history")


def _named(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _named(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"


@cache
def _addresses() -> set[str]:
    """Names of all addresses but the stock ones of the admin."""
    stock = {f"admin:{name}" for name in STOCK_SITE} | {"admin:None"}
    for model in admin.site._registry:
        options = model._meta
        stock |= {f"admin:{options.app_label}_{options.model_name}_{page}" for page in STOCK_MODEL}
    return {name for name in _named(get_resolver().url_patterns) if name not in stock | set(_third_party_pages())}


def _third_party_pages() -> list[str]:
    """Pages that packages add to the admin beside the stock ones."""
    prefixes = tuple(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        for model in admin.site._registry
        if model._meta.app_label not in OURS
    )
    return sorted(name for name in _named(get_resolver().url_patterns) if prefixes and name.startswith(prefixes))


@pytest.fixture
def world() -> World:
    return make_world()


def _ask(world: World, role: str, method: str, address: str, data: dict[str, Any] | None = None) -> HttpResponse:
    """One request; what it wrote is undone, so that the next one meets the same world."""
    client = world.client(role)
    with transaction.atomic():
        answer: HttpResponse = client.generic(method, address) if method != "POST" else client.post(address, data)  # type: ignore[assignment]
        if isinstance(answer, StreamingHttpResponse):
            # Read to the end: only so does the test client close the file and leave the connection open.
            for _ in answer:
                pass
        transaction.set_rollback(True)
    return answer


def address_of(name: str, world: World) -> str:
    address = reverse(name.split("#")[0], kwargs=ROWS[name].kwargs(world))
    query = ROWS[name].query.removeprefix("?")
    return f"{address}?{query}" if query else address


def _differs(answer: HttpResponse, expected: str) -> bool:
    for one in expected.split("|"):
        status, _, target = one.partition(">")
        if answer.status_code == int(status) and answer.headers.get("Location", "").startswith(target):
            return False
    return True


def _shown(answer: HttpResponse) -> str:
    return f"{answer.status_code} {answer.headers.get('Location', '')}".strip()


# --- Our own addresses ----------------------------------------------------------------------------------------------


def test_every_address_stands_in_the_matrix() -> None:
    listed = {name.split("#")[0] for name in ROWS}
    missing = _addresses() - listed
    assert not missing, f"add to tests/access_matrix/<app>.py: {sorted(missing)}"
    assert not listed - _addresses(), f"no such address: {sorted(listed - _addresses())}"


@pytest.mark.parametrize("name", sorted(ROWS))
def test_an_address_answers_each_role_as_the_table_says(world: World, name: str) -> None:
    row = ROWS[name]
    address = address_of(name, world)
    data = row.data(world)
    wrong = []
    for role in (ANONYMOUS, *ROLES):
        for method in ("GET", "POST"):
            answer = _ask(world, role, method, address, data)
            if _differs(answer, row.expected(method, role)):
                wrong.append(f"{role} {method}: expected {row.expected(method, role)}, got {_shown(answer)}")
    assert not wrong, "\n".join([address, *wrong])


@pytest.mark.parametrize("name", sorted(name for name in ROWS if not name.startswith("admin:")))
def test_an_address_knows_no_other_methods(world: World, name: str) -> None:
    address = address_of(name, world)
    answers = {method: _ask(world, "superuser", method, address).status_code for method in ("PUT", "PATCH", "DELETE")}
    assert set(answers.values()) == {405}, f"{address}: {answers}"


# --- The admin ------------------------------------------------------------------------------------------------------


def _model_id(model: type[models.Model]) -> str:
    return model._meta.label_lower


def _instance(model: type[models.Model]) -> models.Model | None:
    return model._default_manager.order_by("pk").first()


def _pages(model: type[models.Model], instance: models.Model | None) -> dict[str, str]:
    """Addresses of a model's stock pages; of the row's pages, with a key that does not exist where there is no row."""
    options = model._meta
    pages = {}
    for page in STOCK_MODEL:
        arguments = () if page in ("changelist", "add") else (instance.pk if instance is not None else 987654321,)
        if page == "simple_history":
            arguments = (*arguments, 1)
        try:
            pages[page] = reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=arguments)
        except NoReverseMatch:
            continue
    return pages


def _may(role: str, verb: str, model: type[models.Model]) -> bool:
    """What the table of roles says, written once more from its own source."""
    if role == "superuser":
        return True
    held = {"editor": (Role.EDITOR,), "approver": (Role.APPROVER,), "administrator": (Role.ADMINISTRATOR,)}
    whole_desk = (Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR)
    roles = held.get(role, whole_desk if role in ("other_desk", "upper_desk") else ())
    wanted = f"{model._meta.app_label}.{get_permission_codename(verb, model._meta)}"
    return any(wanted in ROLE_PERMISSIONS[held_role] for held_role in roles)


def _seen_by(model: type[models.Model], instance: models.Model, user: User) -> bool | None:
    """Whether the one rule shows this row to the user; None where the model's rows are shared by all desks."""
    label = model._meta.label_lower
    if label in admin_pages.SHARED or model._meta.app_label not in OURS:
        return None
    manager: Any = model._default_manager
    if hasattr(manager, "visible_to"):
        return bool(manager.visible_to(user).filter(pk=instance.pk).exists())
    field = admin_pages.HIDDEN_BEHIND[label]
    target: Any = model
    for part in field.split("__"):
        target = target._meta.get_field(part).related_model
    behind = target._default_manager.visible_to(user).order_by().values("pk")
    return bool(manager.filter(**{f"{field}__in": behind}, pk=instance.pk).exists())


REGISTERED = sorted(admin.site._registry, key=_model_id)


def test_every_registered_model_of_ours_says_who_sees_its_rows() -> None:
    silent = [
        _model_id(model)
        for model in REGISTERED
        if model._meta.app_label in OURS
        and not hasattr(model._default_manager, "visible_to")
        and _model_id(model) not in admin_pages.SHARED
        and _model_id(model) not in admin_pages.HIDDEN_BEHIND
    ]
    assert silent == []


def test_pages_that_packages_add_to_the_admin_open_for_the_emergency_account_only(world: World) -> None:
    stock = tuple(f"_{page}" for page in STOCK_MODEL)
    for name in _third_party_pages():
        if name.endswith(stock):
            continue
        address = reverse(name, args=(987654321,))
        for role in (ANONYMOUS, *ROLES):
            if role != "superuser":
                assert _ask(world, role, "GET", address).status_code != 200, f"{role}: {address}"


def test_the_lists_of_the_admin_table_name_real_models() -> None:
    known = {_model_id(model) for model in apps.get_models()}
    assert set(admin_pages.SHARED) | set(admin_pages.HIDDEN_BEHIND) <= known


@pytest.mark.parametrize("name", ["admin:index", "admin:jsi18n", "admin:autocomplete", "admin:password_change"])
def test_the_admin_itself_opens_for_the_desk_only(world: World, name: str) -> None:
    for role in (ANONYMOUS, *ROLES):
        answer = _ask(world, role, "GET", reverse(name))
        if role == ANONYMOUS:
            assert not _differs(answer, "302>/dang-nhap/|302>/quan-tri/login/"), f"{role}: {_shown(answer)}"
        elif role not in DESK:
            assert answer.status_code in (302, 403, 404), f"{role}: {_shown(answer)}"
        else:
            assert answer.status_code < 500, f"{role}: {_shown(answer)}"


@pytest.mark.parametrize("model", REGISTERED, ids=_model_id)
def test_stock_pages_of_a_model_answer_by_role(world: World, model: type[models.Model]) -> None:
    """Nobody but the desk gets any page; the desk gets those its permissions name; a row it may not see is answered like
    one that does not exist."""
    instance = _instance(model)
    wrong = []
    for role in (ANONYMOUS, *ROLES):
        seen = _seen_by(model, instance, world.people[role]) if instance is not None and role in DESK else None
        for page, address in _pages(model, instance).items():
            for method in ("GET", "POST"):
                status = _ask(world, role, method, address, {}).status_code
                verb = {"changelist": "view", "history": "view", "simple_history": "view"}.get(page, page)
                allowed = role in DESK and (_may(role, verb, model) or (verb == "change" and _may(role, "view", model)))
                if status >= 500:
                    wrong.append(f"{role} {method} {page}: {status}")
                elif status == 200 and not allowed:
                    wrong.append(f"{role} {method} {page}: opens without permission")
                elif status == 200 and seen is False and page not in ("changelist", "add"):
                    wrong.append(f"{role} {method} {page}: shows a row that is not theirs")
                elif status != 200 and method == "GET" and page == "changelist" and allowed:
                    wrong.append(f"{role} GET {page}: {status} although permitted")
                elif status == 404 and seen is False and page == "change":
                    wrong.append(f"{role} {method} {page}: 404, where a key that does not exist is redirected")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("model", REGISTERED, ids=_model_id)
def test_lists_and_autocompletes_of_the_admin_show_no_row_of_another_desk(
    world: World, model: type[models.Model]
) -> None:
    instance = _instance(model)
    if instance is None:
        return
    model_admin = admin.site._registry[model]
    for role in DESK:
        if _seen_by(model, instance, world.people[role]) is not False:
            continue
        client = world.client(role)
        page = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        if page.status_code == 200:
            shown = page.context["cl"].queryset.filter(pk=instance.pk).exists()
            assert not shown, f"{role}: the list shows {instance}"
        if model_admin.search_fields:
            for field in _fields_leading_to(model):
                query = {
                    "term": "",
                    "app_label": field.model._meta.app_label,
                    "model_name": field.model._meta.model_name or "",
                    "field_name": field.name,
                }
                answer = client.get(reverse("admin:autocomplete"), query)
                if answer.status_code == 200:
                    keys = {result["id"] for result in answer.json()["results"]}
                    assert str(instance.pk) not in keys, f"{role}: autocomplete of {field} offers {instance}"


def _fields_leading_to(model: type[models.Model]) -> Iterator["models.ForeignKey[Any, Any]"]:
    for other in admin.site._registry:
        for field in other._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is model:
                yield field


# --- The table itself -----------------------------------------------------------------------------------------------


def test_a_later_rule_of_a_row_wins_and_anonymous_is_led_to_the_door() -> None:
    row = Row(get="* 200; former outsider 404")
    assert row.expected("GET", "secretary") == "200"
    assert row.expected("GET", "former") == "404"
    assert row.expected("GET", ANONYMOUS) == "302>/dang-nhap/"
    assert row.expected("POST", "secretary") == "405"
    with pytest.raises(ValueError, match="unknown role"):
        Row(get="secretery 200").expected("GET", "secretary")
