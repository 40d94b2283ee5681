"""Việc cần làm: the tasks of one's organisation, reported as done, printed, and fetched by a calendar."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from cadre_portal.file_names import content_disposition
from directives import services
from directives.feeds import tasks_calendar
from directives.models import TaskFeed
from directives.tasks import MORE_KINDS, addressed_to, own_organizations, tasks_of
from organizations.current import signed_in
from organizations.models import Organization, User


def _chosen(user: User, wanted: str) -> tuple[list[Organization], Organization | None]:
    """The person's organisations and the one asked for (the first, where none is). Raises Http404 for a stranger's."""
    own = own_organizations(user)
    if not wanted:
        return own, own[0] if own else None
    found = next((row for row in own if str(row.pk) == wanted), None)
    if found is None:
        raise Http404
    return own, found


@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    own, organization = _chosen(user, request.GET.get("to_chuc", ""))
    with_more = request.GET.get("them") == "1"
    today = timezone.localdate()
    tasks = tasks_of(organization, user, today=today, kinds=MORE_KINDS if with_more else ()) if organization else []
    done = sum(task.done_on is not None for task in tasks)
    feed = TaskFeed.objects.filter(user=user).first()
    context = {
        "own": own,
        "organization": organization,
        "tasks": tasks,
        "overdue": sum(task.is_overdue for task in tasks),
        "done": done,
        "waiting": len(tasks) - done,
        "with_more": with_more,
        "today": today,
        "feed_address": _whole(request, feed) if feed else "",
    }
    return render(request, "directives/task_list.html", context)


def _whole(request: HttpRequest, feed: TaskFeed) -> str:
    path = reverse("directives:task_feed", kwargs={"token": feed.token})
    address: str = settings.PORTAL_ADDRESS
    return address.rstrip("/") + path if address else request.build_absolute_uri(path)


@require_POST
def task_report(request: HttpRequest, key: int) -> HttpResponse:
    """The organisation says that a task is done, or takes it back; then back to the page it was said on (``ve``)."""
    user = signed_in(request)
    _, organization = _chosen(user, request.POST.get("to_chuc", ""))
    if organization is None:
        raise Http404
    visible = {task.deadline.pk for task in tasks_of(organization, user, today=timezone.localdate(), kinds=MORE_KINDS)}
    deadline = get_object_or_404(addressed_to(organization), pk=key if key in visible else 0)
    said = request.POST.get("viec")
    if said == "xong":
        services.report_done(
            actor=user,
            deadline=deadline,
            organization=organization,
            done_on=timezone.localdate(),
            note=request.POST.get("ghi_chu", ""),
        )
        messages.success(request, f"Đã ghi: {organization.label} làm xong việc này.")
    elif said == "chua":
        services.report_not_done(actor=user, deadline=deadline, organization=organization)
        messages.success(request, "Đã ghi lại là chưa xong.")
    else:
        messages.error(request, "Cổng chưa rõ việc đã xong hay chưa. Hãy bấm lại một trong hai nút.")
    back = request.POST.get("ve", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect(f"{reverse('directives:task_list')}?to_chuc={organization.pk}")


@require_POST
def task_feed_change(request: HttpRequest) -> HttpResponse:
    """Make the private address of one's calendar anew, or take it back."""
    user = signed_in(request)
    if request.POST.get("viec") == "bo":
        services.drop_task_feed(actor=user)
        messages.success(request, "Đã bỏ địa chỉ lịch; địa chỉ cũ không còn dùng được.")
    else:
        services.make_task_feed(actor=user)
        messages.success(request, "Đã lập địa chỉ lịch mới; địa chỉ cũ (nếu có) không còn dùng được.")
    return redirect("directives:task_list")


@login_not_required
@require_safe
def task_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. Calendars cannot sign in: the address is the key, and dies with the account."""
    feed = TaskFeed.objects.select_related("user").filter(token=token, user__is_active=True).first()
    if feed is None:
        raise Http404
    today = timezone.localdate()
    seen: set[int] = set()
    tasks = []
    for organization in own_organizations(feed.user):
        for task in tasks_of(organization, feed.user, today=today):
            if task.deadline.pk not in seen:
                seen.add(task.deadline.pk)
                tasks.append(task)
    content = tasks_calendar(tasks, owner=feed.user.full_name, address=settings.PORTAL_ADDRESS, now=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition("Việc cần làm.ics", inline=True)
    return response
