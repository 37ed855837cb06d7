"""Read a file in a child process that may die: pdfium aborts the process at its memory limit.

The child gets limits of the operating system on memory, CPU time and core dumps, the parent keeps the
clock. Whatever happens to the child, the parent gets a `Document` or a `ReadError`.
"""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS
from schemas.records import Document

# Children are forked from a server that has the readers loaded, which saves each a quarter second.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_CONTEXT: Any = multiprocessing.get_context(_METHOD)
if _METHOD == "forkserver":
    _CONTEXT.set_forkserver_preload(["pipeline.readers"])


def read_isolated(path: Path, timeout: float = LIMITS.seconds) -> Document:
    """Read one report in a process of its own.

    Args:
        path: the file.
        timeout: seconds of wall clock; the child's CPU time is limited to as much.

    Raises:
        ReadError: as `read` does, and `timeout` or `crashed`.
    """
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_read, args=(str(path), sender, timeout), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(timeout):
            raise ReadError(path, "timeout", f"超过 {timeout:g} 秒")
        result = pickle.loads(receiver.recv_bytes())
    except EOFError:
        child.join(5)
        raise ReadError(path, "crashed", f"退出码 {child.exitcode}") from None
    finally:
        receiver.close()
        if child.is_alive():
            child.join(0.2)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()
    if isinstance(result, ReadError):
        raise result
    assert isinstance(result, Document)
    return result


def _read(path: str, sender: Connection, timeout: float) -> None:
    _limit(timeout)
    from pipeline.readers import read

    result: Document | ReadError
    try:
        result = read(Path(path))
    except ReadError as error:
        result = error
    except MemoryError:
        result = ReadError(path, "too_large", "内存超限")
    except RecursionError:
        result = ReadError(path, "too_deep")
    except Exception as error:  # the parent must learn the name of whatever went wrong
        result = ReadError(path, "damaged", f"{type(error).__name__}: {error}")
    sender.send_bytes(pickle.dumps(result, protocol=5))
    sender.close()


def _limit(seconds: float) -> None:
    """Limits of the operating system; Windows has none of these, there only the parent's clock holds."""
    if sys.platform != "win32":
        import resource

        cpu = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory_bytes, LIMITS.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
