"""Roles and rights: who may do what, on what, and when."""
