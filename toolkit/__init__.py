"""Safeguarding Toolkit: write, keep and share records about families, offline and encrypted."""

__version__ = "0.1.0"
