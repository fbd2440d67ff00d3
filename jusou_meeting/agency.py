"""関係機関: the directory of agencies and community resources, and their involvement with a household."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jusou_meeting.text import folded
from jusou_meeting.vocabulary import AgencyId, Code, Fact, Footing, RecordId

FIELDS = (
    "調整", "介護", "障がい", "こども", "子育て", "生活困窮", "医療", "保健", "教育", "就労", "住宅",
    "権利擁護", "警察", "地域", "参加支援", "環境",
)  # fmt: skip
"""分野: the words offered; a municipality may write others, and the map groups agencies by whatever is written."""

_ALSO_OF_PERSONS = ("住宅", "地域")
"""The fields in which a 家主 or a neighbour stands as well."""

_OF_PERSONS = (
    "家主", "大家", "近隣", "近隣住民", "近所", "隣人", "住民", "地域住民", "知人", "友人", "親族", "親戚", "家族",
)  # fmt: skip
"""Fields in which stands no office at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """機関・社会資源: one entry of the municipality's directory, known to every case."""

    id: AgencyId
    name: str
    field: str
    kana: str = ""
    """How its name is read; blank = not recorded."""
    kind: str = ""
    """What the directory calls it (相談窓口, 地域子育て支援拠点 …)."""
    located_in: str = ""
    """The building or body it lies in, as its address line gives it."""
    address: str = ""
    """Blank = the source states none."""
    remark: str = ""
    source: str = ""
    version: int = 0

    @property
    def sought_by(self) -> tuple[str, str]:
        """Its name and its reading as a search compares them."""
        return folded(self.name), folded(self.kana)


class InvolvementStatus(Code):
    """関与の状況: how near an agency stands to the household."""

    ENGAGED = "engaged", "関与中"
    CONSIDERED = "considered", "検討中"
    UNCONNECTED = "unconnected", "未接続"
    ENDED = "ended", "終了"


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Fact):
    """関与機関: an agency, or an outsider such as a neighbour, on the map of one household."""

    name: str
    field: str = ""
    status: InvolvementStatus = InvolvementStatus.ENGAGED
    agency_id: AgencyId | None = None
    """Its entry in the directory; None = it has none there, or nobody has looked for it yet."""
    outsider: bool = False
    """No agency at all (家主, 近隣, 地域 …): bound by no office's duty, so it is in the room only when it is asked."""
    note: str = ""


def labels_of(directory: Iterable[Agency]) -> dict[AgencyId, str]:
    """What a list calls each entry: two of one name are told apart, since a list knows its lines by their words."""
    called: dict[AgencyId, str] = {}
    taken: set[str] = set()
    for agency in directory:
        label = agency.name
        if label in taken:
            label = "　".join(filter(None, (agency.name, agency.field, agency.address)))
        nth = 2
        while label in taken:
            label, nth = f"{agency.name}（{nth}）", nth + 1
        taken.add(label)
        called[agency.id] = label
    return called


def involved(entry: Agency, *, id: RecordId, footing: Footing = Footing.CONSENT) -> Involvement:
    """An agency of the directory at work in a household, called and filed as it is there."""
    outside = is_of_no_office(entry.field)
    return Involvement(
        id=id,
        name=entry.name,
        field=entry.field,
        agency_id=None if outside else entry.id,
        outsider=outside,
        footing=footing,
    )


def on_the_map(directory: Iterable[Agency], involvements: Iterable[Involvement]) -> dict[AgencyId, RecordId]:
    """What stands on a map for each entry; an outsider is linked to none, so it is known by its name."""
    around = tuple(involvements)
    linked = {i.agency_id: i.id for i in around if i.agency_id is not None}
    outsiders = {i.name: i.id for i in around if i.outsider}
    named = {
        entry.id: outsiders[entry.name]
        for entry in directory
        if entry.name in outsiders and is_of_no_office(entry.field)
    }
    return named | linked


def by_name(directory: Iterable[Agency]) -> dict[str, Agency]:
    """The entry of each name; two of one name are told apart by a person, not by us."""
    entries = tuple(directory)
    times = Counter(agency.name for agency in entries)
    return {agency.name: agency for agency in entries if times[agency.name] == 1}


def listed(involvement: Involvement, directory: Iterable[Agency]) -> Involvement:
    """The involvement with its entry in the directory, when it is called as it is there; its field follows if blank."""
    if involvement.outsider:
        return replace(involvement, agency_id=None)
    entry = by_name(directory).get(involvement.name)
    if entry is None:
        return involvement
    return replace(involvement, agency_id=entry.id, field=involvement.field or entry.field)


def same_agency(name: str, entry: AgencyId | None, other: str, others_entry: AgencyId | None) -> bool:
    """Whether two names are of one agency: by their entries in the directory where both have one, else as a search compares them."""
    if entry is not None and others_entry is not None:
        return entry == others_entry
    return folded(name) == folded(other)


def at_work(involvements: Iterable[Involvement]) -> tuple[Involvement, ...]:
    """The agencies that are at work with the household, as far as nobody said that they are none."""
    return tuple(i for i in involvements if i.status is InvolvementStatus.ENGAGED and not i.outsider)


def is_of_no_office(field: str) -> bool:
    """Whether a field says surely that whoever stands in it is no agency."""
    return all(word in _OF_PERSONS for word in re.split("[・、，/／]", field))


def is_surely_agency(involvement: Involvement) -> bool:
    """Whether this is an office or a body: the directory has it, or its field has no private persons in it."""
    of_offices = involvement.field in FIELDS and involvement.field not in _ALSO_OF_PERSONS
    return not involvement.outsider and (involvement.agency_id is not None or of_offices)
