"""A real provider of OpenID Connect, for the tests: django-oauth-toolkit in a process of its own."""
