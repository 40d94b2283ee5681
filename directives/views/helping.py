"""Answers for the form in which a directive is typed: what a number says, and whether it is there already."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from cadre_portal.text import key_of
from directives.access import works_with_records
from directives.addresses import address_of
from directives.numbers import number_key
from directives.pasted import propose_for_number, same_documents, surest_issuer
from organizations.current import signed_in
from organizations.models import Organization


@require_safe
def directive_guess(request: HttpRequest) -> JsonResponse:
    """Kind and issuers that a number speaks for, and the directives one may see that carry it.

    ``so``: the number as typed; ``luu_tai``: key of the body that will hold the record; ``tru``: key of the directive being changed.
    """
    user = signed_in(request)
    if not works_with_records(user):
        raise PermissionDenied
    number = request.GET.get("so", "")[:120]
    holder = key_of(request.GET.get("luu_tai", ""))
    near = None
    if holder is not None:
        near = Organization.objects.visible_to(user).filter(pk=holder).first()
    proposal = propose_for_number(number, near=near)
    keys = [row.pk for row in proposal.issuers]
    visible = set(Organization.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    issuers = [row for row in proposal.issuers if row.pk in visible]
    surest = surest_issuer(issuers, near)
    same = same_documents(
        user,
        number_key=number_key(number),
        kind_id=None,
        register_id=None,
        besides=key_of(request.GET.get("tru", "")),
    )
    return JsonResponse(
        {
            "number": proposal.number,
            "kind": {"key": proposal.kind.pk, "name": proposal.kind.name} if proposal.kind else None,
            "issuer": {"key": surest.pk, "name": surest.name} if surest else None,
            "issuers": [{"key": row.pk, "name": row.name} for row in issuers],
            "same": [{"text": row.citation, "url": address_of(row.pk)} for row in same],
        }
    )
