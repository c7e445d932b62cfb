"""Whether somebody still keeps the installation."""

from datetime import datetime

from django.db.models import Q

from portici.accounts.models import RoleGrant, User
from portici.accounts.queries.holders import day_of
from portici.accounts.rules.roles import Administrator


def is_last_administrator(user: User, *, at: datetime, lock: bool = False) -> bool:
    """Whether `user` is an administrator that day and nobody else with an open account is. One query.

    With `lock` the administrators' grants are kept until the transaction ends: two administrators who take
    the role away from each other at once do not both succeed.
    """
    day = day_of(at)
    grants = RoleGrant.objects.filter(
        Q(starts=None) | Q(starts__lte=day),
        Q(ends=None) | Q(ends__gte=day),
        role=Administrator.key,
        withdrawn_at=None,
    ).order_by("pk")
    if lock:
        # The rows are locked by a query of their own: what the next one reads is what was committed meanwhile.
        list(grants.select_for_update().values_list("pk", flat=True))
    holders = set(grants.filter(user__is_active=True).values_list("user_id", flat=True))
    return holders == {user.pk}
