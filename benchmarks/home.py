"""A folder of its own for what is measured with a database; imported before any room of the house."""

import atexit
import os
import shutil
import tempfile

import django

HOME = tempfile.mkdtemp(prefix="janji-bench-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["JANJI_HOME"] = HOME
os.environ["DJANGO_SETTINGS_MODULE"] = "janji.site.settings"
django.setup()
