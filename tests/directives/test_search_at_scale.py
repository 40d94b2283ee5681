"""Search in a register of 20,000: every spelling of every asked number first, bare numbers of the own register first, the
very document behind a question of kind, topic and season in the first five."""

import random
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.register import OWN, Row, make_bodies, rows, write_csv
from directives.models import Directive
from directives.register_import import import_register
from directives.search.find import search
from directives.search.query import read_question
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_user

pytestmark = pytest.mark.django_db
COUNT = 20_000
TODAY = date(2026, 11, 22)
SEASONS = {
    1: "xuân",
    2: "xuân",
    3: "xuân",
    5: "hè",
    6: "hè",
    7: "hè",
    8: "thu",
    9: "thu",
    10: "thu",
    11: "đông",
    12: "đông",
}


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    _plain,
    lambda number: number.replace("-", " ").replace("/", " "),
    lambda number: number.replace("-", " - ").replace("/", " / "),
    lambda number: f"số {number}",
    lambda number: number.replace("-", "–"),
    lambda number: unicodedata.normalize("NFD", number),
)


def _first(text: str, user: User, count: int) -> list[Directive]:
    base = Directive.objects.visible_to(user).registered()
    question = read_question(text, user=user, today=TODAY)
    return [hit.directive for hit in search(user=user, question=question, base=base, size=count).hits]


def _is(found: Directive, row: Row) -> bool:
    """Whether it is this very document: its number alone would not tell."""
    issuer = found.register.name if found.register else ""
    return (found.number, found.issued_on, issuer) == (row.number, row.issued_on, row.issuer)


def _questions(made: list[Row], rng: random.Random) -> list[tuple[str, Row]]:
    """Kind, words of the topic and the season of a document, without its number; every document asked for has a title that
    no other has, so that there is one right answer."""
    titles = Counter(row.summary for row in made)
    wanted = [row for row in made if row.issued_on.month in SEASONS and titles[row.summary] == 1]
    asked = []
    for row in rng.sample(wanted, 100):
        text = f"{row.kind} {row.topic} {SEASONS[row.issued_on.month]} năm {row.issued_on.year}"
        asked.append((text if rng.random() < 0.5 else _plain(text), row))
    return asked


def test_twenty_thousand_directives_are_found_as_promised(tmp_path: Path) -> None:
    """One long test, because the register is made only once."""
    make_bodies()
    ward = Organization.objects.get(name=OWN)
    write_csv(tmp_path / "register.csv", COUNT)
    assert import_register(tmp_path / "register.csv", actor=None, held_by=ward).written == COUNT
    # What autovacuum does by itself in a register that lives longer than a test.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clerk = make_user(role=Role.CLERK, at=ward)
    rng = random.Random(7)  # noqa: S311 - a fixed sample
    made = list(rows(COUNT))

    missed = []
    for row in rng.sample(made, 500):
        for spelling in SPELLINGS:
            found = _first(spelling(row.number), clerk, 1)
            if not found or found[0].number != row.number:
                missed.append(spelling(row.number))
    assert missed == []

    own = [row for row in made if row.issuer == OWN]
    missed = []
    for row in rng.sample(own, 100):
        bare = row.number.split("-")[0]
        found = _first(rng.choice((bare, f"văn bản {bare}", f"số {bare}")), clerk, 20)
        same = [hit for hit in found if hit.sequence == int(bare)]
        if not found or found[0].register != ward or found[: len(same)] != same:
            missed.append(bare)
    assert missed == []

    missed = []
    for text, row in _questions(made, rng):
        found = _first(text, clerk, 5)
        if not any(_is(hit, row) for hit in found):
            missed.append(text)
    assert len(missed) <= 10, missed
