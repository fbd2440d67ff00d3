"""Two versions of one record: whether they say the same, which was seen, and how the confidential one follows the ordinary one."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from jusou_meeting.role import RoleAssignment
from jusou_meeting.store.row import fact_of, row_of
from jusou_meeting.store.table import OWN
from jusou_meeting.vocabulary import Fact, Footing

F = TypeVar("F", bound=Fact)


def says_the_same(one: Fact, other: Fact) -> bool:
    """Whether both say the same of the household, whatever they are as records."""
    first, second = row_of(one), row_of(other)
    return all(first[name] == second[name] for name in first if name not in OWN)


def reads_alike(one: Fact, other: Fact) -> bool:
    """The same, by whatever number the wording of a role is known."""
    if isinstance(one, RoleAssignment) and isinstance(other, RoleAssignment):
        other = replace(other, wording=one.wording)
    return says_the_same(one, other)


def merged_into(confidential: F, before: F, after: F, *, but: F | None = None) -> F:
    """The confidential version with what changed in the ordinary one, in the fields where the two said the same.

    A field that `but` said alike too is the confidential version's own, and stays.
    """
    said, old, new = row_of(confidential), row_of(before), row_of(after)
    own = {} if but is None else row_of(but)
    alike = {name for name in said if name not in OWN and said[name] == old[name] != own.get(name, ...)}
    return fact_of(type(confidential), {**said, **{name: new[name] for name in alike}})


def was_seen(fact: Fact, visible: Fact | None) -> bool:
    """Whether the fact was made from what is visible now; a confidential version taken back since is not."""
    if visible is None:
        return fact.version == 0
    taken_back = fact.footing is Footing.STATUTORY and visible.footing is Footing.CONSENT
    return fact.version == visible.version and not taken_back
