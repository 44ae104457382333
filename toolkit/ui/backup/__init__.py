"""Backup, restore and moving as the worker sees them."""
