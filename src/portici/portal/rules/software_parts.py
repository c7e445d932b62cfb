"""The software that Portici stands on, as its credits name it. A test compares the list with pyproject.toml."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoftwarePart:
    """A package, its licence as an SPDX expression, and where it lives."""

    name: str
    licence: str
    address: str


SOFTWARE_PARTS = (
    SoftwarePart("Django", "BSD-3-Clause", "https://www.djangoproject.com/"),
    SoftwarePart("Jinja2", "BSD-3-Clause", "https://jinja.palletsprojects.com/"),
    SoftwarePart("django-ninja", "MIT", "https://django-ninja.dev/"),
    SoftwarePart("pydantic", "MIT", "https://pydantic.dev/"),
    SoftwarePart("PyYAML", "MIT", "https://pyyaml.org/"),
    SoftwarePart("openpyxl", "MIT", "https://openpyxl.readthedocs.io/"),
    SoftwarePart("shapely", "BSD-3-Clause", "https://shapely.readthedocs.io/"),
    SoftwarePart("snowballstemmer", "BSD-3-Clause", "https://snowballstem.org/"),
    SoftwarePart("RapidFuzz", "MIT", "https://rapidfuzz.github.io/RapidFuzz/"),
    SoftwarePart("click", "BSD-3-Clause", "https://click.palletsprojects.com/"),
    SoftwarePart("rich", "MIT", "https://rich.readthedocs.io/"),
    SoftwarePart("dj-database-url", "BSD-3-Clause", "https://github.com/jazzband/dj-database-url"),
    SoftwarePart("psycopg", "LGPL-3.0-only", "https://www.psycopg.org/"),
    SoftwarePart("granian", "BSD-3-Clause", "https://github.com/emmett-framework/granian"),
    SoftwarePart("WhiteNoise", "MIT", "https://whitenoise.readthedocs.io/"),
    SoftwarePart(
        "design-django-theme", "BSD-3-Clause", "https://github.com/italia/design-django-theme"
    ),
    SoftwarePart("django-tasks", "BSD-3-Clause", "https://github.com/RealOrangeOne/django-tasks"),
    SoftwarePart(
        "django-tasks-db", "BSD-3-Clause", "https://github.com/RealOrangeOne/django-tasks-db"
    ),
    SoftwarePart("django-allauth", "MIT", "https://allauth.org/"),
    SoftwarePart("markdown-it-py", "MIT", "https://markdown-it-py.readthedocs.io/"),
    SoftwarePart("nh3", "MIT", "https://github.com/messense/nh3"),
    SoftwarePart("Pillow", "MIT-CMU", "https://pillow.readthedocs.io/"),
    SoftwarePart("WeasyPrint", "BSD-3-Clause", "https://weasyprint.org/"),
)
