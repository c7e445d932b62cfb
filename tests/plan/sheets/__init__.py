"""Workbooks of an edition: tests in files whose names stand in other folders too."""
