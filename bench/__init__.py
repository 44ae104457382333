"""Measures the program against plain baselines in the same run. `make bench` prints one line for each.

Each file here with a function `run(bench)` is one measurement; `python -m bench NAME ...` runs only those named.
"""
