"""Starts the program in a bundle."""

import sys

from toolkit.__main__ import main

sys.exit(main())
