"""The web process. It refuses to start on a database login that sees more than it should."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from ggw.database.base import DatabaseWrapper
from ggw.opstart import controleer_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ggw.settings")

application = get_wsgi_application()
DatabaseWrapper.is_web = True
controleer_start()

_ = get_resolver().url_patterns  # the pages and all they need: loaded now, not by who comes first
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
"""What is loaded stays until the end, and a page leaves few circles: looking for them took 8 % of a request, and now and then a tenth of a second."""
