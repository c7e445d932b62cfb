"""A real OpenID provider in a process of its own, and its user's browser."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener, urlopen

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import reverse
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
CLIENT = "portici"
SECRET = "only-for-tests"


class _Stay(HTTPRedirectHandler):
    """Follows nothing: the test does, by hand."""

    def redirect_request(self, *_arguments: Any, **_named: Any) -> None:
        return None


@dataclass
class Provider:
    """A running provider.

    Attributes:
        issuer: what it calls itself.
        state: its folder.
    """

    issuer: str
    state: Path

    def says(self, **claims: object) -> None:
        """What it tells about its user from now on."""
        (self.state / "claims.json").write_text(json.dumps(claims), encoding="utf-8")

    def answers(self, address: str) -> str:
        """Where the provider sends its user, who is signed in there, from the address that the site sent them to."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.issuer))
        browser = build_opener(HTTPCookieProcessor(CookieJar()), _Stay())
        browser.open(f"{origin}/enter/").close()
        with pytest.raises(HTTPError) as answer:
            browser.open(address)
        with answer.value as sent:
            assert sent.status == 302, sent.read().decode()
            return str(sent.headers["Location"])


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_provider(state: Path) -> Iterator[Provider]:
    """The provider, in a process of its own, with its files in the folder `state`."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    (state / "key.pem").write_bytes(pem)
    (state / "claims.json").write_text("{}", encoding="utf-8")
    port = free_port()
    issuer = f"http://127.0.0.1:{port}/o"
    variables = {**os.environ, "PROVIDER_STATE": str(state), "PROVIDER_ISSUER": issuer}
    with translation.override("it"):
        callback = f"http://testserver{reverse('openid_connect_callback', args=['gateway'])}"
    arguments = [str(port), CLIENT, SECRET, callback]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.accounts.provider.run", *arguments], cwd=ROOT, env=variables
    )
    try:
        _wait_for(f"{issuer}/.well-known/openid-configuration", process)
        yield Provider(issuer, state)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(300):
        assert process.poll() is None
        try:
            urlopen(address).close()
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the provider does not answer")
