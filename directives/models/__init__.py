"""What was issued: the register of directives (văn bản), their files, citations and deadlines."""

from directives.models.citation import Citation, CitationQuerySet
from directives.models.citing_text import CitingText
from directives.models.deadline import Deadline, DeadlineProgress, DeadlineQuerySet, TaskFeed
from directives.models.register import Abbreviation, Directive, DirectiveFile, DirectiveKind, DirectiveQuerySet
from directives.models.words import DirectiveWords, FileWords

__all__ = [
    "Abbreviation",
    "Citation",
    "CitationQuerySet",
    "CitingText",
    "Deadline",
    "DeadlineProgress",
    "DeadlineQuerySet",
    "Directive",
    "DirectiveFile",
    "DirectiveKind",
    "DirectiveQuerySet",
    "DirectiveWords",
    "FileWords",
    "TaskFeed",
]
