"""Moving a family out as open files for another system, and people and events in from a table."""
