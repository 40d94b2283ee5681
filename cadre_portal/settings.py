"""Settings of the portal, in one file. What differs between places comes from the environment.

A wrong value stops the start (django-environ raises); docs/operations.md lists the variables.
"""

import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
# Everything the portal writes (database, files, collected static files) lies under one folder.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def _flag(name: str, default: bool) -> bool:
    """A yes-or-no variable. env.bool takes every unknown word for "no", and "HTTPS=ture" would open the door."""
    value = env.str(name, default="").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0.")


def _secret_key() -> str:
    """SECRET_KEY of the environment, or one made at the first start and kept, readable by the owner only."""
    given = env.str("SECRET_KEY", default="")
    if given:
        return str(given)
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()
DEBUG = _flag("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# HTTPS=0 only for a trial on one's own machine.
HTTPS = _flag("HTTPS", default=True)
# Nothing but a proxy of ours can reach the portal: believe what it says of scheme and address (X-Forwarded-Proto, X-Real-IP).
BEHIND_PROXY = _flag("BEHIND_PROXY", default=False)
# The address readers use, printed in mails and on slips; empty in a closed network.
PORTAL_ADDRESS = env.str("PORTAL_ADDRESS", default="")
# Whom to call, shown where nobody is signed in yet: "đồng chí Lan, văn phòng Đảng ủy, 0200 111 222".
PORTAL_CONTACT = env.str("PORTAL_CONTACT", default="")

INSTALLED_APPS = [
    "cadre_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_prose_editor",
    "js_asset",
    "simple_history",
    "treebeard",
    "cadre_portal.apps.LockoutConfig",
    "csp",
    "organizations",
    "directives",
    "activities",
    "documents",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "organizations.middleware.PrivateResponseMiddleware",
    "organizations.middleware.RefusedMethodMiddleware",
    "organizations.middleware.DoorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cadre_portal.urls"
WSGI_APPLICATION = "cadre_portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "organizations.context.portal",
            ],
        },
    }
]

# Every form is drawn by templates/_form.html and templates/_field.html.
FORM_RENDERER = "organizations.forms.PortalRenderer"

# --- Database: one file by default, PostgreSQL by DATABASE_URL -------------------------------------------------
# An empty DATABASE_URL, as service files leave it, means the same as none.
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url_config(env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL and IMMEDIATE: readers never wait for a writer, and writers queue instead of failing half-way.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
            ),
        }
    )
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", env.int("CONN_MAX_AGE", default=60))
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Only for statements that are prepared by name (cadre_portal/planned.py): planned once, whatever the values.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c plan_cache_mode=force_generic_plan")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "organizations.backends.MembershipBackend",
]
PASSWORD_HASHERS = [
    "organizations.hashers.ModestArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "organizations:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "organizations:sign_in"
# Wrong tries within a quarter of an hour: by one account at one address, by one account, by one address (signin/lockout).
AXES_HANDLER = "organizations.signin.lockout.DoorHandler"
AXES_FAILURE_LIMIT = 5
LOCK_ACCOUNT_AFTER = 20
LOCK_ADDRESS_AFTER = 100
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "organizations.signin.finding.account_key"
AXES_CLIENT_IP_CALLABLE = "organizations.signin.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "organizations.signin.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
# Who tries again while locked out waits no longer for it.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Sign-ins stand in the portal's own log, which is guarded.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = True
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
# Who works at the desk proves a second factor. Off for a trial (HTTPS=0), where it is offered all the same.
MFA_REQUIRED = _flag("MFA_REQUIRED", default=HTTPS)
OTP_TOTP_ISSUER = "Tài liệu sinh hoạt chi bộ"
# After how many minutes without a sign of life the desk asks whether the person is still there; 0: never.
IDLE_LOCK_MINUTES = env.int("IDLE_LOCK_MINUTES", default=15)
# An account that nobody used for so many days sleeps until it is opened again; less than 120 would lock out readers.
DORMANT_DAYS = env.int("DORMANT_DAYS", default=180)
if DORMANT_DAYS < 120:
    raise ImproperlyConfigured(f"DORMANT_DAYS={DORMANT_DAYS}: write 120 or more.")
if not 0 <= IDLE_LOCK_MINUTES <= 60:
    raise ImproperlyConfigured(f"IDLE_LOCK_MINUTES={IDLE_LOCK_MINUTES}: write 0 to 60.")

# --- Language and dates -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cadre_portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# Nothing under MEDIA_ROOT has an address of its own: every file goes out through a view and its access rule.
MEDIA_ROOT = VAR_DIR / "files"
MEDIA_URL = ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "cadre_portal.static_files.KeptAddressesStorage"
        )
    },
}
# With nginx in front: the internal location that maps to MEDIA_ROOT, e.g. "/_files/". Empty: Django sends files itself.
ACCEL_PREFIX = env.str("ACCEL_PREFIX", default="")
DOCUMENT_LIMIT_MB = 50
# A register of 100,000 rows, as CSV; deploy/nginx.conf lets it through.
REGISTER_LIMIT_MB = 200
# An hour of speech as MP3 or M4A from a phone.
RECORDING_LIMIT_MB = 50
PICTURE_LIMIT_MB = 20
PICTURE_LIMIT_MEGAPIXELS = 40
# News that bodies send in: photos of one, and how many a body sends in a day.
SUBMISSION_PICTURES = 10
SUBMISSIONS_A_DAY = 20
# Photos a person may bring in a day, with forms sent and refused.
PHOTOS_A_DAY = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A folder with one font family for the PDF; empty: the one built into typst.
FONT_DIR = env.str("FONT_DIR", default="")

# --- Mail -------------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="tai-lieu@localhost")
EMAIL_TIMEOUT = 20

# --- Doors ------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "organizations.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_SSL_REDIRECT = _flag("SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

SIMPLE_HISTORY_REVERT_DISABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"axes": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}, "pikepdf": {"level": "WARNING"}},
}
