"""The tasks as a calendar (iCalendar, RFC 5545) for a phone or a desk program."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from directives.tasks import Task


def tasks_calendar(tasks: Iterable[Task], *, owner: str, address: str, now: datetime) -> bytes:
    """A calendar with one all-day event a task, on its last day, and a reminder the day before at nine.

    ``address``: where the portal is reached, to make links whole; "" leaves them out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Cadre Portal//Viec can lam//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Việc cần làm: {owner}")
    for task in tasks:
        calendar.add_component(_event(task, address, now))
    return bytes(calendar.to_ical())


def _event(task: Task, address: str, now: datetime) -> Event:
    deadline = task.deadline
    due_on: date = deadline.due_on or now.date()
    event = Event()
    event.add("uid", f"viec-{deadline.pk}@cadre-portal")
    event.add("dtstamp", now)
    event.add("dtstart", due_on)
    event.add("dtend", due_on + timedelta(days=1))
    event.add("summary", ("Đã xong: " if task.done_on else "") + deadline.text[:250])
    source = deadline.directive.citation if deadline.directive else deadline.sentence
    event.add("description", f"{deadline.sentence or deadline.text}\n\n{source}".strip())
    event.add("transp", "TRANSPARENT")
    if address and task.url:
        event.add("url", address.rstrip("/") + task.url)
    if not task.done_on:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", deadline.text[:250])
        alarm.add("trigger", timedelta(hours=-15))
        event.add_component(alarm)
    return event
