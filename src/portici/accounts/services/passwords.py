"""Setting a password."""

from portici.accounts.models import User
from portici.accounts.services.people import person_subject
from portici.journal.rules.acts import Act, By
from portici.journal.services import recording


def set_password(*, user: User, password: str, by: By) -> None:
    """Give an account its password, the first or a new one. It has been checked before; the journal never sees it."""
    verb = "accounts.password-changed" if user.has_usable_password() else "accounts.password-set"
    with recording(by=by) as record:
        user.set_password(password)
        user.save(update_fields=["password"])
        record.add(Act(verb, person_subject(user)))
