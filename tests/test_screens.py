"""Every stock screen of the admin, as the emergency account sees it, and every page of our own speak Vietnamese: walked, because a
package also shows texts that it never marked for translation (help texts, names of fields)."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client

from tests.access_matrix.world import World, make_world
from tests.test_access_matrix import REGISTERED, ROWS, _instance, _model_id, _pages, address_of

pytestmark = pytest.mark.django_db

# What could be a Vietnamese syllable without its marks; a longer English word hardly ever is one.
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_WORD = re.compile(r"[^\W\d_]+")
# Names of things that have no other, and what a person or the matrix's world brings along.
_NAMES = frozenset(
    # The marks of yes and no in stock lists; static/js/admin_labels.js gives them their words.
    "false true "
    # Keys, commands of Word, a typeface.
    "alt command control ctrl end enter home tab changes comments track libertinus serif "
    "authenticator chrome csv docx email excel firefox freeotp google html http json linux matrix microsoft mp online "
    "otp pdf pin png portal qr safari svg totp url utf web word xlsx zalo".split()
)


class _Shown(HTMLParser):
    """The text a person sees, with titles and labels of what can be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "code", "textarea"}:
            self._silent += 1
        shown = dict(attributes)
        for name in ("title", "aria-label", "placeholder", "alt"):
            self.said.append(shown.get(name) or "")
        if tag == "input" and shown.get("type") in {"submit", "button"}:
            self.said.append(shown.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "code", "textarea"}:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def foreign_words(page: str) -> set[str]:
    """Words on a page that no Vietnamese syllable could be; what looks like an address or a user name is passed over."""
    reader = _Shown()
    reader.feed(page)
    found = set()
    for text in reader.said:
        for piece in text.split():
            if re.search(r"[./@_]\w|\d", piece):
                continue
            for word in _WORD.findall(piece):
                low = word.lower()
                is_short_form = word not in {low, low.title()}
                if low.isascii() and len(low) > 2 and not (is_short_form or low in _NAMES or _SYLLABLE.fullmatch(low)):
                    found.add(word)
    return found


def test_the_walk_finds_english_and_passes_vietnamese_over() -> None:
    page = '<p title="Delete">Thêm vào sổ, trực tuyến; Trần Văn Hoa 12-KH/TU</p><script>let english</script>'
    assert foreign_words(page) == {"Delete"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize("model", REGISTERED, ids=_model_id)
def test_a_stock_screen_of_the_admin_is_vietnamese(world: World, model: type[models.Model]) -> None:
    client = Client()
    client.force_login(world.people["superuser"])
    found: dict[str, set[str]] = {}
    for page, address in _pages(model, _instance(model)).items():
        answer = client.get(address)
        if answer.status_code == 200 and (words := foreign_words(answer.content.decode())):
            found[page] = words
    assert found == {}


def test_the_admin_knows_no_model_of_a_package_but_the_wrong_tries() -> None:
    foreign = {
        model._meta.label
        for model in admin.site._registry
        if not model.__module__.startswith(("organizations", "directives", "activities", "documents"))
    }
    assert foreign == {"axes.AccessAttempt"}


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if "200" in row.get))
def test_a_page_of_our_own_is_vietnamese(world: World, name: str) -> None:
    client = Client()
    client.force_login(world.people["superuser"])
    answer = client.get(address_of(name, world))
    content = b"".join(answer)  # read to the end, files too: only so are they closed
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        assert foreign_words(content.decode()) == set()
