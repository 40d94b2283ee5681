"""Deadlines, targets, periods and coming events in running text and tables.

``words`` the patterns, ``days`` the days they mean, ``clause`` a clause and whom it addresses, ``tables`` columns of days,
``judge`` whether a time is a deadline, ``find`` puts them together, ``model`` what comes out. Pure: text and days in, dataclasses out.
"""

from directives.deadlines.days import Precision
from directives.deadlines.find import find_deadlines
from directives.deadlines.model import DeadlineKind, FoundDeadline, deadline_as_json

__all__ = ["DeadlineKind", "FoundDeadline", "Precision", "deadline_as_json", "find_deadlines"]
