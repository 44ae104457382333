"""The information-sharing decision: its states, rule sets, invariants, deadlines and paper, all as data and pure functions."""
