"""Facts of every kind as Hypothesis invents them: hostile text, every code, days, times and lists."""

import types
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from jusou_meeting.crossing import Crossing
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.meeting import Meeting
from jusou_meeting.vocabulary import Code, Footing

HOSTILE = (
    "", " ", "𠮷田 葛󠄀子", "神", "髙﨑", "が", "👨‍👩‍👧", "‮逆さ", "'; DROP TABLE person; --", '"\\', "<script>", "=1+1",
    "{{開催日時}}", "\n\t", "null", "1", "0", "あ" * 2000,
)  # fmt: skip
"""What people paste, and what breaks programs."""

texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def facts(kind):
    """Any fact of this kind that its table may hold."""
    hints = get_type_hints(kind)
    made = st.fixed_dictionaries({field.name: values(hints[field.name]) for field in fields(kind)})
    if "version" in hints:
        made = made.map(lambda said: said | {"version": max(said["version"], 1)})
    if kind in (Tie, FamilyTie):
        made = made.filter(lambda said: said["a"] != said["b"])
    if kind is Meeting:
        made = made.map(lambda said: said | {"footing": said["kind"].footing})
    if kind is Crossing:
        made = made.map(lambda said: said | {"footing": Footing.STATUTORY})
    if kind is Distribution:
        made = made.map(lambda said: said | {"number": max(said["number"], 1)})
    return made.map(lambda said: kind(**said))


def values(hint):
    """Any value of a field."""
    if isinstance(hint, NewType):
        return values(hint.__supertype__)
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*(st.none() if each is type(None) else values(each) for each in get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=4).map(tuple)
    if issubclass(hint, Code):
        return st.sampled_from(hint)
    return {
        bool: st.booleans(),
        int: st.integers(0, 2**31),
        str: texts,
        date: st.dates(date(1873, 1, 1), date(2199, 12, 31)),
        time: st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)),
        datetime: st.integers(-(10**15), 7 * 10**15).map(lambda n: _EPOCH + timedelta(microseconds=n)),
    }[hint]
