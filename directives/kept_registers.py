"""A register that was looked through and found good is kept for an hour, so that one press writes what was checked.

Each file is its owner's alone and is named by a number nobody can guess; it lies beside the other files of the portal, where no
address leads. It is deleted once it is written, and after its hour by whoever comes next, or by ``manage.py run_due``.
"""

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from organizations.models import User

_HOURS = 1
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class KeptRegister:
    """How the file was looked through, and so will be written. ``rows``: how many would be; ``issuer``, ``sheet``: what was chosen."""

    held_by: int
    create_issuers: bool
    rows: int
    name: str
    issuer: int | None = None
    sheet: str = ""


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _paths(user: User, token: str) -> tuple[Path, Path]:
    """The file, and what is known about it."""
    stem = _folder() / f"{user.pk}-{token}"
    return stem.with_suffix(".table"), stem.with_suffix(".json")


def keep_register(user: User, file: Path, about: KeptRegister, *, now: datetime) -> str:
    """Keep a copy of ``file``; return the token that fetches it. What is older than its hour goes."""
    sweep_registers(now)
    token = secrets.token_hex(16)
    table, known = _paths(user, token)
    table.touch(mode=0o600)
    shutil.copyfile(file, table)
    known.touch(mode=0o600)
    known.write_text(json.dumps(asdict(about)), encoding="utf-8")
    return token


def kept_register(user: User, token: str, *, now: datetime) -> KeptRegister | None:
    """What is kept under the person's token; None where it is not, or no longer."""
    if not _TOKEN.fullmatch(token):
        return None
    sweep_registers(now)
    table, known = _paths(user, token)
    if not table.is_file():
        return None
    try:
        return KeptRegister(**json.loads(known.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


@contextmanager
def taken_register(user: User, token: str) -> Iterator[Path | None]:
    """The file, taken so that a second press finds nothing, and put back unless the caller deletes it: broken off while it was
    being written, it may be pressed again. None where somebody has it already."""
    table, known = _paths(user, token)
    taken = table.with_suffix(".taken")
    try:
        table.rename(taken)
    except FileNotFoundError:
        yield None
        return
    try:
        yield taken
    finally:
        if taken.exists():
            taken.rename(table)
        else:
            known.unlink(missing_ok=True)


def sweep_registers(now: datetime) -> int:
    """Delete what is older than its hour; return how many registers that were."""
    count = 0
    for path in _folder().iterdir():
        try:
            changed = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
            # One that is being written at the moment is let be, for as long as the longest import may take.
            kept_for = timedelta(hours=_HOURS * (2 if path.suffix == ".taken" else 1))
            if now - changed > kept_for:
                path.unlink()
                count += path.suffix != ".json"
        except FileNotFoundError:
            continue
    return count
