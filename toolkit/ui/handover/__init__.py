"""Giving a family to a colleague in one sealed file, and taking such a file in."""
