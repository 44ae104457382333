"""Records of the worker and the team, which belong to no family."""
