"""Work on a file in a child process that may die: pdfium aborts the process at its memory limit.

The child gets limits of the operating system on memory, CPU time and core dumps, the parent keeps the
clock. Whatever happens to the child, the parent gets its result or a named error.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS
from pipeline.readers.ole import MAGIC
from schemas.records import Document

PLAIN_BYTES: Final = 2**20
"""Up to this size plain text is read where we are: no library outside Python's own touches it."""

# Children are forked from a server that has the readers loaded, which saves each a quarter second.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_CONTEXT: Any = multiprocessing.get_context(_METHOD)
if _METHOD == "forkserver":
    _CONTEXT.set_forkserver_preload(
        [f"pipeline.readers.{name}" for name in ("txt", "docx", "pdf", "html", "ofd", "second_reader")])


class ChildError(Exception):
    """A child that gave no result; `cause` is one of `errors.CAUSES`, `detail` says more in Chinese."""

    def __init__(self, cause: str, detail: str = "") -> None:
        super().__init__(cause, detail)
        self.cause = cause
        self.detail = detail


def read_guarded(path: Path) -> Document:
    """Read one report so that nothing in it can take this process down: all but small plain texts in a child.

    Raises:
        ReadError: as `read` and `read_isolated` do.
    """
    from pipeline.readers import read

    return read(path) if is_small_text(path) else read_isolated(path)


def is_small_text(path: Path) -> bool:
    """Whether a file is read where we are; told from the bytes as the readers do: a PDF by the name of .txt is not plain."""
    try:
        with path.open("rb") as stream:
            head = stream.read(1024)
        return path.suffix.lower() == ".txt" and path.stat().st_size <= PLAIN_BYTES and b"%PDF-" not in head \
            and not head.startswith((b"PK", b"\xd0\xcf")) and b"<" not in head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    except OSError:
        return True  # `read` says what is wrong with it


def _is_ole(path: Path) -> bool:
    """Told from the bytes; what cannot be opened is for `read` to name."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def read_isolated(path: Path, timeout: float = LIMITS.seconds) -> Document:
    """Read one report in a process of its own.

    Args:
        path: the file.
        timeout: seconds of wall clock; the child's CPU time is limited to as much. Pages to be recognised in
            pictures are counted first and get seconds of their own.

    Raises:
        ReadError: as `read` does, and `timeout` or `crashed`.
    """
    from pipeline.readers import read, read_or_count

    work: tuple[Any, ...] = (read_or_count, path)
    if _is_ole(path):
        # LibreOffice is a process of its own: started from here it is ended with its folder whatever befalls the child.
        from pipeline.readers import load, read_made
        from pipeline.readers.converted import to_docx
        from pipeline.readers.detect import media_type

        data = load(path)
        if media_type(path, data) == "doc":
            limit = min(timeout, LIMITS.conversion_seconds)
            work = (read_made, path, data, to_docx(path, data, limit))
    try:
        found: Document | int = run_isolated(*work, timeout=timeout)
        if not isinstance(found, int):
            return found
        longer = timeout + found * LIMITS.ocr_page_seconds
        document: Document = run_isolated(read, path, timeout=longer, memory=LIMITS.ocr_memory_bytes)
    except ChildError as error:
        raise ReadError(path, error.cause, error.detail) from None
    return document


def run_isolated(function: Callable[..., Any], *args: Any, timeout: float = LIMITS.seconds,
                 memory: int = LIMITS.memory_bytes) -> Any:
    """`function(*args)`, computed in a process of its own; function, arguments and result are pickled.

    Args:
        timeout: seconds of wall clock; the child's CPU time is limited to as much.
        memory: bytes of address space.

    Raises:
        ReadError: as the function does.
        ChildError: `timeout`, `crashed`, `too_large` (out of memory), `too_deep`, `damaged` (any other error).
    """
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_work, args=(function, args, sender, timeout, memory), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(timeout):
            raise ChildError("timeout", f"超过 {timeout:g} 秒")
        result = pickle.loads(receiver.recv_bytes())
    except (EOFError, OSError):
        child.join(5)
        raise ChildError("crashed", f"退出码 {child.exitcode}") from None
    finally:
        receiver.close()
        if child.is_alive():
            child.join(0.2)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()
    if isinstance(result, ReadError | ChildError):
        raise result
    return result


def _work(function: Callable[..., Any], args: tuple[Any, ...], sender: Connection, timeout: float,
          memory: int) -> None:
    # To stop is the parent's to decide, and it lets us finish; it ends us with SIGKILL where it must.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _limit(timeout, memory)
    result: Any
    try:
        result = function(*args)
    except ReadError as error:
        result = error
    except MemoryError:
        result = ChildError("too_large", "内存超限")
    except RecursionError:
        result = ChildError("too_deep")
    except Exception as error:  # the parent must learn the name of whatever went wrong
        result = ChildError("damaged", f"{type(error).__name__}: {error}")
    sender.send_bytes(pickle.dumps(result, protocol=5))
    sender.close()


def _limit(seconds: float, memory: int) -> None:
    """Limits of the operating system, those that it has; the parent's clock holds everywhere."""
    if sys.platform != "win32":
        import resource

        cpu = int(seconds) + 1
        for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu)):
            with contextlib.suppress(ValueError, OSError):  # macOS refuses some; a lower limit may stand already
                resource.setrlimit(kind, (most, most))
