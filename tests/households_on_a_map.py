"""Whole households for the map: those of the plan, and crowds of any size; nobody in them exists."""

import random
from dataclasses import replace
from itertools import count
from pathlib import Path

from builders import a_case, a_household, a_person, a_profile, a_role, an_involvement, an_issue

from jusou_meeting.agency import FIELDS, Involvement, InvolvementStatus
from jusou_meeting.ecomap.ties import Direction, Tie, TieStatus, TieWord, said_as
from jusou_meeting.household import HouseholdProfile, Kinship, Person
from jusou_meeting.household_file import read_household_file
from jusou_meeting.issue import COMMON_TITLES, Issue
from jusou_meeting.role import RoleAssignment
from jusou_meeting.vocabulary import Footing

_SAMPLES = Path(__file__).resolve().parents[1] / "sample_data"
_KINDS = {
    "people": Person,
    "issues": Issue,
    "involvements": Involvement,
    "ties": Tie,
    "roles": RoleAssignment,
}
NAMES = (
    "若松第２地域包括支援センター",
    "障がい者総合相談窓口（基幹相談支援センター）",
    "警察署",
    "社会福祉協議会（日常生活自立支援事業）",
    "スクールソーシャルワーカー",
    "多機関協働事業者（市地域福祉課・包括化支援員）",
    "民生委員・児童委員",
    "会津若松市教育委員会事務局学校教育課指導主事室長",
)
_FAMILY = (
    Kinship.CLIENT, Kinship.MOTHER, Kinship.CHILD, Kinship.FATHER, Kinship.WIFE, Kinship.CHILD,
    Kinship.OLDER_BROTHER, Kinship.GRANDMOTHER, Kinship.YOUNGER_SISTER, Kinship.GRANDFATHER, Kinship.NIECE,
    Kinship.UNCLE,
)  # fmt: skip


def of_the_plan(name):
    """A sample household (C01, C02), as a reader on the footing of a 支援会議 sees it."""
    numbers = count()
    contents = read_household_file(
        (_SAMPLES / f"household-{name}.json").read_bytes(), new_id=lambda: f"r{next(numbers)}"
    )
    return a_household(
        case=replace(contents.case, number="R8-0001"),
        footing=Footing.STATUTORY,
        profile=next(f for f in contents.facts if isinstance(f, HouseholdProfile)),
        **{k: tuple(f for f in contents.facts if isinstance(f, kind)) for k, kind in _KINDS.items()},
    )


def a_crowd(people=4, agencies=10, seed=0):
    """A household of this size with ties, issues and roles at random, the same for the same seed."""
    chance = random.Random(seed)
    family = tuple(
        a_person(f"p{i}", _FAMILY[i], lives_apart=i > 2 and chance.random() < 0.2) for i in range(people)
    )
    involvements = tuple(
        an_involvement(
            f"a{i}",
            name=chance.choice(NAMES),
            field=chance.choice(FIELDS),
            status=chance.choice(list(InvolvementStatus)),
        )
        for i in range(agencies)
    )
    whom = [person.id for person in family] + [a_profile().id]
    issues = tuple(
        an_issue(f"i{n}", whom[n % len(whom)], title=COMMON_TITLES[n * 5 % len(COMMON_TITLES)])
        for n in range(chance.randint(0, 2 * len(whom)))
    )
    ends = [involvement.id for involvement in involvements] + [person.id for person in family]
    ties = tuple(
        replace(
            said_as(Tie(id=f"t{n}", a=a, b=b, direction=chance.choice(list(Direction))), word),
            status=chance.choice(list(TieStatus)),
            label=chance.choice(("", "見守り", "金銭管理の相談")),
        )
        for n, a in enumerate(ends)
        for b in [chance.choice(whom)]
        for word in [chance.choice(list(TieWord))]
        if a != b and chance.random() < 0.7
    )
    roles = tuple(
        a_role(
            f"r{n}",
            involvement.id,
            for_ids=tuple(chance.sample(whom, 1)),
            issue_ids=tuple(issue.id for issue in chance.sample(issues, min(2, len(issues)))),
            lead=n == 0,
        )
        for n, involvement in enumerate(involvements)
        if chance.random() < 0.5
    )
    return a_household(
        case=a_case(title="架空の大きな世帯", sample=True),
        people=family,
        involvements=involvements,
        issues=issues,
        ties=ties,
        roles=roles,
    )


CROWDS = [(1, 0), (1, 3), (2, 8), (3, 12), (4, 10), (5, 16), (6, 14), (8, 20), (12, 12), (12, 30)]
"""People and agencies: from a person alone to as many as a map can hold."""
