"""People, sign-in, roles, keys."""
