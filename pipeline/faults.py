"""What goes wrong around the program, in Chinese: the disk, the permissions, a database that another holds."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Final

_FILES: Final = {
    errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已用完", errno.EFBIG: "文件超出允许的大小",
    errno.EROFS: "所在磁盘是只读的", errno.EACCES: "没有写入权限", errno.EPERM: "没有写入权限",
    errno.ENOENT: "文件夹不存在", errno.ENOTDIR: "路径中有一段不是文件夹", errno.EISDIR: "是文件夹，不是文件",
    errno.EMFILE: "打开的文件太多", errno.EIO: "磁盘读写出错",
}
_DATABASE: Final = {
    sqlite3.SQLITE_BUSY: "数据库正被另一程序占用，请关闭它再试", sqlite3.SQLITE_LOCKED: "数据库正被另一程序占用，请关闭它再试",
    sqlite3.SQLITE_FULL: "磁盘已满", sqlite3.SQLITE_READONLY: "数据库或其文件夹是只读的",
    sqlite3.SQLITE_IOERR: "磁盘读写出错（可能已满或已断开）", sqlite3.SQLITE_CORRUPT: "数据库文件已损坏",
    sqlite3.SQLITE_NOTADB: "不是 SQLite 数据库", sqlite3.SQLITE_CANTOPEN: "打不开（文件夹不存在、没有权限或磁盘只读）",
    sqlite3.SQLITE_PERM: "没有权限", sqlite3.SQLITE_TOOBIG: "内容超出数据库允许的大小",
}


_PASSING: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
                   sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


class RunError(Exception):
    """Work that cannot go on, by no document's fault; the message, in Chinese, says why."""


class StoppedError(RunError):
    """Work that was stopped at once, by a second Ctrl-C or one while no document was at work."""


def passes(error: OSError | sqlite3.Error) -> bool:
    """Whether it is the surroundings' fault and the same command may do another time."""
    if isinstance(error, sqlite3.Error):
        return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in _PASSING
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO)


def told(error: OSError | sqlite3.Error, place: Path) -> str:
    """An error of the system or of SQLite in words, with the place it concerns."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) or 0
        return f"{place}：{_DATABASE.get(code & 0xFF, '数据库出错')}（{error}）"
    return f"{place}：{_FILES.get(error.errno or 0, '不能读写')}（{error.strerror or error}）"
