"""Addresses of the register's pages for code that has no request: providers, feeds, exports."""

from django.urls import reverse


def address_of(directive_key: int) -> str:
    return reverse("directives:directive_show", kwargs={"key": directive_key})
