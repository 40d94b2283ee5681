"""History pages of the admin that ask the same rule as every other page.

The stock pages of django-simple-history fall back to the last historical row where the admin's own queryset has none, and
so show anybody at a desk the whole past of rows that are not theirs.
"""

from itertools import pairwise
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from cadre_portal.date_fields import TYPED_DAYS


class VisibleHistoryAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """SimpleHistoryAdmin whose history opens only for rows of ``get_queryset``; others answer 404, as if there were none."""

    formfield_overrides: Any = TYPED_DAYS
    # Fields that no form changes and a reader of the history still asks about, such as the state.
    history_also: tuple[str, ...] = ()

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Any, foreign_keys_are_objs: bool = True
    ) -> None:
        """As in the stock list, and what changed in ``history_also``, choices by the names they have on screen."""
        rows = list(historical_records)
        # The oldest of a page is compared with the newest of the next.
        if rows and (older := rows[-1].prev_record) is not None:
            rows.append(older)
        super().set_history_delta_changes(request, rows, foreign_keys_are_objs)
        for row, before in pairwise(rows):
            for name in self.history_also:
                old, new = getattr(before, name), getattr(row, name)
                if old != new:
                    field = self.model._meta.get_field(name)
                    said = dict(field.flatchoices)
                    change = {
                        "field": field.verbose_name,
                        "old": said.get(old, str(old)),
                        "new": said.get(new, str(new)),
                    }
                    row.history_delta_changes.insert(0, change)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._require_visible(request, object_id)
        answer: HttpResponse = super().history_view(request, object_id, extra_context)
        return answer

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._require_visible(request, object_id)
        answer: HttpResponse = super().history_form_view(request, object_id, version_id, extra_context)
        return answer

    def _require_visible(self, request: HttpRequest, object_id: str) -> None:
        try:
            found = self.get_queryset(request).filter(pk=unquote(object_id)).exists()
        except (ValueError, ValidationError):
            found = False
        if not found:
            raise Http404
