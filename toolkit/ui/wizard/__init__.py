"""The decision to share on the screen: one question at a time, the answers so far, the rule beside it, both urgent buttons."""
