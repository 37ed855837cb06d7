"""Invented reports, the page served over them, and a bare client."""

from __future__ import annotations

import re
import threading
import time
from decimal import Decimal
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import uvicorn

from pipeline.findings import decide
from pipeline.load import fact_of
from pipeline.server.app import build
from pipeline.server.edits import edited_row
from pipeline.server.listen import listen
from pipeline.server.site import Site
from pipeline.store import open_store, write_findings
from schemas.records import Finding

LINHE = """临河县社工站建设情况汇报
临河县民政局 2022年12月20日
一、站点建设
全县建成社工站12个，配备驻站社工36名，其中持证社工14人。投入资金230万元。
二、服务情况
今年以来，开展个案85个、小组42个，入户走访老年人3100人次。全年培训社工4期260人次。
三、下一步打算
到2025年建成社工站20个，每站不少于2名社工。按照“1+3+N”思路，发放<script>document.title="x"</script>宣传单900份。
<img src=x onerror="document.title='x'">链接慈善资源18万元，招募志愿者450名。
另有7匹马在场。
"""
DONGSHAN = """东山区社会工作总结
东山区民政局 2022年12月25日
全区建成社工站9个，配备驻站社工27名，持证社工11人，投入资金180万元。
开展个案66个、小组31个，社区活动140场，服务群众5200人次，招募志愿者320名。
"""


def write_reports(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "临河.txt").write_text(LINHE, encoding="utf-8")
    (folder / "东山.txt").write_text(DONGSHAN, encoding="utf-8")


def furnish(served: Served) -> None:
    """Findings, decisions of each sort by another verifier, and figures as if OCR had read them."""
    site = served.site
    db = open_store(site.db_path)
    sides = (served.fact("12个"), served.fact("9个"))
    write_findings(db, [
        Finding(kind="repeat", severity="error", message="社工站数前后不一：12个；9个", doc="临河.txt", facts=sides),
        Finding(kind="sum", severity="warning", message="分项大于总数：14人；36名", doc="临河.txt",
                facts=(served.fact("14人"), served.fact("36名"))),
        Finding(kind="unsure_recognition", severity="warning", message="“180万元”是从图像识别的，把握 0.62，请对照原件",
                doc="东山.txt", facts=(served.fact("180万元"),))])
    db.execute("UPDATE facts SET ocr = 0.62 WHERE quote = '180万元'")
    db.execute("UPDATE facts SET ocr = 0.97 WHERE quote = '66个'")
    finding = next(db.query("SELECT id FROM findings WHERE kind = 'sum'"))["id"]
    decide(db, finding, "confirmed", "", site.now())
    db.conn.commit()
    db.conn.close()
    with site.database() as read:
        for quote, action in (("85个", "accept"), ("42个", "reject"), ("260人次", "correct"), ("20个", "accept")):
            subject = site.subject(read, served.fact(quote))
            if quote == "20个":  # what the machine says has changed since
                subject = subject.model_copy(update={"machine": {**(subject.machine or {}), "value": 21}})
            after = None
            if action == "correct":
                row = next(read.query("SELECT * FROM facts WHERE quote = ?", [quote]))
                made = fact_of(row).model_copy(update={"value": Decimal(261)})
                after = edited_row(site.text(read, row["document"]).document, made, True)
            site.ledger.record(subject, action, "乙", site.now(), reason="原文排印有误" if after else "", after=after)


class Client:
    """A bare HTTP client with a cookie jar: what a browser sends, and what one should not."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()
        self.connection = HTTPConnection("127.0.0.1", port, timeout=20)

    def send(self, method: str, path: str, body: str = "", **headers: str) -> SimpleNamespace:
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        if method == "POST":
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        self.connection.request(method, path, body.encode() if method == "POST" else None, sent)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        data = answer.read()
        return SimpleNamespace(status=answer.status, data=data, text=data.decode("utf-8", "replace"),
                               headers={k.lower(): v for k, v in answer.getheaders()})

    def get(self, path: str, **headers: str) -> SimpleNamespace:
        return self.send("GET", path, **headers)

    def post(self, path: str, fields: dict[str, Any], **headers: str) -> SimpleNamespace:
        return self.send("POST", path, urlencode(fields), **headers)

    def form(self, page: str) -> dict[str, str]:
        """The hidden fields of a page, as its forms send them."""
        return dict(re.findall(r'name="(csrf|seen|machine|next|queue|cases)" value="([^"]*)"', page))


class Served:
    """A site in a thread of this process."""

    def __init__(self, site: Site, *, local: bool = True) -> None:
        self.site = site
        listening = listen("127.0.0.1", 0)
        self.port = listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.server = uvicorn.Server(uvicorn.Config(build(site, local=local), log_level="error"))
        self.thread = threading.Thread(target=self.server.run, args=([listening],), daemon=True)
        self.thread.start()
        for _ in range(500):
            if self.server.started:
                break
            time.sleep(0.01)

    def client(self) -> Client:
        return Client(self.port)

    def fact(self, quote: str) -> str:
        """The id of the fact with this quote."""
        with self.site.database() as db:
            return str(next(db.query("SELECT id FROM facts WHERE quote = ?", [quote]))["id"])

    def document(self, name: str) -> str:
        with self.site.database() as db:
            return str(next(db.query("SELECT id FROM documents WHERE doc = ?", [name]))["id"])

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(5)
