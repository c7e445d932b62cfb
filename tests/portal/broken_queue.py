"""A queue that takes nothing, as when its database is away."""

from typing import Any, NoReturn

from django_tasks.backends.base import BaseTaskBackend


class BrokenQueue(BaseTaskBackend):
    """Refuses everything."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> NoReturn:
        """Never works."""
        raise ConnectionError("the queue is away")
