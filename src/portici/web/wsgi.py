"""The WSGI entry point, for granian or any other server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portici.web.settings")

application = get_wsgi_application()

# Every view is imported now and not by whoever comes first. What is loaded stays: the garbage collector, which
# would look through all of it again while somebody waits for a page, leaves it alone.
get_resolver().url_patterns  # noqa: B018
gc.freeze()
