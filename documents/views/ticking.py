"""Lists on which places are ticked, one or many at once: paper handed over, paper taken back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from cadre_portal.text import key_of
from documents.services.paper import PAPER_ROLES
from organizations.models import User


def may_tick_paper(user: User) -> bool:
    return user.reach.everything or user.reach.has_any(PAPER_ROLES)


def tick_places(
    request: HttpRequest,
    user: User,
    *,
    tick: Callable[[list[int]], int],
    untick: Callable[[list[int]], int],
    ticked: str,
) -> None:
    """Do what a POSTed list asks for and leave a message: ``noi`` names deliveries, ``viec=bo`` takes the tick off again.

    ``tick`` and ``untick`` get the keys and return how many changed; ``ticked`` is the message, with ``{count}``. Raises
    PermissionDenied for who may not tick.
    """
    if not may_tick_paper(user):
        raise PermissionDenied
    posted = request.POST.getlist("noi")
    keys = [key for key in map(key_of, posted) if key is not None]
    if not keys:
        messages.error(request, "Đồng chí chưa chọn nơi nào. Hãy đánh dấu ít nhất một nơi rồi bấm lại.")
    elif request.POST.get("viec") == "bo":
        messages.success(request, f"Đã bỏ ghi {untick(keys)} nơi.")
    else:
        messages.success(request, ticked.format(count=tick(keys)))
