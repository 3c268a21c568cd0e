"""The settings every Dateline site starts from: ``from dateline.conf.site import *``.

A site's folder is ``DATELINE_SITE`` (set by the command line) or the current one. What must
stay secret or differs by machine comes from the environment or the folder's ``.env``.

One code base serves two origins: ``DATELINE_ROLE`` says which one this process answers for.
``readers`` has no session, no cookie and no login; ``newsroom`` (the default, also for
commands) has all of them.
"""

import os
from pathlib import Path

import environ

import dateline  # noqa: F401  puts the safe SQLite in place before Django looks for it
from dateline.conf import values
from dateline.conf.options import BadOption
from dateline.lib.sqlite import UnsafeSQLite  # noqa: F401

BASE_DIR = Path(os.environ.get("DATELINE_SITE", ".")).resolve()
env = environ.Env()
values.read_dotenv(BASE_DIR)

ROLE = env.str("DATELINE_ROLE", default="newsroom")
if ROLE not in {"newsroom", "readers"}:
    raise BadOption(f"DATELINE_ROLE is {ROLE!r}; it must be newsroom or readers")

SECRET_KEY = env.str("DATELINE_SECRET_KEY", default="")
DEBUG = values.flag("DATELINE_DEBUG")
ALLOWED_HOSTS = env.list("DATELINE_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
VAR = BASE_DIR / "var"

INSTALLED_APPS = [
    "dateline.newsroom",
    "dateline.morgue",
    "dateline.syndication",
    "dateline.fronts",
    "dateline.onward",
    "dateline.record",
    "dateline.stories",
    "dateline.photodesk",
    "dateline.masthead",
    "dateline.almanac",
    "dateline.press",
    "dateline.broadsheet",
    "dateline.accounts",
    "dateline.mailroom",
    "dateline.cli",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.typed_table_block",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

_NEWSROOM_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dateline.newsroom.middleware.NeverStored",
    "dateline.newsroom.middleware.OneTransaction",
]
# Readers get no session, no login and no cookie: nothing here may set one.
_READERS_MIDDLEWARE = [
    "dateline.press.middleware.CompressText",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    # allauth will not start without; it reads no session and sets no cookie.
    "allauth.account.middleware.AccountMiddleware",
]
MIDDLEWARE = _READERS_MIDDLEWARE if ROLE == "readers" else _NEWSROOM_MIDDLEWARE
ROOT_URLCONF = f"dateline.conf.urls_{ROLE}"
WSGI_APPLICATION = "dateline.conf.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Law 1: nothing acknowledged is lost. WAL, every commit fsynced, write locks taken at BEGIN.
DATABASES = {
    "default": values.database("DATELINE_DATABASE_URL", f"sqlite:///{VAR / 'newsroom.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Login limits live in the cache, so all processes must share it: the database, or Redis.
CACHES = {
    "default": env.cache_url("DATELINE_CACHE_URL")
    if env.str("DATELINE_CACHE_URL", default="")
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "dateline_cache",
        # Full, it drops a third of its rows: a flood of wrong logins must not drop the limits.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Where a rendition stands is asked often and never changes under its name.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = env.str("DATELINE_LANGUAGE", default="en-gb")
TIME_ZONE = values.time_zone("DATELINE_TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("en-gb", "English"), ("en", "English"), ("de", "Deutsch")]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").is_dir() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dateline.press.statics.Statics"},
}
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long story is a large form
FILE_UPLOAD_PERMISSIONS = 0o640

# Mail is a row first; the worker hands it to DATELINE_MAIL_URL (the console by default).
EMAIL_BACKEND = "dateline.mailroom.backend.RowBackend"
MAILROOM_EMAIL = env.email_url("DATELINE_MAIL_URL", default="consolemail://")
DEFAULT_FROM_EMAIL = env.str("DATELINE_MAIL_FROM", default="newsroom@localhost")

AUTH_USER_MODEL = "dateline_accounts.User"
# It is Django's ModelBackend with login by mail address; both would hash each password twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # NIST SP 800-63B-4, single factor
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "dateline.accounts.adapter.NewsroomAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # nobody signs up: an invitation has proved the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers, whoever asks for it
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or factor is told by mail
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; nobody is asked
# By address and by account, and for minutes only: whoever guesses at an editor's password
# must not keep the editor out. A passkey works meanwhile.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,10/5m/key", "login": "60/m/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Behind proxies, how many stand before us: the limits need the caller's own address.
ALLAUTH_TRUSTED_PROXY_COUNT = values.number("DATELINE_PROXIES", 0)
PASSWORD_RESET_TIMEOUT = 2 * 3600
MFA_ADAPTER = "dateline.accounts.adapter.SecondFactorAdapter"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = values.flag("DATELINE_INSECURE_PASSKEYS")

SECURE = values.flag("DATELINE_SECURE")  # true behind https
SESSION_COOKIE_NAME = "__Host-newsroom" if SECURE else "newsroom"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # Wagtail's scripts read it from the page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-newsroom-form" if SECURE else "newsroom-form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send forms with the origin "null", and each would be refused.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin" if ROLE == "readers" else "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
if SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = env.list("DATELINE_TRUSTED_ORIGINS", default=[])
X_FRAME_OPTIONS = "SAMEORIGIN"  # the newsroom shows its previews in a frame of its own
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "midi")
}
_READERS_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# Wagtail's admin writes inline scripts and styles (wagtail issue 1288); nothing from elsewhere.
_NEWSROOM_CSP = _READERS_CSP | {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
    "manifest-src": ["'self'"],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _READERS_CSP if ROLE == "readers" else _NEWSROOM_CSP}

WAGTAIL_SITE_NAME = "Dateline"
WAGTAILADMIN_BASE_URL = env.str("DATELINE_NEWSROOM_URL", default="http://127.0.0.1:8001")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # passwords are allauth's business
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False  # `publish_approved` holds to what was approved
WAGTAIL_FINISH_WORKFLOW_ACTION = "dateline.stories.workflow.publish_approved"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "dateline_photodesk.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "dateline.photodesk.forms.PictureForm"
# What a browser's file dialogue offers. What a file is, its first bytes say.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "dateline_photodesk.Attachment"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "txt", "odt", "docx", "xlsx", "mp3", "mp4", "webm", "m4a"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
WAGTAILEMBEDS_FINDERS: list[object] = []  # a reader's browser asks nobody but the paper
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
TAG_LIMIT = 50

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("DATELINE_LOG_LEVEL", default="WARNING")},
}

DATELINE: dict[str, object] = {}
