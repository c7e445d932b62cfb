"""Emptying the test database between transactional tests."""
