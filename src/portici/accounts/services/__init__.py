"""Verbs about people: accounts, roles, invitations, keys, erasure."""
