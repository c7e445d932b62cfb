"""What is believed of what a provider of OpenID Connect says about somebody."""

from collections.abc import Mapping
from dataclasses import dataclass

# SPID and CIE gateways, and some others, write booleans as text.
_YES = (True, "true", "True", "1")


@dataclass(frozen=True, slots=True)
class Attributes:
    """Somebody as a provider knows them.

    Attributes:
        subject: names them for ever at that provider.
        email: lower case; empty unless the provider says that it has verified it.
        name: empty when the provider tells none.
    """

    subject: str
    email: str = ""
    name: str = ""


class WrongClaims(ValueError):
    """The provider's answer contradicts itself or lacks what it must hold."""


def attributes_of(token: Mapping[str, object], details: Mapping[str, object]) -> Attributes:
    """What is believed, from the signed token and from the details asked for afterwards.

    - Both must speak of the same person: the details' subject is the token's.
    - An e-mail address counts only when the same source says that it is verified.
    - The name is `name`, else `given_name` and `family_name` together.

    Source: OpenID Connect Core 1.0, 5.1, 5.3.2 and 5.7. Raises WrongClaims.
    """
    subject = token.get("sub")
    if not isinstance(subject, str) or not subject:
        raise WrongClaims("the token names nobody")
    if details and details.get("sub") != subject:
        raise WrongClaims("the details are somebody else's")
    sources = (details, token)
    emails = [email for source in sources if (email := _verified_email(source))]
    names = [name for source in sources if (name := _name(source))]
    return Attributes(subject, emails[0] if emails else "", names[0] if names else "")


def _verified_email(claims: Mapping[str, object]) -> str:
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") not in _YES:
        return ""
    return email.strip().lower()


def _name(claims: Mapping[str, object]) -> str:
    whole = _words(claims.get("name"))
    return whole or " ".join(
        part for key in ("given_name", "family_name") if (part := _words(claims.get(key)))
    )


def _words(value: object) -> str:
    """On one line and without what cannot be seen: it goes into e-mails and the history."""
    if not isinstance(value, str):
        return ""
    seen = "".join(sign if sign.isprintable() else " " for sign in value)
    return " ".join(seen.split())[:200]
