"""What happened to a household is read in one list, in time, with how old everybody was then."""

from datetime import date

import pytest
from builders import (
    NOW,
    a_case,
    a_consent,
    a_household,
    a_life_event,
    a_meeting,
    a_person,
    a_plan,
    a_sitting,
    a_tie,
    an_abuse_suspicion,
    an_involvement,
)

from jusou_meeting.chronology import chronology
from jusou_meeting.ecomap.ties import Confidence, TieStatus, TieWord
from jusou_meeting.household import Being, Kinship
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.safety import AbuseHandling
from jusou_meeting.vocabulary import Footing

MOTHER = a_person("mother", Kinship.MOTHER, birth_on=date(1976, 8, 20))
SON = a_person("son", Kinship.SON, birth_on=date(2006, 2, 3))


def told(*events, meetings=(), **said):
    """Every year of the list with its lines, but for the line that every case has."""
    case = a_case(opened_on=date(2026, 10, 14))
    household = a_household(**{"case": case, "people": (a_person(), MOTHER, SON), "events": events} | said)
    return {
        year.said: lines
        for year in chronology(household, meetings)
        if (
            lines := [
                (r.when, r.who, r.what) for r in year.rows if r.what not in ("事例として登録", "生まれる")
            ]
        )
    }


def ages(event):
    household = a_household(people=(a_person(), MOTHER, SON), events=(event,))
    [row] = [row for year in chronology(household) for row in year.rows if row.what == event.text]
    return row.ages.replace("\u00a0", " ")


def test_years_stand_in_order_and_of_one_year_the_less_exact_comes_first():
    later = a_life_event("a", happened="2019-06-01", text="退学")
    day = a_life_event("b", happened="平成30年4月12日", text="入学")
    month = a_life_event("c", happened="H30.4", text="転居")
    year = a_life_event("d", happened="平成30年ごろ", text="離婚")

    assert told(later, day, month, year) == {
        "平成30年（2018年）": [
            ("平成30年ごろ", "本人", "離婚"),
            ("平成30年4月", "本人", "転居"),
            ("平成30年4月12日", "本人", "入学"),
        ],
        "平成31年・令和元年（2019年）": [("令和元年6月1日", "本人", "退学")],
    }


def test_what_nobody_can_place_in_time_stands_at_the_end_in_the_words_that_were_said():
    words = a_life_event("a", subject_id="household", happened="祖父の代", text="店を始める")
    [*_, (last, lines)] = told(words, a_life_event("b", happened="", text="入院")).items()

    assert (last, lines) == (
        "年の分からないできごと",
        [("祖父の代", "世帯", "店を始める"), ("", "本人", "入院")],
    )


def test_an_age_places_what_happened_to_somebody_whose_birth_is_known():
    event = a_life_event(subject_id="son", happened="12歳の秋", text="不登校になる")

    assert told(event) == {"平成30年（2018年）": [("12歳の秋", "息子", "不登校になる")]}
    assert told(a_life_event(subject_id="client", happened="12歳")).keys() == {"年の分からないできごと"}


@pytest.mark.parametrize(
    ("happened", "year"),
    [
        ("小学1年", "平成24年（2012年）"),
        ("小学校６年生の夏休み", "平成29年（2017年）"),
        ("中学1年の秋", "平成30年（2018年）"),
        ("中3の冬", "令和2年（2020年）"),
        ("高校2年ごろ", "令和4年（2022年）"),
        ("中学4年", "年の分からないできごと"),
        ("中学校のころ", "年の分からないできごと"),
        ("中1日おいて", "年の分からないできごと"),
    ],
)
def test_a_school_year_places_what_happened_to_somebody_whose_birth_is_known(happened, year):
    assert told(a_life_event(subject_id="son", happened=happened, text="転校")) == {
        year: [(happened, "息子", "転校")]
    }
    unknown = told(a_life_event(subject_id="client", happened=happened))
    assert unknown.keys() == {"年の分からないできごと"}


@pytest.mark.parametrize(("born", "year"), [(date(2006, 4, 1), 2018), (date(2006, 4, 2), 2019)])
def test_whoever_was_born_on_the_first_of_april_goes_to_school_with_the_older_ones(born, year):
    event = a_life_event(happened="中学1年", text="転校")

    assert [said[-7:] for said in told(event, people=(a_person(birth_on=born),))] == [f"（{year}年）"]


def test_a_season_of_a_school_year_is_its_own_part_of_it():
    seasons = ("", "の春", "の夏", "の秋", "の冬")
    son = [ages(a_life_event(subject_id="son", happened=f"中学1年{s}", text="転校")) for s in seasons]

    assert [said.rpartition(" ")[2] for said in son] == ["12～13歳", "12歳", "12歳", "12歳", "12～13歳"]


