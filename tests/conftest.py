"""Shared fixtures: files go to a folder of the test, static files are served plain, the database is a real one.

What a test needs beside Python is named here once (``needs_samples``, ``needs_soffice`` …). Where it is absent the test is
skipped by that name; with ``REQUIRE_ALL=1`` such a skip is a failure, except for the real bulletins, which are not part
of the project, and for tests that belong to the other database (``.ci/run`` runs both).
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

# How quick the machine is decides over no test.
hypothesis_settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("any_machine")

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SAMPLES = SHARED / "samples"
SAMPLES_REASON = "the real bulletins (../shared/samples) are absent"
OTHER_DATABASE_REASON = "belongs to the other database"


def find_chromium() -> str | None:
    """Path of a Chromium-like browser: ``CHROMIUM`` of the environment, or one on the path."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if os.access(given, os.X_OK) else None
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


def _playwright_is_installed() -> bool:
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return False
    return True


HAS_BROWSER = find_chromium() is not None and _playwright_is_installed()
BROWSER_REASON = "no Chromium (or no playwright package) on this machine"

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason=SAMPLES_REASON)
needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is absent")
needs_pdftoppm = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils (pdftoppm) is absent")
needs_nginx = pytest.mark.skipif(
    shutil.which("nginx") is None and not Path("/usr/sbin/nginx").exists(), reason="nginx is absent"
)


def only_on(vendor: str) -> pytest.MarkDecorator:
    """Mark of a test about one database: ``@only_on("sqlite")`` or ``@only_on("postgresql")``."""
    return pytest.mark.skipif(default_connection.vendor != vendor, reason=f"{OTHER_DATABASE_REASON}: {vendor}")


# --- Skips --------------------------------------------------------------------------------------------------------


def _may_be_skipped(reason: str) -> bool:
    return "../shared" in reason or OTHER_DATABASE_REASON in reason


def _refuse_skip(report: Any) -> None:
    """Turn a skip into a failure where everything is required; an expected failure (xfail) is none."""
    if not REQUIRE_ALL or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not _may_be_skipped(reason):
        report.outcome = "failed"
        report.longrepr = f"Skipped although REQUIRE_ALL=1 — {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: "pytest.CallInfo[None]") -> Any:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    report = yield
    _refuse_skip(report)
    return report


def pytest_report_header() -> list[str]:
    lines = [f"database: {default_connection.vendor}"]
    if not HAS_BROWSER:
        lines.append(f"browser tests will be skipped: {BROWSER_REASON}")
    if not SAMPLES.is_dir():
        lines.append(f"tests on real bulletins will be skipped: {SAMPLES_REASON}")
    return lines


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that really commits gets back, afterwards, the rows that migrations had put in (kinds, types …)."""
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        mark = item.get_closest_marker("django_db")
        commits = "live_server" in names or "transactional_db" in names
        if mark is not None and (commits or mark.kwargs.get("transaction")):
            item.add_marker(pytest.mark.django_db(**{**mark.kwargs, "serialized_rollback": True}), append=False)
        elif mark is None and commits:
            names.append("django_db_serialized_rollback")


# --- Database -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite: a file with the settings of the real one (WAL, IMMEDIATE), not one memory shared by all threads; only so
    does the live server lock and wait as it will in use."""
    for database in django_settings.DATABASES.values():
        if database["ENGINE"] == "django.db.backends.sqlite3":
            database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "portal.sqlite3")


@contextmanager
def _guards_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Lift the triggers that forbid deleting (the access log's) while the tables of a finished test are emptied.

    In use nothing lifts them. Other triggers, such as those that keep the search tables in step, stay.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE%'")
            triggers: list[tuple[str, str]] = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            yield
            for _, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0"
            )
            tables = [row[0] for row in cursor.fetchall()]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_guards() -> Iterator[None]:
    original = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        from django.db import transaction

        with transaction.atomic(using=self.connection.alias), _guards_lifted(self.connection):
            original(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield


# --- Settings -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _trial_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Plain http, plain static files, quick passwords: for the whole run, because the live server starts only once."""
    with override_settings(
        # whitenoise warns where the folder of collected files is missing; the finders serve the tests.
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        HTTPS=False,
        # Tests of the second factor ask for it; the others are about other things.
        MFA_REQUIRED=False,
        SECURE_SSL_REDIRECT=False,
        SECURE_HSTS_SECONDS=0,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _sessions_begin_as_at_the_door() -> Iterator[None]:
    """``force_login`` leaves out what the door notes in a session; without it the first page would cost a write more."""
    original = Client._login  # type: ignore[attr-defined]

    def login(self: Client, user: Any, backend: str) -> None:
        original(self, user, backend)
        session = self.session
        session["active"] = timezone.now().timestamp()
        session.save()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "_login", login)
        yield


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
