"""``below``: what begins with a text, letter for letter, alike on both databases."""

import pytest
from django.db import connection
from django.db.models import F, OuterRef

from organizations.access import path_filter
from organizations.models import Organization
from tests.builders import make_organization

pytestmark = pytest.mark.django_db


def test_below_a_place_are_the_place_and_what_hangs_there() -> None:
    province = make_organization("Tỉnh ủy Hải Đông")
    ward = make_organization("Đảng ủy phường Bình Giang", parent=province)
    cell = make_organization("Chi bộ 1", parent=ward)
    make_organization("Tỉnh ủy Sơn Nam")

    assert set(Organization.objects.filter(path_filter("path", [ward.path]))) == {ward, cell}
    assert set(Organization.objects.filter(path_filter("path", [province.path]))) == {province, ward, cell}
    assert not Organization.objects.filter(path_filter("path", [])).exists()


@pytest.mark.parametrize("text", ["*", "?ổ", "[A-Z]", "%", "_ổ", "tổ", "Tổ *x"])
def test_signs_mean_themselves_and_case_counts(text: str) -> None:
    make_organization("Tổ dân phố 1")
    assert not Organization.objects.filter(name__below=text).exists()


def test_signs_are_found_as_themselves() -> None:
    named = make_organization("Tổ *[?]% 1")
    assert list(Organization.objects.filter(name__below="Tổ *[?]%")) == [named]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="belongs to the other database: says how SQLite looks for it")
def test_sqlite_finds_what_is_below_by_an_index() -> None:
    told = Organization.objects.filter(path_filter("path", ["00010002"])).explain()
    assert "path>? AND path<?" in told


@pytest.mark.skipif(connection.vendor != "sqlite", reason="belongs to the other database: says how SQLite looks for it")
def test_sqlite_finds_what_is_within_a_body_by_an_index() -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")
    told = Organization.objects.within(ward).explain()
    assert "path>? AND path<?" in told


@pytest.mark.parametrize("column", [F("name"), OuterRef("path")])
def test_a_column_is_no_text_to_begin_with(column: F) -> None:
    with pytest.raises(TypeError, match="below"):
        Organization.objects.filter(path__below=column)
