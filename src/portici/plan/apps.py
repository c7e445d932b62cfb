"""The plan app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Editions, tree, instruments, frameworks and figures of plans."""

    name = "portici.plan"
    label = "plan"
