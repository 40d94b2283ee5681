"""Small helps for templates of every app."""

from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def near_pages(page: "Page[Any]") -> list[int | None]:
    """Numbers of the first, last and neighbouring pages in order; ``None`` stands where numbers are left out."""
    last = page.paginator.num_pages
    wanted = {1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)}
    found: list[int | None] = []
    before = 0
    for number in sorted(wanted):
        if number == before + 2:
            found.append(before + 1)
        elif number > before + 2:
            found.append(None)
        found.append(number)
        before = number
    return found
