"""戻すと変わること: what would become of a household that is brought back to an earlier moment, told before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from jusou_meeting.ecomap.comparison import DifferenceRow, compare
from jusou_meeting.ecomap.notation import Difference
from jusou_meeting.ecomap.relation import family_sentence
from jusou_meeting.household import Household
from jusou_meeting.plan import wish_in_words
from jusou_meeting.role import RoleAssignment
from jusou_meeting.vocabulary import Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)


def changes(now: Household, after: Household, *, on: date) -> tuple[DifferenceRow, ...]:
    """Everything that differs: in the sentences of the comparison, and by its name whatever they do not tell of."""
    told = compare(now, after, on=on).rows
    known = {row.about for row in told}
    return (*told, *(row for row in _by_name(now, after) if row.about not in known))


def names(household: Household) -> dict[RecordId, str]:
    """What each record of the household that goes back is called in a list."""
    return {record_id: said for record_id, (_, said, _) in _named(household).items()}


def _by_name(now: Household, after: Household) -> Iterator[DifferenceRow]:
    before, then = _named(now), _named(after)
    for record_id in dict.fromkeys((*before, *then)):
        if record_id not in then:
            difference, (what, said, _) = Difference.LOST, before[record_id]
        elif record_id not in before:
            difference, (what, said, _) = Difference.ADDED, then[record_id]
        elif before[record_id] != then[record_id]:
            difference, (what, said, _) = Difference.CHANGED, then[record_id]
            said = f"{said}（くわしい内容）"
        else:
            continue
        yield DifferenceRow(about=record_id, what=what, difference=difference, said=said)
    moved = [i for i, at in after.positions.items() if i in before and now.positions.get(i, at) != at]
    if moved:
        said = "、".join(now.called(i) for i in moved)
        yield DifferenceRow(about=after.id, what="配置", difference=Difference.CHANGED, said=said)


def _named(household: Household) -> dict[RecordId, tuple[str, str, Fact]]:
    """Each record with the kind that it is, a name for it, and what it says."""

    def called(record_id: RecordId) -> str:
        return household.called(record_id)

    named: list[tuple[str, str, Fact]] = [
        ("世帯の概要", "世帯の概要", household.profile),
        *(("世帯員", person.label, person) for person in household.people),
        *(("機関", involvement.name, involvement) for involvement in household.involvements),
        *(("課題", issue.title, issue) for issue in household.issues),
        *(("関係", f"{called(tie.a)}と{called(tie.b)}", tie) for tie in household.ties),
        *(("家族", family_sentence(household, bond), bond) for bond in household.family_ties),
        *(("役割", f"{household.assignee(role)}「{role.task}」", role) for role in household.roles),
        *(("意向", f"{called(wish.person_id)}：{wish_in_words(wish)}", wish) for wish in household.wishes),
        *(("目標", goal.text, goal) for goal in household.goals),
        *(("方向性", plan.direction or "支援の方向性と期間", plan) for plan in household.plans),
        *(("緊急時", f"{one.situation}：{one.whom}", one) for one in household.emergency_contacts),
        *(
            ("虐待の疑い", f"{called(one.subject_id)}・{one.kind.label}", one)
            for one in household.abuse_suspicions
        ),
        *(("他の会議体", other.called, other) for other in household.other_meetings),
        *(("できごと", f"{called(event.subject_id)}：{event.text}", event) for event in household.events),
    ]
    return {fact.id: (what, said, _words_of(fact)) for what, said, fact in named}


def _words_of(fact: F) -> F:
    """What it says of the household, whatever it is as a record."""
    bare = replace(fact, version=0, footing=Footing.CONSENT, learned_in=None)
    return replace(bare, wording=0) if isinstance(bare, RoleAssignment) else bare
