"""Editing a draft: what a change is, by which rules it may be made, how two states are told apart."""
