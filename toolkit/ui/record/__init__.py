"""The record page and its parts: page list, fields with prompts beside them, the saved line, the final view."""
