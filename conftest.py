"""Tests run the sources as they stand, also where a build of them is ready (`tests/pipeline/test_compiled.py` holds the two
against each other)."""

import os

os.environ.setdefault("YOUJU_INTERPRETED", "1")
