"""The WSGI entry point."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every view and form, before the first request asks for them

# What is loaded by now is shared by the workers that are forked from here: keep the collector from copying it.
gc.collect()
gc.freeze()
