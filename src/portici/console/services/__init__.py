"""Carrying out what somebody does at a page of the working area."""
