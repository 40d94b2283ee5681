"""The reading page of an issue and what the reader says back."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from cadre_portal.kept import Kept
from cadre_portal.text import key_of, squeeze
from directives.addresses import address_of
from documents.access import OFFICE_ROLES
from documents.addresses import addresses_of, file_stem
from documents.browsers import is_in_app
from documents.models import Edition, EditionEntry
from documents.rendering.reading_page import (
    read_places,
    snippet_around,
    with_gist,
    with_large_photos,
    with_links,
    with_marks,
    with_sound,
)
from documents.services.asking_again import earlier_hold
from documents.services.changed_entries import changes_to_read
from documents.services.delivering import acknowledge, mark_opened, to_be_acknowledged
from documents.services.marking import mark_for, own_settings
from documents.services.reading import edition_to_read, entries_to_read, has_earlier_readable, refuse_withdrawn, spot_of
from documents.services.recording import Player, players_of
from organizations.current import only_asks, signed_in
from organizations.log import record_taken
from organizations.models import AccessLog
from organizations.roles import Role

# The reader's choice of type: "lon" or "thuong". A cookie, so that it is kept with scripts and without.
SIZE_COOKIE = "chu"
SIZES = ("thuong", "lon")
_YEAR = 365 * 24 * 3600
_LONGEST_SEARCH = 100
_THANKS = "bao-loi-"


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry as the page shows it."""

    entry: EditionEntry
    html: SafeString
    tasks: list[SafeString]
    questions: list[SafeString]


@dataclass(frozen=True, slots=True)
class Find:
    """An entry that holds the words looked for: where to go, text before, the words as printed, text after."""

    entry: EditionEntry
    anchor: str
    before: str
    hit: str
    after: str


