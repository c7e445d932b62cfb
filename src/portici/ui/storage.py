"""How static files are kept for service: named after their content, compressed once."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage without source maps: those that the distribution's CSS names are not shipped.

    Any other file that a stylesheet names and that is missing still stops the collection.
    """

    patterns = tuple(
        (
            extension,
            tuple(pattern for pattern in patterns if "sourceMappingURL" not in str(pattern)),
        )
        for extension, patterns in HashedFilesMixin.patterns
    )
