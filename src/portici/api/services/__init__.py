"""Carrying out what programs ask for."""
