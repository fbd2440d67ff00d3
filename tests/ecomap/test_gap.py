"""What the map itself shows to be missing is told in sentences that lead to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import TODAY, a_confirmation, a_consent, a_household, a_person, a_role, a_tie, an_involvement

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.gap import STALE_AFTER_MONTHS, map_gaps
from jusou_meeting.ecomap.ties import TieStatus, TieWord
from jusou_meeting.household import Being, Kinship
from jusou_meeting.role import Answer
from jusou_meeting.vocabulary import Footing

AGENCY, HOSPITAL = an_involvement(), an_involvement("hospital", name="病院")


def gaps(**said):
    filled = {"involvements": (AGENCY, HOSPITAL)} | said
    return [(finding.sentence, finding.about) for finding in map_gaps(a_household(**filled), TODAY)]


def of(record_id, **said):
    return [sentence for sentence, about in gaps(**said) if about == record_id]


def test_somebody_whom_no_agency_reaches_is_told():
    assert of("client") == ["「本人」には、つながっている機関がありません。"]


def test_a_tie_or_a_role_reaches_somebody():
    both = (a_tie("agency", "client"), a_tie("hospital", "client"))
    roles = (a_role("a", "agency", for_ids=("client",)), a_role("b", "hospital", for_ids=()))

    assert of("client", ties=both) == []
    assert of("client", roles=roles) == []


@pytest.mark.parametrize("status", [TieStatus.ENDED, TieStatus.NEEDED, TieStatus.PLANNED])
def test_a_tie_that_is_not_there_now_reaches_nobody(status):
    ties = tuple(replace(a_tie(i, "client", id=f"tie-{i}"), status=status) for i in ("agency", "hospital"))

    assert "「本人」には、つながっている機関がありません。" in of("client", ties=ties)


def test_a_sole_supporter_is_told():
    assert of("client", ties=(a_tie("agency", "client"),)) == [
        "「本人」につながっているのは「地域包括支援センター」だけです。"
    ]


def test_nobody_is_missed_who_is_dead_unborn_an_animal_or_elsewhere():
    people = (
        a_person("dead", deceased=True),
        a_person("child", Kinship.CHILD, being=Being.UNBORN),
        a_person("dog", Kinship.OTHER, being=Being.ANIMAL),
        a_person("sister", Kinship.OLDER_SISTER, lives_apart=True),
    )

    assert [about for _, about in gaps(people=people)] == ["agency", "hospital"]


def test_somebody_with_quarrels_alone_is_told_until_one_tie_is_calm():
    quarrels = (
        a_tie("agency", "client", TieWord.STRESSFUL, id="one"),
        a_tie("hospital", "client", TieWord.STRESSFUL, id="two"),
    )

    assert of("client", ties=quarrels) == ["「本人」のいまの関係線は、葛藤のあるものだけです。"]
    assert of("client", ties=(*quarrels, a_tie("client", "agency", TieWord.GOOD, id="three"))) == []


def test_a_tie_that_is_needed_is_told_by_its_ends():
    needed = replace(a_tie("hospital", "client", id="needed"), status=TieStatus.NEEDED)

    assert of("needed", ties=(needed,)) == ["「病院」と「本人」の間に、必要なつながりがまだありません。"]


def test_an_agency_at_work_without_a_role_is_told_and_one_that_is_only_considered_is_not():
    considered = replace(HOSPITAL, status=InvolvementStatus.CONSIDERED)
    told = gaps(involvements=(AGENCY, considered))

    assert [about for _, about in told if about != "client"] == ["agency"]


def test_on_consent_an_agency_with_a_role_that_the_consent_does_not_name_is_told():
    said = {
        "roles": (a_role("a", "agency"), a_role("b", "hospital")),
        "consents": (a_consent(agency_ids=("agency",)),),
    }

    assert of("hospital", **said) == ["役割のある「病院」は、本人の同意の共有先に入っていません。"]
    assert of("agency", **said) == []
    assert of("hospital", footing=Footing.STATUTORY, **said) == []


def test_a_parent_who_is_no_older_than_the_child_is_told():
    born = {"client": date(1980, 5, 1), "mother": date(1990, 5, 1), "son": date(2010, 5, 1)}
    people = (
        a_person(birth_on=born["client"]),
        a_person("mother", Kinship.MOTHER, birth_on=born["mother"]),
        a_person("son", Kinship.SON, birth_on=born["son"]),
    )

    said = [sentence for sentence in of("mother", people=people) if "年上" in sentence]
    assert said == [
        "「母」は、子にあたる「本人」より年上ではありません。続柄と、生年月日・年齢を確かめてください。"
    ]
    assert not any("年上" in sentence for sentence in of("client", people=people))


@pytest.mark.parametrize(
    ("mother", "client", "told"),
    [
        ("30代", "50代", 1),
        ("17歳", "高校2年生", 0),
        ("40歳", "45歳", 1),
        ("50代", "50代", 0),
        ("", "50代", 0),
    ],
)
def test_ages_in_words_tell_it_too_where_they_leave_no_doubt(mother, client, told):
    people = a_person(age_band=client), a_person("mother", Kinship.MOTHER, age_band=mother)

    assert sum("年上" in sentence for sentence in of("mother", people=people)) == told


def test_a_tie_of_which_nobody_spoke_for_half_a_year_is_asked_about():
    assert STALE_AFTER_MONTHS == 6
    tie = a_tie("agency", "client", TieWord.SUPPORT, id="help")
    day = date(TODAY.year, TODAY.month - 6, TODAY.day)

    assert of("help", ties=(tie,), ties_said_on={"help": day}) == [
        "「地域包括支援センター」と「本人」の関係（支援）は、令和8年5月26日の記録のままです。"
    ]
    assert of("help", ties=(tie,), ties_said_on={"help": day + timedelta(days=1)}) == []
    assert of("help", ties=(tie,)) == []


@pytest.mark.parametrize(
    ("status", "asked"),
    [(TieStatus.NOW, 1), (TieStatus.PLANNED, 1), (TieStatus.ENDED, 0)],
)
def test_a_plan_grows_old_and_what_is_over_does_not(status, asked):
    tie = replace(a_tie("agency", "client", id="help"), status=status)

    assert len(of("help", ties=(tie,), ties_said_on={"help": date(2020, 1, 1)})) == asked


def test_whoever_declined_their_role_reaches_nobody_and_has_none():
    role = a_role("a", "agency", for_ids=("client",))
    declined = a_confirmation(role_id="a", answer=Answer.DECLINED, text="人手がない")

    found = [sentence for sentence, _ in gaps(roles=(role,), confirmations=(declined,))]

    assert "「本人」には、つながっている機関がありません。" in found
    assert "「地域包括支援センター」は関与中ですが、役割がありません。" in found
