"""Whether a person may see one edition or one directive is decided in two queries: the person's roles, and the row."""

import pytest
from pytest_django import DjangoAssertNumQueries

from directives.models import Directive
from documents.models import Edition
from organizations.models import User
from organizations.roles import Role
from tests.builders import make_bulletin, make_directive, make_edition, make_user, make_ward

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_a_row_is_decided_in_two_queries(role: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ward = make_ward()
    place = ward.cells[1] if role in {Role.SECRETARY, Role.DEPUTY} else ward.committee
    key = make_user(role=Role(role), at=place).pk
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)
    directive = make_directive(ward.committee)

    for rows, one in ((Edition.objects.all(), edition), (Directive.objects.all(), directive)):
        with django_assert_num_queries(2):
            assert rows.visible_to(User(pk=key, is_active=True)).filter(pk=one.pk).exists()
