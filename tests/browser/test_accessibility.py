"""Every page that a person may open, as it stands in the access matrix, in a real browser: axe-core finds nothing, nothing is
wrong on the console, nothing is blocked by the policy, nothing leaves the machine, nothing sticks out at 360 px, and what a reader presses is as large as a fingertip.

Our own pages: no violation at all. Stock pages of the admin: none that is critical or serious; the others stand in
admin_violations.json, which may only shrink.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse

from organizations.models import User
from tests.access_matrix import ANONYMOUS, Row
from tests.access_matrix.world import World, make_world
from tests.browser.targets import small_targets
from tests.test_access_matrix import OURS, ROWS, address_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.watch import Watch

KNOWN = json.loads((Path(__file__).parent / "admin_violations.json").read_text(encoding="utf-8"))
# Whoever may see a page is tried in this order: a reader's page is looked at as a reader sees it.
VIEWERS = ("secretary", "coordinator", "clerk", "editor", "approver", "administrator", "superuser")
# Who comes by phone: what they press must be as large as a fingertip.
READERS = (ANONYMOUS, "secretary", "coordinator", "clerk")
# Addresses that answer with a file or with data, not with a page.
NO_PAGES = (
    "_counts",
    "_guess",
    "_pdf",
    "_docx",
    "_errata",
    "_large",
    "_play",
    "_qr",
    "_show",
    "_file",
    "_feed",
    "_calendar",
    "_csv",
    "_xlsx",
    "_json",
    "_export",
    "_download",
    "_template",
)


def _viewer(row: Row) -> str | None:
    if row.expected("GET", ANONYMOUS) == "200":
        return ANONYMOUS
    return next((role for role in VIEWERS if row.expected("GET", role) == "200"), None)


OWN_PAGES = sorted(
    name
    for name, row in ROWS.items()
    if not name.startswith("admin:") and _viewer(row) and not name.split("#")[0].endswith(NO_PAGES)
)
# Models of which the matrix's world has a row to open.
IN_WORLD = {
    *("organization", "user", "membership", "organizationtype"),
    *("directive", "directivekind", "activity", "picture"),
    *("bulletin", "entry", "edition", "editionentry", "delivery", "withdrawal"),
}
ADMIN_PAGES = sorted(
    f"{model._meta.app_label}_{model._meta.model_name}_{page}"
    for model in admin.site._registry
    if model._meta.app_label in OURS
    for page in ("changelist", "add", "change")
    if page != "change" or model._meta.model_name in IN_WORLD
)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.mark.parametrize("name", OWN_PAGES)
def test_an_own_page_is_accessible_on_a_phone(
    name: str,
    world: World,
    phone: "Page",
    sign_in: "Callable[[Page, User], None]",
    assert_accessible: "Callable[..., None]",
) -> None:
    row = ROWS[name]
    viewer = _viewer(row)
    if viewer is not None and viewer != ANONYMOUS:
        sign_in(phone, world.people[viewer])
    answer = phone.goto(address_of(name, world))
    assert answer is not None
    assert answer.status == 200
    if not answer.headers.get("content-type", "").startswith("text/html"):
        pytest.fail(f"{name} answers with {answer.headers.get('content-type')}: add its ending to NO_PAGES")
    assert_accessible(phone)
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"{name} is {wide} px wide on a screen of 360 px"
    if viewer in READERS:
        assert small_targets(phone) == []


def _stock_pages_of(name: str) -> tuple[type[models.Model], str]:
    label, _, page = name.rpartition("_")
    model = next(m for m in admin.site._registry if f"{m._meta.app_label}_{m._meta.model_name}" == label)
    return model, page


@pytest.mark.parametrize("name", ["index", *ADMIN_PAGES])
def test_a_stock_page_of_the_admin_has_no_serious_violation_and_no_new_one(
    name: str, world: World, tab: "Page", sign_in: "Callable[[Page, User], None]", watch: "Watch", axe_source: str
) -> None:
    from tests.browser.watch import accessibility_violations

    arguments: list[object] = []
    if name != "index":
        model, page = _stock_pages_of(name)
        if page == "change":
            row = model._default_manager.order_by("pk").first()
            assert row is not None, f"the world has no {model._meta.model_name}: take it off IN_WORLD"
            arguments = [row.pk]
    sign_in(tab, world.people["superuser"])
    answer = tab.goto(reverse(f"admin:{name}", args=arguments))
    assert answer is not None
    if answer.status == 403:
        watch.expect("403")
        return
    assert answer.status == 200
    tab.wait_for_load_state("networkidle")
    found = accessibility_violations(tab, watch, axe_source)
    serious = [str(violation) for violation in found if violation.impact in {"critical", "serious"}]
    assert not serious, "\n".join(serious)
    known = set(KNOWN.get(name, []))
    rules = {violation.rule for violation in found}
    assert rules <= known, "\n".join(str(violation) for violation in found if violation.rule not in known)
    assert known <= rules, f"no longer broken, take off the list: {sorted(known - rules)}"


def test_the_list_of_known_violations_names_real_pages() -> None:
    assert set(KNOWN) <= {"index", *ADMIN_PAGES}
