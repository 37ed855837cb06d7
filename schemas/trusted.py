"""Records from values that the program made itself, without validating each of them again.

Validation guards what comes from outside. Inside, thousands of records a second are made from values that already
have their types; to validate them takes longer than to read them from the text, so the tests do it instead.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound=BaseModel)
R = TypeVar("R", bound="BaseModel | DataclassInstance")
_new = object.__new__
_set_values, _set_fields, _set_extra, _set_private = (
    vars(BaseModel)[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


class _Fields(dict[type[BaseModel], set[str]]):
    """The names of a class's fields, gathered when it is first asked for."""

    def __missing__(self, cls: type[BaseModel]) -> set[str]:
        self[cls] = names = set(cls.model_fields)
        return names


_FIELDS = _Fields()


def trusted(cls: type[T], values: dict[str, Any]) -> T:
    """A record of the values of *all* its fields, in the order and with the types of the class; it keeps the dict.

    >>> from schemas.records import Region
    >>> trusted(Region, {"name": "昭通市", "adcode": "530600"})
    Region(name='昭通市', adcode='530600')
    """
    record: T = _new(cls)
    _set_values(record, values)
    _set_fields(record, _FIELDS[cls])
    _set_extra(record, None)
    _set_private(record, None)
    return record


def changed(record: R, update: dict[str, Any]) -> R:
    """The record with other values in some fields: `model_copy` without the copies that a frozen one does not need."""
    if isinstance(record, BaseModel):
        return trusted(type(record), {**record.__dict__, **update})
    return replace(record, **update)
