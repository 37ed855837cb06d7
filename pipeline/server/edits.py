"""What a verifier fills in, as a record: the value read from the span, everything else checked.

A value is what `parse_quantity` reads in the chosen stretch of the source. Where that is not what the report
means, the verifier may say so: an override needs a reason, and is told apart for ever after.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from pydantic import ValidationError
from sqlite_utils import Database

from extractors.facts import fact_id
from extractors.quantities import parse_quantity
from pipeline.load import fact_of
from pipeline.periods import bounds
from pipeline.rows import fact_row
from pipeline.server.language import say
from pipeline.units import unit_class
from schemas.divisions import load_divisions
from schemas.records import Document, Fact, Qualifier, Quantity, Span, Statistic, Status

PER = {"station": "每站", "person": "每人", "township": "每乡镇（街道）", "community": "每社区", "village": "每村", "county": "每县",
       "city": "每市", "year": "每年", "month": "每月", "project": "每项目"}
_LONGEST = 80

Form = Mapping[str, str]


class EditError(ValueError):
    """What is wrong with an edit, in the language of the page, one sentence a mistake."""


def chosen_span(document: Document, form: Form, near: Span | None) -> Span:
    """The stretch of `Document.text` that a form names: by offsets, or by its words in the figure's sentence.

    Raises:
        EditError: it is outside the text, empty, too long, or the words stand there more than once or not at all.
    """
    quote = form.get("quote", "").replace("\r\n", "\n")
    try:
        span = Span(int(form.get("text_start", "")), int(form.get("text_end", "")))
    except ValueError:
        span = Span(0, 0)
    inside = 0 <= span.start < span.end <= len(document.text)
    if inside and (not quote or _bare(document.text[span.start:span.end]) == _bare(quote)):
        if span.end - span.start > _LONGEST:
            raise EditError(say("选中的文字过长，请只选数字及其限定和单位"))
        return span
    if near is None or not quote:
        raise EditError(say("请在原文中选中数字"))
    count = document.text.count(quote, near.start, near.end)
    if count != 1:
        raise EditError(say("句中有 {n} 处「{quote}」，请在原文中选中", n=count, quote=quote) if count else
                        say("句中没有「{quote}」，请在原文中选中", quote=quote))
    at = document.text.index(quote, near.start, near.end)
    return Span(at, at + len(quote))


def read_span(document: Document, span: Span, unit: str) -> Quantity:
    """The quantity that stands at a place; a bare number takes `unit` as if it followed.

    Raises:
        EditError: it cannot be read as one quantity.
    """
    quote = document.text[span.start:span.end]
    found = parse_quantity(quote)
    if found and not found.unit and unit:
        found = parse_quantity(quote + unit) or parse_quantity(quote, unit)
    if found is None:
        raise EditError(say("「{quote}」不能读作一个数量，请只选数字及其限定和单位", quote=quote))
    return found


def edited(db: Database, document: Document, form: Form, row: Mapping[str, Any] | None, report: int,
           sentence: Span) -> Fact:
    """The fact a form describes: `row` corrected, or a new one where the machine had none.

    Raises:
        EditError: something in the form is not possible.
    """
    old = fact_of(row) if row else None
    span = chosen_span(document, form, sentence)
    mistakes: list[str] = []
    region, adcode = _region(form, mistakes)
    code = _one_of(form, "indicator", _codes(db), mistakes, "指标")
    statistic = _one_of(form, "statistic", get_args(Statistic), mistakes, "统计方式")
    told = {
        "indicator": code, "statistic": statistic,
        "status": _one_of(form, "status", get_args(Status), mistakes, "状态"),
        "per": _one_of(form, "per", (*PER, ""), mistakes, "每") or None,
        "region": region, "adcode": adcode, "place": form.get("place", "").strip(),
        "time": _time(form, mistakes), "dims": _dims(db, form, mistakes),
    }
    value = _value(document, form, span, old, mistakes)
    if mistakes:
        raise EditError(say("；").join(mistakes))
    place = document.locate(span)
    name = old.id if old else fact_id(document.name, place.start, place.end, code, statistic)
    try:
        return Fact.model_validate({
            **told, **value, "id": name, "doc": document.name, "start": place.start, "end": place.end, "quote": place.quote, "span": span,
            "sentence": sentence, "report": report, "locator": place.model_dump()})
    except ValidationError as error:
        raise EditError(say("；").join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())) from error


def edited_row(document: Document, fact: Fact, override: bool) -> dict[str, Any]:
    """A fact as the ledger keeps it: the row that leaves the program, its span, its digits, and how it was valued."""
    return {**fact_row(fact), "text_start": fact.span.start, "text_end": fact.span.end,
            "core": core(fact.quote, fact.start), "override": override}


def core(quote: str, start: int) -> list[int]:
    """Where the digits alone stand in the source, for the answer keys; the whole quote where it has none.

    >>> core("不少于 2 万元", 10), core("**人次", 0)
    ([14, 15], [0, 4])
    """
    found = parse_quantity(quote)
    places = [at for at, character in enumerate(quote) if not character.isspace()]
    if found is None or not 0 <= found.core.start < found.core.end <= len(places) or found.qualifier == "masked":
        return [start, start + len(quote)]
    return [start + places[found.core.start], start + places[found.core.end - 1] + 1]


def _value(document: Document, form: Form, span: Span, old: Fact | None, mistakes: list[str]) -> dict[str, Any]:
    unit = form.get("unit", "").strip()
    qualifier = _one_of(form, "qualifier", (*get_args(Qualifier), ""), mistakes, "限定")
    if form.get("override"):
        if not form.get("reason", "").strip():
            mistakes.append(say("不按原文读数须说明理由"))
        return {"value": _number(form, "value", mistakes), "low": _number(form, "low", mistakes),
                "high": _number(form, "high", mistakes), "unit": unit, "qualifier": qualifier or "exact"}
    if old and old.span == span and old.unit == unit:  # a table's header may hold the unit: what was proved stays
        return {"value": old.value, "low": old.low, "high": old.high, "unit": unit,
                "qualifier": qualifier or old.qualifier}
    try:
        found = read_span(document, span, unit)
    except EditError as error:
        mistakes.append(str(error))
        return {}
    if unit and found.unit and unit_class(unit) != unit_class(found.unit) and parse_quantity(document.text[slice(*span)]
                                                                                            + unit) is None:
        mistakes.append(say("原文的单位是{found}，不是{unit}；确要改动请勾选不按原文读数", found=found.unit, unit=unit))
    return {"value": found.value, "low": found.low, "high": found.high, "unit": found.unit,
            "qualifier": qualifier or found.qualifier}


def _number(form: Form, name: str, mistakes: list[str]) -> Decimal | None:
    text = form.get(name, "").strip().replace(",", "").replace("，", "")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        mistakes.append(say("「{text}」不是数字", text=text))
        return None
    if not number.is_finite():
        mistakes.append(say("「{text}」不是数字", text=text))
        return None
    return number


def _one_of(form: Form, name: str, allowed: tuple[str, ...], mistakes: list[str], label: str) -> str:
    value = form.get(name, "")
    if value not in allowed:
        mistakes.append(say("{field}不能是「{value}」", field=say(label), value=value))
    return value


def _region(form: Form, mistakes: list[str]) -> tuple[str | None, str | None]:
    """A division by its full official name or its code; of several with one name the code tells."""
    name = form.get("region", "").strip()
    if not name:
        return None, None
    divisions = load_divisions()
    if name in divisions:
        found = [divisions.by_code(name)]
    else:
        found = [d for d in divisions.by_name(name) if d.name == name]
        found = [d for d in found if d.current] or found
    code = form.get("adcode", "")
    found = [d for d in found if d.adcode == code] or found
    if len(found) != 1:
        told = say("、").join(d.adcode for d in found)
        mistakes.append(say("地区「{name}」不止一个，请填代码：{codes}", name=name, codes=told) if found else
                        say("没有县级以上地区「{name}」，须写全称", name=name))
        return None, None
    return found[0].name, found[0].adcode


def _time(form: Form, mistakes: list[str]) -> str:
    time = form.get("time", "").strip()
    if time and not any(bounds(time)):
        mistakes.append(say("时间「{time}」应写作 2021、2022-06、2022-01/2022-06、2021/..", time=time))
    return time


def _dims(db: Database, form: Form, mistakes: list[str]) -> dict[str, str]:
    """Written `level=township kind=pilot`."""
    known = {(row["dim"], row["member"]) for row in db.query("SELECT dim, member FROM members")}
    found: dict[str, str] = {}
    for pair in form.get("dims", "").replace("，", " ").replace(",", " ").split():
        name, _, member = pair.partition("=")
        if (name, member) not in known and not (member == "all" and any(name == dim for dim, _ in known)):
            mistakes.append(say("没有分组 {pair}", pair=pair))
        found[name] = member
    return found


def _codes(db: Database) -> tuple[str, ...]:
    return tuple(row["code"] for row in db.query("SELECT code FROM indicators"))


def _bare(text: str) -> str:
    return "".join(text.split())


def form_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What the form shows first: a row of `facts`, or of the ledger."""
    dims = json.loads(row["dims"]) if isinstance(row["dims"], str) else row["dims"]
    names = ("indicator", "statistic", "unit", "qualifier", "per", "status", "region", "adcode", "place", "time",
             "quote", "text_start", "text_end")
    numbers = {name: _plain(row[name]) for name in ("value", "low", "high")}
    return {**{name: str(row[name]) if row.get(name) is not None else "" for name in names}, **numbers,
            "dims": " ".join(f"{k}={v}" for k, v in dims.items())}


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)
