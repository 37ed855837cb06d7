"""How much memory this process has held."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def peak_memory() -> int:
    """Bytes this process has held at most; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    if sys.platform == "linux":
        # Not from `getrusage`: there a process begins with the peak of the one that started it.
        found = re.search(r"^VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"), re.M)
        return int(found[1]) * 1024 if found else 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
