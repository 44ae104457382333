"""The family tree on the screen."""
