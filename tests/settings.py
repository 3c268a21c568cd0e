"""Settings of the tests: the base of every site, on SQLite or whatever is asked for.

``DATELINE_TEST_DATABASE_URL`` names another database, such as PostgreSQL.
"""

import os
import tempfile

os.environ.setdefault("DATELINE_SITE", tempfile.mkdtemp(prefix="dateline-tests-"))

from dateline.conf import values
from dateline.conf.site import *  # noqa: F403
from dateline.conf.site import CACHES, DATABASES, VAR

SECRET_KEY = "for tests only, and long enough to be one"
ALLOWED_HOSTS = ["*"]
if os.environ.get("DATELINE_TEST_DATABASE_URL"):
    DATABASES = {"default": values.database("DATELINE_TEST_DATABASE_URL", "")}
else:
    # A file, not memory: the tests start processes of their own on it.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    VAR.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
SERVESTATIC_AUTOREFRESH = True
