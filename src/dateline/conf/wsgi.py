"""The WSGI application of either origin; ``DATELINE_ROLE`` says which."""

import os

import dateline  # noqa: F401  the safe SQLite first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paper.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
