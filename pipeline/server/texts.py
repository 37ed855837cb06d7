"""The documents of the database as far as they can be shown: read again from their files, else from what was stored."""

from __future__ import annotations

import hashlib
from array import array
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from sqlite_utils import Database

from pipeline.readers import ReadError
from pipeline.readers.isolation import read_guarded
from schemas.records import Block, Document

KEPT = 8
"""Documents held in memory at once."""

CHANGED = "来源文件已改动，只显示入库时的句子"
UNREADABLE = "来源文件读不到，只显示入库时的句子"
RECOGNISING = "正在重新识别扫描件的文字，此前只显示入库时的句子"


@dataclass(frozen=True, slots=True)
class Text:
    """A document as far as it can be shown; `gone` says in Chinese why its file is not what is shown."""

    document: Document
    gone: str = ""


class Texts:
    """Reads documents, each in a child process, and keeps the last few.

    What OCR has to read takes seconds a page: it is read beside the answers, and until then the stored sentences stand.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Text] = OrderedDict()
        self._lock = Lock()
        self._reading: dict[str, Lock] = {}
        self._under_way: set[str] = set()

    def get(self, db: Database, row: Mapping[str, Any]) -> Text:
        """The text of a row of `documents`."""
        key = f"{row['id']} {row['sha256']}"
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            turn = self._reading.setdefault(key, Lock())
            behind = bool(row["ocr"])
            begin = behind and key not in self._under_way
            if begin:
                self._under_way.add(key)
        stored = from_sentences(db, row)
        if behind:
            if begin:
                Thread(target=self._read, args=(key, dict(row), stored), daemon=True).start()
            return Text(stored, RECOGNISING)
        with turn:  # two who ask at once wait for one reading
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            return self._read(key, row, stored)

    def _read(self, key: str, row: Mapping[str, Any], stored: Document) -> Text:
        text = read_again(row, stored)
        with self._lock:
            self._kept[key] = text
            self._reading.pop(key, None)
            self._under_way.discard(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return text


def read_again(row: Mapping[str, Any], stored: Document) -> Text:
    """A document from its file, if that is still what was stored."""
    try:
        return Text(read_guarded(Path(row["path"]))) if is_same(row) else Text(stored, CHANGED)
    except (OSError, ReadError):
        return Text(stored, UNREADABLE)


def is_same(row: Mapping[str, Any]) -> bool:
    """Whether a document's file holds the bytes that were stored.

    Raises:
        OSError: it cannot be read.
    """
    with Path(row["path"]).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == str(row["sha256"])


def from_sentences(db: Database, row: Mapping[str, Any]) -> Document:
    """What the database itself holds of a document's text: its sentences, each where it stood."""
    sentences = db.query("SELECT text, text_start, text_end FROM sentences WHERE document = ? ORDER BY text_start", [row["id"]])
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for each in sentences:
        parts += [" " * (each["text_start"] - length), each["text"]]
        length = max(length, each["text_start"]) + len(each["text"])
        blocks.append(Block(each["text_start"], each["text_end"], "paragraph"))
    text = "".join(parts)
    return Document(name=row["doc"], media="txt", sha256=row["sha256"], source=text, text=text,
                    origin=array("i", range(len(text))), blocks=tuple(blocks))
