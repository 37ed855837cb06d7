"""A ZIP container of XML parts, opened with suspicion: sizes are checked before anything is unpacked.

Nothing is written to disk and no reference leads out of the file: names of parts are only looked up,
entities and DOCTYPE declarations are refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits

_PIECE: Final = 2**16
"""Bytes of a part that are parsed at a time."""


def local(tag: object) -> str:
    """Local name of an element's tag, so that strict and transitional namespaces read alike."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def resolved(part: str, target: str) -> str:
    """The name of the part that `part` calls `target`; it never leads out of the container.

    >>> resolved("Doc_0/Document.xml", "Pages/../Res.xml"), resolved("a/b.xml", "/c.xml"), resolved("a.xml", "../../d")
    ('Doc_0/Res.xml', 'c.xml', 'd')
    """
    return posixpath.normpath(posixpath.join("/" + posixpath.dirname(part), target)).lstrip("/")


class Package:
    """The parts of one container.

    Raises:
        ReadError: `encrypted`, `truncated`, `bomb`, `too_large`, on opening or on reading a part.
    """

    def __init__(self, path: Path, data: bytes, limits: Limits = LIMITS) -> None:
        self.path, self.limits = path, limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError) as error:
            raise ReadError(path, "truncated", "ZIP 目录读不出") from error
        infos = self._zip.infolist()
        if len(infos) > limits.members:
            raise ReadError(path, "bomb", f"含 {len(infos)} 个部件")
        if sum(info.file_size for info in infos) > limits.total_bytes:
            raise ReadError(path, "bomb", "解压后总量过大")
        self.names = {info.filename for info in infos}

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        return b"".join(self._pieces(name, self.limits.part_bytes + 1))

    def _pieces(self, name: str, size: int) -> Iterator[bytes]:
        """The bytes of a part, so many at a time."""
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise ReadError(self.path, "encrypted")
        if info.file_size > self.limits.part_bytes:
            raise ReadError(self.path, "bomb", f"部件 {name} 声明 {info.file_size} 字节")
        ratio = info.file_size // max(1, info.compress_size)
        if info.file_size > 2**20 and ratio > self.limits.ratio:
            raise ReadError(self.path, "bomb", f"部件 {name} 压缩比 {ratio}")
        try:
            with self._zip.open(info) as stream:
                total = 0
                while piece := stream.read(size):
                    total += len(piece)
                    # The declared size may lie: never unpack more than one piece beyond the limit.
                    if total > self.limits.part_bytes:
                        raise ReadError(self.path, "bomb", f"部件 {name} 大于声明")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise ReadError(self.path, "damaged", f"部件 {name} 解压出错") from error

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML part.

        Raises:
            ReadError: `entity` for a DOCTYPE, `too_deep`, `damaged`.
        """
        data = self.read(name)
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise self._broken(name, error) from error
        self._plain(name, root)
        return root

    def children(self, name: str, parent: str) -> Iterator[etree._Element]:
        """What the first `parent` below the root of an XML part holds, each whole, and gone some time after the next is asked for.

        So a long part is never held: its tree is several times as large as the part, and that many times its text.

        Raises:
            ReadError: as `xml` does, once the place is reached; `wrong_type` where there is no such parent.
        """
        parser = etree.XMLPullParser(("start",), tag=f"{{*}}{parent}", resolve_entities=False, no_network=True)
        found: etree._Element | None = None
        try:
            for piece in self._pieces(name, _PIECE):
                parser.feed(piece)
                if len(parser.feed_error_log.filter_from_errors()):
                    # Some errors stop the parser without a word, and the next piece would begin a document of its own.
                    self.xml(name)
                    raise ReadError(self.path, "damaged", name)
                for _, element in parser.read_events():
                    above = element.getparent()  # type: ignore[union-attr]
                    if found is None and above is not None and above.getparent() is None:
                        found = element  # type: ignore[assignment]
                        self._plain(name, above)
                if found is not None:
                    # All but the last are complete: something follows them.
                    ready = list(found)[:-1]
                    yield from ready
                    for element in ready:
                        found.remove(element)
            self._plain(name, parser.close())
        except etree.XMLSyntaxError as error:
            raise self._broken(name, error) from error
        if found is None:
            raise ReadError(self.path, "wrong_type", f"部件 {name} 中没有 {parent}")
        yield from found

    def _plain(self, name: str, element: etree._Element) -> None:
        """Refuse a part with a DOCTYPE."""
        if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
            raise ReadError(self.path, "entity", name)

    def _broken(self, name: str, error: etree.XMLSyntaxError) -> ReadError:
        text = str(error)
        if "depth" in text:
            return ReadError(self.path, "too_deep", name)
        if "ntit" in text or "DOCTYPE" in text or "DTD" in text:
            return ReadError(self.path, "entity", name)
        return ReadError(self.path, "damaged", f"{name}：XML 第 {error.lineno} 行出错")

    def targets(self, part: str, kind: str) -> list[str]:
        """Names of the parts that `part` ("" for the package) has a relationship of `kind` to."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.names:
            return []
        found: list[str] = []
        for relation in self.xml(rels):
            same = str(relation.get("Type") or "").endswith(f"/{kind}")
            if relation.get("TargetMode") == "External" or not same:
                continue
            name = resolved(part, str(relation.get("Target") or ""))
            if name in self.names:
                found.append(name)
        return found
