"""Portici: one system in which a territory's plan for the social economy is never cut from what it comes from."""

__version__ = "0.1.0"
