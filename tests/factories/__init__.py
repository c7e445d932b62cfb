"""Makers of small valid things; a test changes what it is about."""
