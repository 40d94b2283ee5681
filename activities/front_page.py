"""The line of news sent in on the first page of the admin."""

from django.urls import reverse

from activities.models import Submission
from organizations.front_page import Waiting
from organizations.models import User


def waiting_submissions(user: User) -> list[Waiting]:
    """One line while something sent to the person's desk waits to be seen."""
    waiting = Submission.objects.editable_by(user).waiting().count()
    if not waiting:
        return []
    return [
        Waiting(
            f"Tin gửi đến: {waiting} tin", "Chờ xem", "Xem tin", reverse("admin:activities_submissions"), is_mine=True
        )
    ]
