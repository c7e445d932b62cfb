"""Settings of the test suite: those of the site, with state in a folder that is gone at the end."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Set before the site's settings are read: no test may touch the state of a running Portici.
_state = Path(tempfile.mkdtemp(prefix="portici-tests-"))
atexit.register(shutil.rmtree, _state, ignore_errors=True)
os.environ["PORTICI_DATA"] = str(_state)
os.environ["PORTICI_DEVELOPER"] = "1"
os.environ.setdefault("PORTICI_SECRET_KEY", "only-for-tests")

from portici.web.settings import *  # noqa: E402, F403
from portici.web.settings import DATABASES, INSTALLED_APPS, STATIC_ROOT, STORAGES  # noqa: E402

# `tests/postgresql.py` names a database per run, so that two runs do not meet in one.
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("PORTICI_TEST_DATABASE", "test_portici")}

# Static files are found where they stand: collecting and hashing them is tested once, by itself.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# Work in the background is done at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Transactional tests empty the database after themselves; triggers would refuse it.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.flushing"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