@require_safe
def bulletin_read(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """The issue on screen. Opening it marks the delivery of an officer's cell. ``?tim=`` finds words in it, ``?chu=lon`` keeps
    large type for this device."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    if edition.is_withdrawn:
        may_collect = user.reach.has_any((*OFFICE_ROLES, Role.COORDINATOR))
        context = {"edition": edition, "may_collect": may_collect, "addresses": addresses_of(edition, number=number)}
        return render(request, "documents/bulletin_withdrawn.html", context, status=410)
    if edition.is_to_be_opened and not only_asks(request):
        mark_opened(actor=user, edition=edition)
    entries = entries_to_read(user, edition)
    record_taken(AccessLog.Action.READ, actor=user, organization=edition.publisher_id, target=edition, request=request)
    addresses = addresses_of(edition, number=number)
    wanted = squeeze(request.GET.get("tim", ""))[:_LONGEST_SEARCH]
    size = _chosen_size(request)
    players = players_of(edition)
    own = own_settings(edition)
    parts = _parts(edition, entries, addresses, players, wanted)
    text, other_messages = _with_thanks(request, parts["text"])
    held = earlier_hold(user, edition) if edition.number > 1 and not edition.has_newer else None
    has_slip = not edition.has_newer and has_earlier_readable(user, edition)
    anchors = {entry.anchor for entry in entries}
    context = {
        "edition": edition,
        **parts,
        "text": text,
        "messages": other_messages,
        "sound": players.get(None),
        "addresses": addresses,
        "held": held,
        "has_slip": has_slip,
        "changed": changes_to_read(user, edition, held, anchors) if has_slip else [],
        "sees_coverage": user.reach.has_any((*OFFICE_ROLES, Role.COORDINATOR)),
        "is_large": size == "lon",
        "mark": mark_for(user, edition),
        "is_in_app": is_in_app(request),
        "share_name": f"{file_stem(edition)}.pdf" if own is not None and own.pdf_shared else "",
        "wanted": wanted,
        "finds": _finds(entries, wanted, parts["text"]),
    }
    response = render(request, "documents/bulletin_read.html", context)
    if request.GET.get("chu") in SIZES:
        # Not httponly: the page's own script changes it without loading the page again.
        response.set_cookie(SIZE_COOKIE, size, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return response


def thanks_place(entry: EditionEntry) -> str:
    """Where the page says that a mistake in the entry was reported: an id beside the entry's own link."""
    return f"{_THANKS}{entry.anchor}"


def _with_thanks(request: HttpRequest, text: SafeString) -> tuple[SafeString, list[Message]]:
    """The text with the portal's word on a report right below the link it was made from, and the messages left for the top."""
    others = []
    for message in messages.get_messages(request):
        place = message.extra_tags or ""
        link = re.search(rf'<p [^>]*id="{re.escape(place)}">.*?</p>', text) if place.startswith(_THANKS) else None
        if link is None:
            others.append(message)
        else:
            said = render_to_string("documents/_said_here.html", {"message": message})
            # All of it was drawn by templates.
            text = mark_safe(text[: link.end()] + said + text[link.end() :])  # noqa: S308
    return text, others


def _chosen_size(request: HttpRequest) -> str:
    size = request.GET.get("chu") or request.COOKIES.get(SIZE_COOKIE, "")
    return size if size in SIZES else SIZES[0]


def _as_read(entry: EditionEntry, player: Player | None, wanted: str) -> ReadEntry:
    tasks, questions = (
        [_marked(escape(line), wanted) for line in _lines(text)] for text in (entry.cell_tasks, entry.questions)
    )
    return ReadEntry(entry, _html_to_read(entry, player, wanted), tasks, questions)


def _marked(html: str, wanted: str, *, first: str = "") -> SafeString:
    """Sanitised HTML with what the reader looks for marked in it."""
    return mark_safe(with_marks(html, wanted, first=first))  # noqa: S308


# Contents and text of the issues read last as they stand on the page, by edition, links and address: the same for all readers
# who may see the same directives, and most of the work of a page.
_kept_parts: Kept[dict[str, SafeString]] = Kept(48)


def _parts(
    edition: Edition,
    entries: list[EditionEntry],
    addresses: dict[str, str],
    players: dict[int | None, Player],
    wanted: str,
) -> dict[str, SafeString]:
    """The contents and the entries of the page, drawn once for the same links and recordings; with marks for one reader."""
    key = (edition.token, addresses["read"], tuple(entry.cited for entry in entries), tuple(players.items()))
    parts = None if wanted else _kept_parts.get(key)
    if parts is None:
        context = {
            "entries": [_as_read(entry, players.get(entry.pk), wanted) for entry in entries],
            "addresses": addresses,
        }
        parts = {
            "contents": render_to_string("documents/_contents.html", context),
            "text": render_to_string("documents/_entries.html", context),
        }
        if not wanted:
            _kept_parts.put(key, parts)
    return parts


def _html_to_read(entry: EditionEntry, player: Player | None, wanted: str) -> SafeString:
    """The entry's frozen HTML with links, main points, marks, large photos and its recording."""
    links = {place: address_of(key) for place, key in read_places(entry.cited).items()}
    html = with_links(entry.html, f"{entry.heading}\n{entry.text}".strip(), links)
    html = _marked(with_gist(html, entry.gist), wanted, first=f"tim-{entry.anchor}")
    html = with_large_photos(html)
    if player is not None:
        html = with_sound(html, player.address, player.media_type, label="Nghe mục này")
    # Frozen by the publishing service from sanitised text; what is added above is escaped.
    return mark_safe(html)  # noqa: S308


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _finds(entries: list[EditionEntry], wanted: str, text: str) -> list[Find]:
    """The entries that hold the words; ``text``: the entries as drawn, with the marks to go to."""
    if not wanted:
        return []
    finds = []
    for entry in entries:
        around = snippet_around(_words_of(entry), wanted)
        if around is not None:
            mark = f"tim-{entry.anchor}"
            finds.append(Find(entry, mark if f'id="{mark}"' in text else entry.anchor, *around))
    return finds


def _words_of(entry: EditionEntry) -> str:
    """All that stands on the page of an entry."""
    return "\n".join((entry.heading, entry.gist, entry.text, entry.cell_tasks, entry.questions))


@require_POST
def bulletin_acknowledge(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """“Đã nhận”: the cell has the issue. Pressed twice it changes nothing. Who leads several cells is asked which (``noi``)."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    asked = to_be_acknowledged(user, edition)
    chosen = {key for key in map(key_of, request.POST.getlist("noi")) if key is not None}
    if not chosen and len(asked[:2]) > 1:
        addresses = addresses_of(edition, number=number)
        context = {"edition": edition, "deliveries": asked.order_by("path"), "addresses": addresses}
        return render(request, "documents/bulletin_acknowledge.html", context)
    acknowledge(actor=user, edition=edition, deliveries=chosen or None)
    # To where the thanks stand: at the top of a long page one would not know that it worked.
    return redirect(f"{addresses_of(edition, number=number)['read']}#da-nhan")
