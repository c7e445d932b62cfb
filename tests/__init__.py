"""Tests of Portici; the folders mirror src/portici."""
