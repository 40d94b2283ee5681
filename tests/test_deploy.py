"""The examples under deploy/ do what docs/operations.md says."""

import configparser
import os
import re
import select
import socket
import sqlite3
import subprocess
import sys
import tarfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import get_commands
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cadre_portal.proxy import ReportedAddress
from tests.access_matrix.world import World, make_world
from tests.builders import make_entry, make_recording, mp3_bytes, publish_as
from tests.conftest import needs_nginx
from tests.nginx import free_port, running_nginx

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"


# --- nginx ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def nginx(tmp_path: Path, live_server: LiveServer, settings: Settings) -> Iterator[str]:
    """Address of an nginx with our example in front of the live server."""
    settings.ACCEL_PREFIX = "/_files/"
    files = Path(settings.MEDIA_ROOT)
    files.mkdir(exist_ok=True)
    folder = tmp_path / "nginx"
    folder.mkdir()
    with running_nginx(folder, upstream=live_server.url, files=files) as port:
        yield f"http://127.0.0.1:{port}"


def _get(address: str, cookie: str = "", **headers: str) -> tuple[int, bytes, dict[str, str]]:
    request = urllib.request.Request(address, headers={"Cookie": cookie} | headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(), dict(refused.headers)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def _cookie(world: World, role: str) -> str:
    name = django_settings.SESSION_COOKIE_NAME
    return f"{name}={world.client(role).cookies[name].value}"


@needs_nginx
def test_nginx_sends_a_file_for_the_portal_and_never_by_its_own_address(nginx: str, world: World) -> None:
    from django.urls import reverse

    from documents.addresses import place_of

    page = reverse("documents:bulletin_pdf", kwargs=place_of(world.edition))
    status, body, headers = _get(nginx + page, _cookie(world, "secretary"))
    assert (status, body) == (200, b"%PDF-1.7 ")
    assert headers["Content-Type"] == "application/pdf"
    assert "X-Accel-Redirect" not in headers

    assert _get(nginx + page, _cookie(world, "outsider"))[0] == 404
    assert _get(f"{nginx}/_files/{world.edition.pdf.name}", _cookie(world, "superuser"))[0] == 404


@needs_nginx
def test_nginx_plays_a_recording_in_parts_and_hands_a_marked_pdf_on(nginx: str, world: World) -> None:
    from django.urls import reverse

    from documents.addresses import place_of
    from documents.models import PublisherSettings
    from documents.rendering.pages import page_texts

    recording = make_recording(world.edition, content=mp3_bytes())
    sound = reverse("documents:recording_play", kwargs={"token": world.edition.token, "sha256": recording.sha256})
    status, body, headers = _get(nginx + sound, _cookie(world, "secretary"), Range="bytes=100-199")
    assert (status, body) == (206, mp3_bytes()[100:200])
    assert headers["Content-Range"] == f"bytes 100-199/{40 * 417}"
    assert headers["Content-Type"] == "audio/mpeg"
    assert _get(nginx + sound, _cookie(world, "outsider"))[0] == 404

    PublisherSettings.objects.create(publisher=world.ward, watermarked=True)
    make_entry(world.bulletin)
    edition = publish_as(world.people["editor"], world.people["approver"], world.bulletin)
    page = reverse("documents:bulletin_pdf", kwargs=place_of(edition))
    marked, frozen = (_get(nginx + page, _cookie(world, role))[1] for role in ("secretary", "editor"))
    assert world.people["secretary"].full_name in page_texts(marked)[0]
    assert frozen == Path(django_settings.MEDIA_ROOT, edition.pdf.name or "").read_bytes()


@needs_nginx
def test_nginx_takes_an_upload_up_to_the_limit_and_refuses_more(nginx: str) -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    limit = int(re.search(r"client_max_body_size (\d+)m;", text)[1])  # type: ignore[index]
    assert limit > django_settings.DOCUMENT_LIMIT_MB
    from django.urls import reverse

    register = reverse("admin:directives_directive_import")
    asked = [("/dang-nhap/", limit - 1, False), ("/dang-nhap/", limit + 1, True)]
    asked.append((register, django_settings.REGISTER_LIMIT_MB, False))
    for page, megabytes, refused in asked:
        request = urllib.request.Request(f"{nginx}{page}", data=b"x" * (megabytes << 20))  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                status = answer.status
        except urllib.error.HTTPError as error:
            with error:
                status = error.code
        except urllib.error.URLError:
            # The connection may be closed while we still send.
            status = 413
        assert (status == 413) is refused, megabytes


@needs_nginx
def test_nginx_refuses_an_address_that_is_too_long_in_vietnamese(nginx: str) -> None:
    status, page, headers = _get(f"{nginx}/van-ban/?q={'a' * 8300}")
    assert status == 414
    assert "<h1>Câu hỏi hoặc địa chỉ quá dài</h1>" in page.decode()
    assert headers["Content-Type"].startswith("text/html")


@needs_nginx
def test_nginx_says_in_vietnamese_that_the_portal_is_starting(tmp_path: Path) -> None:
    with running_nginx(tmp_path, upstream=f"http://127.0.0.1:{free_port()}", files=tmp_path) as port:
        status, page, headers = _get(f"http://127.0.0.1:{port}/dang-nhap/")
    assert status == 502
    assert "<h1>Cổng tạm nghỉ ít phút</h1>" in page.decode()
    assert headers["Cache-Control"] == "no-store"


def test_the_page_for_a_file_too_big_names_the_limit_of_nginx() -> None:
    limit = re.search(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert limit is not None
    page = (DEPLOY / "pages" / "413.html").read_text(encoding="utf-8")
    assert f"mỗi lần gửi không quá {limit[1]} MB" in page
    assert f"sổ văn bản không quá {django_settings.REGISTER_LIMIT_MB} MB" in page


# --- gunicorn ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gunicorn() -> Iterator[str]:
    """Address of a gunicorn that runs with our configuration."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "tests.tiny:answer"]
    environment = os.environ | {"PORT": str(port), "WEB_WORKERS": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as server:
        while server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                select.select([], [], [], 0.05)
        assert server.poll() is None, server.stderr and server.stderr.read().decode()
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.communicate(timeout=60)


@pytest.mark.parametrize(("signs", "status"), [(8000, 200), (8300, 414)])
def test_gunicorn_takes_a_long_address_and_refuses_a_longer_one_in_vietnamese(
    gunicorn: str, signs: int, status: int
) -> None:
    answered, page, headers = _get(f"{gunicorn}/?q={'a' * signs}")
    assert answered == status
    assert ("<h1>Câu hỏi hoặc địa chỉ quá dài</h1>" in page.decode()) is (status == 414)
    assert "gunicorn" not in str(headers).lower()


# --- The address of a visitor -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 2001:DB8::1 ", "2001:db8::1"),
        ("", "127.0.0.1"),
        ("203.0.113.7, 10.0.0.1", "127.0.0.1"),
        ("<script>", "127.0.0.1"),
    ],
)
def test_the_proxy_says_where_a_visitor_comes_from(header: str, expected: str) -> None:
    seen: dict[str, Any] = {}

    def inner(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(environ)
        return []

    list(ReportedAddress(inner)({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": header}, None))
    assert seen["REMOTE_ADDR"] == expected


def test_without_a_proxy_a_visitor_cannot_name_an_address(client: Client) -> None:
    from cadre_portal import wsgi

    assert not django_settings.BEHIND_PROXY
    assert not isinstance(wsgi.application, ReportedAddress)


# --- Units and backup -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_a_unit_starts_what_exists(path: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text(encoding="utf-8"))
    program, *arguments = unit["Service"]["ExecStart"].split()
    assert program.startswith(unit["Service"]["WorkingDirectory"])
    for argument in arguments:
        if argument.endswith((".py", ".conf.py")):
            assert (ROOT / argument).exists(), argument
    if arguments[0] == "manage.py":
        from django.core.management import get_commands

        assert arguments[1] in get_commands()


def test_every_variable_of_the_example_is_read_by_the_settings() -> None:
    read = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("cadre_portal/settings.py", "deploy/gunicorn.conf.py")
    )
    names = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "portal.env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert names
    assert [name for name in names if f'"{name}"' not in read] == []


def test_every_variable_of_the_settings_is_explained() -> None:
    settings_text = (ROOT / "cadre_portal/settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'(?:env\.\w+|env|_flag)\(\s*"([A-Z_]+)"', settings_text))
    names |= set(
        re.findall(r'environ\.get\(["\']([A-Z_]+)["\']', (DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8"))
    )
    manual = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert {"DATABASE_URL", "PORT"} <= names
    assert sorted(name for name in names if f"`{name}`" not in manual) == []


def test_a_backup_of_a_living_database_holds_rows_files_and_key(tmp_path: Path) -> None:
    var = tmp_path / "var"
    (var / "files").mkdir(parents=True)
    (var / "files" / "a.pdf").write_bytes(b"%PDF")
    (var / "secret_key").write_text("k" * 60, encoding="ascii")
    living = sqlite3.connect(var / "portal.sqlite3")
    living.execute("PRAGMA journal_mode=WAL")
    living.execute("CREATE TABLE t (x)")
    living.execute("INSERT INTO t VALUES (42)")
    living.commit()

    done = subprocess.run(
        [str(DEPLOY / "backup"), str(tmp_path / "backups")],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )
    living.close()

    assert done.returncode == 0, done.stderr
    archive = Path(done.stdout.strip())
    assert archive.stat().st_mode & 0o077 == 0
    with tarfile.open(archive) as content:
        content.extractall(tmp_path / "restored", filter="data")
    restored = sqlite3.connect(tmp_path / "restored" / "portal.sqlite3")
    assert restored.execute("SELECT x FROM t").fetchone() == (42,)
    restored.close()
    assert (tmp_path / "restored/files/a.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "restored/secret_key").exists()


# --- Commands -------------------------------------------------------------------------------------------------------


def test_a_command_is_run_in_the_portals_folder_with_its_settings(tmp_path: Path) -> None:
    (tmp_path / "portal.env").write_text("DATABASE_URL='postgres://a:b$c@host/d?x=1&y=2'\n# a word\nPORT=8123\n")
    environment = {"PATH": os.environ["PATH"], "PORTAL_ENV": str(tmp_path / "portal.env"), "PORTAL_USER": ""}

    answer = subprocess.run(
        [DEPLOY / "run", "sh", "-c", 'echo "$PWD $DATABASE_URL $PORT"; command -v python'],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )

    told, python = answer.stdout.splitlines()
    assert told == f"{ROOT} postgres://a:b$c@host/d?x=1&y=2 8123"
    assert python == str(ROOT / ".venv/bin/python") or not (ROOT / ".venv").exists()


def test_without_its_settings_no_command_is_run(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PORTAL_ENV": str(tmp_path / "none.env"), "PORTAL_USER": ""}

    answer = subprocess.run([DEPLOY / "run", "echo", "ran"], capture_output=True, text=True, env=environment)

    assert answer.returncode != 0
    assert "ran" not in answer.stdout


def test_every_command_that_the_examples_and_the_manual_name_is_there() -> None:
    texts = [path.read_text() for path in (ROOT / "docs/operations.md", *DEPLOY.glob("portal*"))]
    named = {name for text in texts for name in re.findall(r"manage\.py (\w+)", text)}

    assert {"migrate", "prune_log", "clearsessions", "learn_language", "run_due"} <= named
    assert named - set(get_commands()) == set()
