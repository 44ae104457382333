"""Joins the unlock and create windows to the vault, and goes from one to the other."""

from __future__ import annotations
