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
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS
from pipeline.readers.ole import MAGIC
from schemas.records import Document

PLAIN_BYTES: Final = 2**20
"""Up to this size plain text is read where we are: no library outside Python's own touches it."""

_USING: Final = b""
"""What a child says when it has read a document and goes on with what `Then` says."""

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


class UseError(ChildError):
    """A child that gave no result of a document that it had read."""


@dataclass(frozen=True, slots=True)
class Then:
    """What a child makes of a long document it has read, where it is: handing it over takes its size several times.

    It is for documents of `media` with more than `characters`, and has limits of its own. `use` is a pickled
    `Callable[[Document], Any]`, unpickled with what it imports for those documents only.
    """

    characters: int
    media: tuple[str, ...]
    use: bytes
    seconds: float
    memory: int

    def wants(self, result: Any) -> bool:
        """Whether a result is such a document."""
        return isinstance(result, Document) and result.media in self.media and len(result.text) > self.characters


def read_guarded(path: Path) -> Document:
    """Read one report so that nothing in it can take this process down: all but small plain texts in a child.

    Raises:
        ReadError: as `read` and `read_isolated` do.
    """
    document: Document = read_then(path, None)
    return document


def read_then(path: Path, then: Then | None) -> Any:
    """The document as `read_guarded` gives it, or what `then` makes of a long one in the child.

    Raises:
        ReadError: as `read_guarded` does. UseError: as `run_isolated` does.
    """
    from pipeline.readers import read

    return read(path) if is_small_text(path) else _read(path, LIMITS.seconds, then)


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
    document: Document = _read(path, timeout, None)
    return document


def _read(path: Path, timeout: float, then: Then | None) -> Any:
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
        found = run_isolated(*work, timeout=timeout, then=then)
        if not isinstance(found, int):
            return found
        longer = timeout + found * LIMITS.ocr_page_seconds
        return run_isolated(read, path, timeout=longer, memory=LIMITS.ocr_memory_bytes)
    except UseError:
        raise
    except ChildError as error:
        raise ReadError(path, error.cause, error.detail) from None


def run_isolated(function: Callable[..., Any], *args: Any, timeout: float = LIMITS.seconds,
                 memory: int = LIMITS.memory_bytes, then: Then | None = None) -> Any:
    """`function(*args)`, or what `then` makes of it, computed in a process of its own; it, arguments and result are pickled.

    Args:
        timeout: seconds of wall clock; the child's CPU time is limited to as much.
        memory: bytes of address space.

    Raises:
        ReadError: as the function does.
        ChildError: `timeout`, `crashed`, `too_large` (out of memory), `too_deep`, `damaged` (any other error);
            a UseError once `then` has begun.
    """
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_work, args=(function, args, sender, timeout, memory, then), daemon=True)
    child.start()
    sender.close()
    failed: type[ChildError] = ChildError
    try:
        told = _received(receiver, timeout, failed)
        if then and told == _USING:
            failed = UseError
            told = _received(receiver, then.seconds, failed)
        result = pickle.loads(told)
    except (EOFError, OSError):
        child.join(5)
        raise failed("crashed", f"退出码 {child.exitcode}") from None
    finally:
        receiver.close()
        if child.is_alive():
            child.join(0.2)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()
    if isinstance(result, ChildError):
        raise failed(result.cause, result.detail)
    if isinstance(result, ReadError):
        raise result
    return result


def _received(receiver: Connection, timeout: float, failed: type[ChildError]) -> bytes:
    if not receiver.poll(timeout):
        raise failed("timeout", f"超过 {timeout:g} 秒")
    return receiver.recv_bytes()


def _work(function: Callable[..., Any], args: tuple[Any, ...], sender: Connection, timeout: float,
          memory: int, then: Then | None) -> None:
    # To stop is the parent's to decide, and it lets us finish; it ends us with SIGKILL where it must.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _limit(timeout, memory)
    result = _result(function, *args)
    if then and then.wants(result):
        sender.send_bytes(_USING)
        _limit(timeout + then.seconds, then.memory)
        result = _result(_use, then.use, result)
    sender.send_bytes(pickle.dumps(result, protocol=5))
    sender.close()


def _use(use: bytes, document: Document) -> Any:
    return pickle.loads(use)(document)


def _result(function: Callable[..., Any], *args: Any) -> Any:
    """What a function gives, or the error that says why it gives nothing."""
    try:
        return function(*args)
    except ReadError as error:
        return error
    except MemoryError:
        return ChildError("too_large", "内存超限")
    except RecursionError:
        return ChildError("too_deep")
    except Exception as error:  # the parent must learn the name of whatever went wrong
        return ChildError("damaged", f"{type(error).__name__}: {error}")


def _limit(seconds: float, memory: int) -> None:
    """Limits of the operating system, those that it has; the parent's clock holds everywhere.

    They can be raised again, by ourselves: nobody else's code runs in the child.
    """
    if sys.platform != "win32":
        import resource

        cpu = int(seconds) + 1
        for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu)):
            with contextlib.suppress(ValueError, OSError):  # macOS refuses some; a lower limit may stand already
                resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
