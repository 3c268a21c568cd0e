"""The WSGI application of one origin; ``DATELINE_ROLE`` says which."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
