"""The settings that protect readers, as they stand when the portal is served over HTTPS."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.builders import PASSWORD, make_user

ROOT = Path(__file__).resolve().parent.parent
_DUMP = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
"""


def _run(arguments: list[str], tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """A fresh interpreter with nothing of this run's environment but what is named."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cadre_portal.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All settings of a portal in service."""
    done = _run(["-c", _DUMP], tmp_path_factory.mktemp("var"), ALLOWED_HOSTS="tai-lieu.example")
    assert done.returncode == 0, done.stderr
    settings: dict[str, Any] = json.loads(done.stdout)
    return settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", False),
        ("ALLOWED_HOSTS", ["tai-lieu.example"]),
        ("SESSION_COOKIE_SECURE", True),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("CSRF_COOKIE_SECURE", True),
        ("CSRF_COOKIE_SAMESITE", "Lax"),
        ("SECURE_SSL_REDIRECT", True),
        ("SECURE_HSTS_SECONDS", 31536000),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", True),
        ("SECURE_CONTENT_TYPE_NOSNIFF", True),
        ("SECURE_REFERRER_POLICY", "same-origin"),
        ("X_FRAME_OPTIONS", "DENY"),
        ("MEDIA_URL", "/"),
        ("TIME_ZONE", "Asia/Ho_Chi_Minh"),
        ("AXES_FAILURE_LIMIT", 5),
        ("AXES_LOCKOUT_PARAMETERS", [["username", "ip_address"]]),
        ("LOCK_ACCOUNT_AFTER", 20),
        ("LOCK_ADDRESS_AFTER", 100),
        ("MFA_REQUIRED", True),
        ("IDLE_LOCK_MINUTES", 15),
        ("DORMANT_DAYS", 180),
        ("SESSION_COOKIE_AGE", 14 * 24 * 3600),
        ("SECURE_HSTS_PRELOAD", True),
        ("SECURE_CROSS_ORIGIN_OPENER_POLICY", "same-origin"),
    ],
)
def test_a_served_portal_is_closed_by_default(served: dict[str, Any], name: str, value: object) -> None:
    assert served[name] == value


def test_the_policy_allows_nothing_inline_and_nothing_foreign(served: dict[str, Any]) -> None:
    directives = served["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    for name, sources in directives.items():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "https:", "http:"} & set(sources), name
    for name in ("script-src", "style-src", "connect-src", "form-action", "font-src"):
        assert not {"data:", "blob:"} & set(directives[name]), name
    assert directives["object-src"] == directives["base-uri"] == directives["frame-ancestors"] == ["'none'"]


def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = _run(
        ["-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        tmp_path,
        ALLOWED_HOSTS="tai-lieu.example",
    )
    assert done.returncode == 0, done.stderr


def test_the_secret_key_is_made_once_and_readable_by_the_owner_only(tmp_path: Path) -> None:
    script = "from django.conf import settings; print(settings.SECRET_KEY)"
    first, second = (_run(["-c", script], tmp_path).stdout.strip() for _ in range(2))
    assert first == second
    assert len(first) >= 60
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("HTTPS", "x"),
        ("MFA_REQUIRED", "maybe"),
        ("DORMANT_DAYS", "90"),
        ("IDLE_LOCK_MINUTES", "600"),
        ("CONN_MAX_AGE", "soon"),
        ("DATABASE_URL", "oracle"),
    ],
)
def test_a_wrong_value_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    environment = {name: value}
    if name == "CONN_MAX_AGE":
        environment["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/none"
    done = _run(["manage.py", "check", "--database", "default"], tmp_path, **environment)
    assert done.returncode != 0


def test_a_trial_on_ones_own_machine_asks_for_no_second_factor_unless_told_to(tmp_path: Path) -> None:
    script = "from django.conf import settings; print(settings.MFA_REQUIRED, settings.SESSION_COOKIE_SECURE)"
    assert _run(["-c", script], tmp_path, HTTPS="0").stdout.split() == ["False", "False"]
    assert _run(["-c", script], tmp_path, HTTPS="0", MFA_REQUIRED="1").stdout.split() == ["True", "False"]


@pytest.mark.django_db
def test_over_https_cookies_are_for_https_alone_and_the_browser_is_told_to_stay_there(
    client: Client, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    make_user("le.van.tam")

    plain = client.get("/dang-nhap/")
    entered = client.post("/dang-nhap/", {"username": "le.van.tam", "password": PASSWORD}, secure=True)

    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/dang-nhap/")
    assert entered.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    session = entered.cookies["sessionid"]
    assert (session["secure"], session["httponly"], session["samesite"]) == (True, True, "Lax")
    assert session["path"] == "/"
    assert not session["domain"]


@pytest.mark.django_db
def test_every_answer_carries_the_protecting_headers(client: Client) -> None:
    answer = client.get("/dang-nhap/")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"] or "no-cache" in answer.headers["Cache-Control"]


def test_an_empty_database_address_means_the_file_as_none_does(tmp_path: Path) -> None:
    done = _run(["-c", _DUMP], tmp_path, ALLOWED_HOSTS="tai-lieu.example", DATABASE_URL="")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["DATABASES"]["default"]["NAME"] == str(tmp_path / "portal.sqlite3")
