"""The one error of the readers: which file, which cause, in words an office can act on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

CAUSES: Final[dict[str, str]] = {
    "missing": "文件不存在或无法打开",
    "empty": "文件是空的",
    "encrypted": "文件有打开密码，请先去掉密码",
    "truncated": "文件不完整（下载或复制中断）",
    "damaged": "文件已损坏，无法解析",
    "wrong_type": "内容与扩展名不符",
    "unsupported": "暂不支持这种文件",
    "no_converter": "旧版 Word、WPS 文档要由 LibreOffice 转换，本机没有安装",
    "encoding": "文字编码无法识别",
    "too_large": "文件超出大小限制",
    "bomb": "压缩比异常，疑似解压炸弹",
    "entity": "含外部实体或 DOCTYPE 声明，已拒绝",
    "too_deep": "嵌套层次过深",
    "no_text": "没有可读的文字（可能是扫描件，需要文字识别）",
    "timeout": "读取超时",
    "crashed": "读取进程异常退出",
}
"""Cause codes and what they mean to the user; the code is stable, the words are not."""


class ReadError(Exception):
    """A file that cannot be read, with the file and the cause.

    `cause` is one of `CAUSES`; `detail` says what exactly was found, in Chinese.
    """

    def __init__(self, path: Path | str, cause: str, detail: str = "") -> None:
        self.path = Path(path)
        self.cause = cause
        self.detail = detail
        message = f"{self.path.name}：{CAUSES[cause]}"
        super().__init__(f"{message}（{detail}）" if detail else message)

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        return (ReadError, (str(self.path), self.cause, self.detail))
