"""The paper to be read out at a meeting, made from a frozen edition whenever it is asked for."""

from django.db.models.functions import Length

from directives.models import Abbreviation
from documents.models import Edition, EditionEntry, Entry
from documents.rendering.html import running_text
from documents.rendering.meeting import MeetingPaper, make_item, spelt_out

_NEWS = (Entry.Kind.NEWS, Entry.Kind.NEWS_GROUP)


def meeting_paper(edition: Edition) -> MeetingPaper:
    """Main entries as items, news as titles, abbreviations written out: two queries."""
    items = []
    news = []
    for entry in edition.entries.all():
        if entry.kind in _NEWS:
            news += _news_line(entry)
            continue
        items.append(
            make_item(
                number=entry.number,
                heading=entry.heading,
                short_title=entry.short_title,
                text=running_text(entry.html),
                gist=entry.gist,
                cell_tasks=entry.cell_tasks,
                questions=entry.questions,
            )
        )
    expansions: dict[str, list[str]] = {}
    # Single letters are no abbreviations to be read out.
    rows = Abbreviation.objects.annotate(length=Length("short")).filter(length__gt=1)
    for short, words in rows.values_list("short", "expansion"):
        expansions.setdefault(short, []).append(words)
    paper = MeetingPaper(edition.publisher.name, edition.title, tuple(items), tuple(news))
    return spelt_out(paper, expansions)


def _news_line(entry: EditionEntry) -> list[str]:
    """A news item by its title; of a group only what it says itself, its items follow."""
    title = " ".join((entry.short_title or entry.heading).split())
    if entry.kind == Entry.Kind.NEWS:
        return [title] if title else []
    return []
