"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from janji.site import logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "janji.site.settings")
application = get_wsgi_application()
logs.guard()
# Loads every room now, or the first person would wait for it.
_ = get_resolver().url_patterns
