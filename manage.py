"""Django's own commands, for developers: `uv run python manage.py makemigrations`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portici.web.settings")
    os.environ.setdefault("PORTICI_DEVELOPER", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
