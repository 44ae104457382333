"""The time limits of a family on the screen."""
