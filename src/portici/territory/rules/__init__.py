"""The law of the territory app: the form of its files, the map, the checks. No Django, no clock, no queries."""
