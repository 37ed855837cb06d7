"""Old Word and WPS files (.doc, .wps): LibreOffice makes them a DOCX, where it is installed, and that is read.

LibreOffice runs without a window, in a folder and with a profile of its own that are gone afterwards, is ended
at the limit of time, runs no macro and follows no link. What it makes of a file is not the file: every place in
it begins with `converted/`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline.readers.docx import read_docx
from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits
from pipeline.readers.ole import head_of
from schemas.records import Document

_ADVICE: Final = "请安装 LibreOffice（sudo apt-get install libreoffice-writer-nogui），或在 Word、WPS 中另存为 .docx"
_WORD: Final = (0xA5EC, 0xA5DC)
"""First number of the stream `WordDocument`: since Word 97, Word 6 and 95."""
_ENCRYPTED: Final = 0x0100
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value>
</prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>{proxies}</item></oor:items>""".format(
    proxies="".join(
        f'<prop oor:name="ooInet{kind}ProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>'
        f'<prop oor:name="ooInet{kind}ProxyPort" oor:op="fuse"><value>9</value></prop>'
        for kind in ("HTTP", "HTTPS", "FTP")
    )
)
"""No macros; no links, and for what asks all the same (LibreOffice looks whether a picture is there) no way out."""


def read_doc(path: Path, data: bytes) -> Document:
    """Read an old Word or WPS file through LibreOffice.

    Raises:
        ReadError: as `to_docx` and `read_docx` do.
    """
    return read_converted(path, data, to_docx(path, data))


def read_converted(path: Path, data: bytes, docx: bytes) -> Document:
    """The document of the file `data` that was made `docx`.

    Raises:
        ReadError: as `read_docx` does.
    """
    document = read_docx(path, docx)
    return replace(
        document, media="doc", sha256=hashlib.sha256(data).hexdigest(),
        runs=tuple(f"converted/{run}" for run in document.runs),
        notes=(*document.notes, "旧版 Word 文档，由 LibreOffice 转换后读取"),
    )  # fmt: skip


def to_docx(path: Path, data: bytes, timeout: float | None = None, limits: Limits = LIMITS) -> bytes:
    """The file as LibreOffice turns it into DOCX.

    Args:
        timeout: seconds until it is ended; by default what `limits` say.

    Raises:
        ReadError: `no_converter`, `encrypted`, `damaged`, `timeout`.
    """
    _check(path, data)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(path, "no_converter", _ADVICE)
    # What is not deleted at once (a process just ended may still write) must not fail the reading.
    with tempfile.TemporaryDirectory(prefix="youju-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        (folder / "in.doc").write_bytes(data)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / "in.doc")]  # fmt: skip
        _run(path, command, folder, timeout or limits.conversion_seconds, limits)
        made = folder / "out" / "in.docx"
        if not made.is_file():
            raise ReadError(path, "damaged", "LibreOffice 打不开")
        return made.read_bytes()


def _run(path: Path, command: list[str], folder: Path, timeout: float, limits: Limits) -> None:
    """Run LibreOffice, and end it with all it started, whatever happens here."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)  # fmt: skip
    try:
        _limit(process.pid, timeout, limits)
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise ReadError(path, "timeout", f"LibreOffice 转换超过 {timeout:g} 秒") from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit(pid: int, seconds: float, limits: Limits) -> None:
    """Limits of the operating system on the program and all it starts, where another process may set them."""
    if sys.platform == "linux":
        import resource

        cpu = int(seconds) + 1
        for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, limits.memory_bytes),
                           (resource.RLIMIT_CPU, cpu)):  # fmt: skip
            with contextlib.suppress(ValueError, OSError):
                resource.prlimit(pid, kind, (most, most))


def _check(path: Path, data: bytes) -> None:
    """Look at the head of the Word stream: LibreOffice would read what is none as plain text.

    Raises:
        ReadError: `encrypted`, `damaged`.
    """
    try:
        mark, flags = struct.unpack_from("<H8xH", head_of(data, "WordDocument", 12))
    except (struct.error, ValueError) as error:
        raise ReadError(path, "damaged", "Word 正文的位置读不出") from error
    if mark not in _WORD:
        raise ReadError(path, "damaged", "没有 Word 正文")
    if flags & _ENCRYPTED:
        raise ReadError(path, "encrypted")
