"""The web process. It refuses to start on a database login that sees more than it should."""

import os

from django.core.wsgi import get_wsgi_application

from ggw.opstart import controleer_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ggw.settings")

application = get_wsgi_application()
controleer_start()