def test_everybody_whose_birth_is_known_is_told_as_old_as_they_were():
    assert ages(a_life_event(happened="2018-08-19", text="入院")) == "母 41歳、息子 12歳"
    assert ages(a_life_event(happened="2018-08-20", text="入院")) == "母 42歳、息子 12歳"


def test_an_age_is_as_exact_as_the_time_is_known():
    assert ages(a_life_event(happened="平成30年", text="入院")) == "母 41～42歳、息子 11～12歳"


def test_nobody_has_an_age_before_they_were_born_or_at_a_time_nobody_knows():
    assert ages(a_life_event(happened="平成2年5月1日", text="入院")) == "母 13歳"
    assert ages(a_life_event(happened="むかし", text="入院")) == ""


def test_whoever_was_born_in_the_year_is_told_from_nothing_on():
    assert ages(a_life_event(happened="平成18年", text="入院")) == "母 29～30歳、息子 0歳"


def test_somebody_born_on_a_leap_day_has_a_birthday_every_year():
    person = a_person(birth_on=date(2004, 2, 29))
    event = a_life_event(happened="15歳", text="入院")

    assert told(event, people=(person,)) == {"平成31年・令和元年（2019年）": [("15歳", "本人", "入院")]}


def test_how_surely_it_is_known_and_from_whom_stands_with_it():
    event = a_life_event(text="離婚", confidence=Confidence.HEARD, source="祖母")

    assert told(event)["平成30年（2018年）"] == [("平成30年4月", "本人", "離婚（聞き取り・祖母）")]


def test_the_year_of_a_birth_and_the_day_of_the_case_come_from_their_records():
    case = a_case(opened_on=date(2026, 10, 14))
    years = chronology(a_household(case=case, people=(MOTHER,)))

    assert [(year.said, row.when, row.who, row.what) for year in years for row in year.rows] == [
        ("昭和51年（1976年）", "昭和51年", "母", "生まれる"),
        ("令和8年（2026年）", "令和8年10月14日", "世帯", "事例として登録"),
    ]


def test_ties_consents_plans_and_decisions_on_a_suspicion_come_from_their_records():
    on = [date(2026, 1, day) for day in range(1, 7)]

    assert told(
        involvements=(an_involvement(),),
        ties=(
            a_tie("agency", "son", TieWord.SUPPORT, since_on=on[0]),
            a_tie("mother", "son", status=TieStatus.ENDED, since_on=on[1]),
            a_tie("agency", "gone", since_on=on[1]),
        ),
        consents=(a_consent(given_on=on[2], withdrawn_on=on[3]),),
        plans=(a_plan(decided_on=on[4]),),
        abuse_suspicions=(an_abuse_suspicion(handling=AbuseHandling.REPORTED, decided_on=on[5]),),
    )["令和8年（2026年）"] == [
        ("令和8年1月1日", "地域包括支援センター・息子", "関わりが始まる（支援）"),
        ("令和8年1月2日", "母・息子", "関わりが「断絶・終了」になる"),
        ("令和8年1月3日", "本人", "情報の共有に同意（本人・書面）"),
        ("令和8年1月4日", "本人", "情報の共有への同意を撤回"),
        ("令和8年1月5日", "世帯", "支援プランを決定"),
        ("令和8年1月6日", "本人", "虐待の疑い（高齢者虐待）の判断：通報として受け、事実確認をする"),
    ]


@pytest.mark.parametrize("footing", Footing)
def test_a_confidential_meeting_is_in_no_list_that_rests_on_consent(footing):
    held = MeetingRecord(
        sitting=a_sitting(held_on=date(2025, 5, 7)),
        meeting=a_meeting(kind=MeetingKind.STATUTORY, footing=Footing.STATUTORY, reason="急ぐ"),
    )

    said = told(meetings=(held,), footing=footing).get("令和7年（2025年）", [])
    assert said == [("令和7年5月7日", "世帯", "第1回 支援会議")] * (footing is Footing.STATUTORY)


def test_a_meeting_that_was_only_prepared_did_not_happen():
    prepared = MeetingRecord(sitting=a_sitting(), meeting=a_meeting(opened_at=None))
    held = MeetingRecord(sitting=a_sitting(), meeting=a_meeting(opened_at=NOW))

    assert told(meetings=(prepared,)) == {}
    assert len(told(meetings=(held,))) == 1


def test_whoever_is_still_to_be_born_was_not_born_yet():
    expected = a_person(being=Being.UNBORN, birth_on=date(2027, 3, 1))

    [year] = [year for year in chronology(a_household(people=(expected,))) if "2027" in year.said]
    assert [row.what for row in year.rows] == ["生まれる予定"]
