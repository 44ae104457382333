"""Recovery as the worker sees it: the drill, a new code, the organisation’s key, other ways in."""
