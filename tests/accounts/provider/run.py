"""Start the provider: `python -m tests.accounts.provider.run PORT CLIENT_ID CLIENT_SECRET CALLBACK`."""

import os
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.accounts.provider.settings"


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


def main(port: int, client: str, secret: str, callback: str) -> None:
    """Tables, the user, the client; then serve until it is ended."""
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- needs the setup above
    from oauth2_provider.models import get_application_model  # noqa: PLC0415 -- the same

    get_user_model().objects.create_user("resident")
    get_application_model().objects.create(
        client_id=client,
        client_secret=secret,
        redirect_uris=callback,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        algorithm="RS256",
        skip_authorization=True,
    )
    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:5])
