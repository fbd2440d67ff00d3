import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from builders import a_household, an_attendee

from jusou_meeting.agency import Involvement, InvolvementStatus
from jusou_meeting.agenda import AgendaItem, minutes_between, spoken_at
from jusou_meeting.consent import Consent, ConsentForm, ConsentGiver, covered_agencies
from jusou_meeting.crossing import Crossing
from jusou_meeting.ecomap.ties import Strength, Tie, describe
from jusou_meeting.finding import Weight
from jusou_meeting.household import HouseholdProfile, Kinship, Person, Sex
from jusou_meeting.household_file import (
    HouseholdFileProblem,
    read_directory,
    read_household_file,
    write_household_file,
)
from jusou_meeting.household_file.schema import DIRECTORY_FILE, HOUSEHOLD_FILE
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import Attendee, Decision, Meeting, MeetingKind, Part, Remark
from jusou_meeting.meeting_gate import opening_findings
from jusou_meeting.plan import Goal, GoalStanding, Judgement, Plan, Term, Wish, wish_in_words
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, RoleReview, RoleStanding
from jusou_meeting.safety import AbuseHandling, AbuseKind, AbuseSuspicion, EmergencyContact
from jusou_meeting.vocabulary import Footing

SAMPLES = Path(__file__).parents[1] / "sample_data"
README = (SAMPLES / "README.md").read_text(encoding="utf-8")

OFFICES = """
介護 若松第１地域包括支援センター 東千石一丁目2番13号 医療生協診療所内
介護 若松第２地域包括支援センター 本町1番1号 山鹿クリニック内
介護 若松第３地域包括支援センター 門田町大字黒岩字五百山丙459番地の3 会津長寿園内
介護 若松第４地域包括支援センター 神指町大字北四合字伊丹堂55番地の1 会津みどりホーム内
介護 若松第５地域包括支援センター 一箕町大字松長字下長原152番地 枝雪零苑内
介護 北会津地域包括支援センター 北会津町東小松字南古川12番地 美野里内
介護 河東地域包括支援センター 河東町郡山字中子山22番地 桜河苑内
障がい 障がい者総合相談窓口（基幹相談支援センター） 一箕町大字鶴賀字下柳原88番地の4 パオパオ内
障がい 第１地域障がい者相談窓口 白虎一丁目4番地の1 一花内
障がい 第２地域障がい者相談窓口 本町1番1号 山鹿クリニック内
障がい 第３地域障がい者相談窓口 門田町大字日吉字笊籬田19番地 グループホーム希星内
障がい 第５地域障がい者相談窓口 白虎一丁目4番地の1 一花内
障がい 北会津地域障がい者相談窓口 北会津町東小松2335番地 会津西病院メンタルケア棟内
子育て こども家庭センター 東栄町3番46号
生活困窮 生活サポート相談窓口 東栄町3番46号
"""
"""The consultation offices as the plan lists them (field, name, address, building), typed off apart from the file."""

PLACES = """
若松第一保育園 日新町16番36号
若松第三保育園 城前9番6号
のぞみ保育園 中町3番20号
つるが保育園 居合町8番48号
会津報徳保育園 材木町一丁目3番15号
門田報徳保育園 門田町大字中野字屋敷191番地の3
面川報徳保育園 門田町大字面川字舘堀74番地
すくすく園 東千石二丁目4番15号
中央保育所 花春町2番1号
広田保育所 河東町広田字横堀15番地
みなみ若葉こども園 門田町大字日吉字小金井63番地
認定こども園会津若葉幼稚園 湯川町3番74号
菅原若葉こども園 柳原町四丁目5番20号
会津慈光こども園 宝町2番16号
慈光第二こども園 東年貢二丁目7番3号
認定こども園子どもの森 一箕町大字亀賀字北柳原42番地の1
認定こども園榎の木 千石町8番16号
認定こども園北会津こどもの村幼保園 北会津町中荒井字山道4番地の1
認定こども園若松第一幼稚園 中央一丁目1番5号
認定こども園若松第二幼稚園星の子ランド 日新町8番26号
認定こども園若松第三幼稚園 湯川町3番53号
認定こども園こばとらんど 町北町大字上荒久字田石尻107番地
とうみょう子ども園 大町二丁目1番45号
南町こども園 南花畑2番7号
どんぐり山こども園 門田町大字黒岩字大坪68番地の1
ザベリオ学園こども園 西栄町1番52号
やまがみらいこども園 山鹿町4番37号
あいづ博愛こども園 本町8番40号
幼保連携型認定こども園こぼうしこども園 滝沢町4番26号
若松聖愛幼稚園 馬場町3番8号
アイアイプラス 一箕町大字亀賀字北柳原45番地の1
木育広場もくれん 町北町大字上荒久田字石尻216番地
幼保連携型認定こども園リトルスターこども園 インター西68番地
"""

WITHOUT_ADDRESS = """
市地域福祉課 アウトリーチ等を通じた継続的支援事業の事業者 参加支援事業の事業者 福島県会津保健福祉事務所 警察署
民生委員・児童委員 医療機関 病院 学校 障がい者支援機関 事業所 生活支援コーディネーター リハビリテーション専門職
市民サポーター 地域サロン 老人クラブ 町内会 社会福祉法人 ＮＰＯ
"""


def directory(file="agencies.json"):
    numbers = count(1)
    return read_directory((SAMPLES / file).read_bytes(), new_id=lambda: f"g{next(numbers)}")


def household(case):
    numbers = count(1)
    file = (SAMPLES / f"household-{case}.json").read_bytes()
    return read_household_file(file, new_id=lambda: f"n{next(numbers)}", directory=directory())


def of(contents, kind):
    return [fact for fact in contents.facts if isinstance(fact, kind)]


def listed(kind):
    return [agency for agency in directory() if agency.kind == kind]


def test_the_fifteen_consultation_offices_stand_as_the_plan_lists_them():
    expected = [[*line.split(), ""][:4] for line in OFFICES.strip().splitlines()]
    assert [[a.field, a.name, a.address, a.located_in] for a in listed("相談窓口")] == expected
    assert len(expected) == 15


def test_the_thirty_three_community_places_stand_as_the_plan_lists_them():
    expected = [line.split() for line in PLACES.strip().splitlines()]
    places = listed("地域子育て支援拠点")
    assert [[a.name, a.address] for a in places] == expected
    assert {a.field for a in places} == {"子育て"}
    assert len(expected) == 33


def test_the_activity_centre_stands_as_the_plan_lists_it():
    (centre,) = listed("地域活動支援センター")
    assert [centre.name, centre.address, centre.field] == [
        "地域活動支援センタージョイ",
        "中央一丁目5番27号",
        "障がい",
    ]


def test_the_bodies_without_an_address_have_none_here_either():
    bodies = listed("関係機関・団体")
    assert [a.name for a in bodies] == WITHOUT_ADDRESS.split()
    assert {(a.address, a.located_in) for a in bodies} == {("", "")}


def test_the_directory_holds_nothing_else():
    kinds = Counter(agency.kind for agency in directory())
    assert kinds == {
        "相談窓口": 15,
        "地域子育て支援拠点": 33,
        "地域活動支援センター": 1,
        "関係機関・団体": 19,
    }
    assert all(agency.source.startswith("計画") for agency in directory())


def test_the_remarks_of_the_plan_are_kept():
    remarks = {agency.name: agency.remark for agency in directory() if agency.remark}
    assert remarks["門田報徳保育園"] == "休止中"
    assert remarks["中央保育所"] == remarks["広田保育所"] == "直営"
    moved = "令和7年5月の新庁舎業務開始までは、栄町5番17号（栄町第二庁舎内）"
    assert remarks["こども家庭センター"] == remarks["生活サポート相談窓口"] == moved
    assert "計画の表記のまま" in remarks["認定こども園こばとらんど"]


def test_no_space_of_the_extraction_is_left_in_names_and_addresses():
    for agency in directory():
        assert not re.search(r"\s", agency.name + agency.address + agency.located_in)


def test_a_directory_names_each_agency_once():
    twice = json.dumps({"agencies": [{"name": "警察署", "field": ""}, {"name": "警察署 ", "field": ""}]})
    with pytest.raises(HouseholdFileProblem, match="agencies に「警察署」が2回あります"):
        read_directory(twice, new_id=lambda: "g")


def test_a_directory_with_a_misspelt_key_is_refused():
    with pytest.raises(
        HouseholdFileProblem, match="「addres」という項目はありません。「address」ではありませんか。"
    ):
        read_directory('{"agencies": [{"name": "警察署", "addres": ""}]}', new_id=lambda: "g")


def all_cases():
    return sorted(file.stem.removeprefix("household-") for file in SAMPLES.glob("household-*.json"))


def test_there_are_these_households():
    assert all_cases() == ["C01", "C01-later", "C02", "C03", "C05", "C06", "C07", "C11"]


@pytest.mark.parametrize("case", all_cases())
def test_the_sample_households_say_that_they_are_samples(case):
    assert household(case).case.sample


def test_every_household_has_a_title_of_its_own():
    assert len({household(case).case.title for case in all_cases()}) == len(all_cases())


@pytest.mark.parametrize("case", all_cases())
def test_nobody_of_a_sample_household_can_be_taken_for_somebody(case):
    contents = household(case)
    for person in of(contents, Person):
        assert (person.name, person.kana, person.birth_on, person.residence) == ("", "", None, "")
    for profile in of(contents, HouseholdProfile):
        assert (profile.address, profile.phone) == ("", "")
    assert not any(attendee.name for attendee in of(contents, Attendee))


@pytest.mark.parametrize("case", all_cases())
def test_a_sample_household_is_written_as_the_city_writes_it(case):
    file = (SAMPLES / f"household-{case}.json").read_text("utf-8")
    assert "障害" not in file
    assert "子供" not in file


@pytest.mark.parametrize("case", [case for case in all_cases() if case != "C01-later"])
def test_the_consents_of_a_sample_never_run_out(case):
    """A demonstration must work in any later year."""
    for consent in of(household(case), Consent):
        assert (consent.until_on, consent.withdrawn_on) == (None, None)


_STATED = {
    Kinship.FATHER: Sex.MALE,
    Kinship.HUSBAND: Sex.MALE,
    Kinship.OLDER_BROTHER: Sex.MALE,
    Kinship.MOTHER: Sex.FEMALE,
    Kinship.OLDER_SISTER: Sex.FEMALE,
    Kinship.CHILD: Sex.UNKNOWN,
}


@pytest.mark.parametrize("case", all_cases())
def test_a_sex_is_told_where_the_kinship_says_it(case):
    for person in of(household(case), Person):
        assert person.is_client or person.sex is _STATED[person.kinship]


@pytest.mark.parametrize(
    ("case", "sex"),
    [("C01", Sex.UNKNOWN), ("C02", Sex.UNKNOWN), ("C03", Sex.MALE), ("C05", Sex.FEMALE), ("C06", Sex.FEMALE),
     ("C07", Sex.FEMALE), ("C11", Sex.MALE), ("C01-later", Sex.MALE)],
)  # fmt: skip
def test_the_sex_of_the_client_is_told_where_the_source_tells_it(case, sex):
    """In the later C01 the mother speaks of her son."""
    assert client(household(case)).sex is sex


@pytest.mark.parametrize(
    ("case", "people", "issues", "agencies", "outsiders", "ties", "roles", "consents"),
    [
        ("C03", 3, 4, 6, 1, 5, 3, 1),
        ("C05", 4, 5, 9, 1, 7, 5, 1),
        ("C06", 1, 5, 5, 2, 3, 4, 0),
        ("C07", 4, 4, 7, 1, 5, 4, 1),
        ("C11", 1, 4, 4, 0, 2, 3, 0),
    ],
)
def test_the_households_of_the_reports_hold_what_the_reports_tell(
    case, people, issues, agencies, outsiders, ties, roles, consents
):
    contents = household(case)
    involved = of(contents, Involvement)
    kinds = (Person, Issue, Tie, RoleAssignment, Consent)
    assert [len(of(contents, kind)) for kind in kinds] == [people, issues, ties, roles, consents]
    assert [sum(a.outsider is outside for a in involved) for outside in (False, True)] == [
        agencies,
        outsiders,
    ]
    assert {fact.footing for fact in contents.facts} == {Footing.CONSENT}
    assert not of(contents, Meeting)


_LEADS = {
    "C03": "自立相談支援窓口",
    "C05": "こども家庭センター（要対協調整機関）",
    "C06": "社協CSW",
    "C07": "社会貢献支援員（生活困窮者レスキュー事業）",
    "C11": "地域福祉ネットワーカー（社協）",
    "C01-later": "生活サポート相談窓口",
}


@pytest.mark.parametrize(("case", "lead"), _LEADS.items())
def test_one_agency_leads_and_every_role_has_its_time(case, lead):
    contents = household(case)
    roles = of(contents, RoleAssignment)
    assert {called(contents, role.assignee_id) for role in roles if role.lead} == {lead}
    assert all(role.due_text or role.due_on for role in roles)
    assert all(role.for_ids and role.issue_ids for role in roles)


@pytest.mark.parametrize(
    ("case", "left"),
    [
        ("C03", []),
        ("C05", []),
        ("C06", []),
        ("C07", []),
        ("C11", []),
        ("C01-later", ["屋内の衛生状態が悪い"]),
    ],
)
def test_which_issues_are_left_to_nobody(case, left):
    contents = on_consent(household(case))
    roles = [role for role in of(contents, RoleAssignment) if role.standing is RoleStanding.OPEN]
    taken = {issue_id for role in roles for issue_id in role.issue_ids}
    assert [issue.title for issue in of(contents, Issue) if issue.id not in taken] == left


@pytest.mark.parametrize(
    ("case", "outside"),
    [
        ("C03", {"地域"}),
        ("C05", {"同級生の保護者"}),
        ("C06", {"近隣住民・自治会", "ハンバーガー店"}),
        ("C07", {"不動産店（理解ある協力店）"}),
    ],
)
def test_neighbours_and_shops_are_no_agencies(case, outside):
    assert {a.name for a in of(household(case), Involvement) if a.outsider} == outside


@pytest.mark.parametrize(
    ("case", "considered", "unconnected"),
    [
        ("C03", {"精神科／保健所", "ひきこもり支援（居場所）"}, set()),
        ("C05", {"スクールソーシャルワーカー"}, set()),
        ("C06", {"地域包括支援センター", "環境（ごみ）担当課"}, {"医療機関"}),
        ("C07", {"こども家庭センター／保健師", "福祉事務所"}, set()),
        ("C11", {"くらし支援窓口（自立相談）"}, {"医療機関"}),
    ],
)
def test_which_agencies_are_not_there_yet(case, considered, unconnected):
    there = [a for a in of(household(case), Involvement) if not a.outsider]
    assert {a.name for a in there if a.status is InvolvementStatus.CONSIDERED} == considered
    assert {a.name for a in there if a.status is InvolvementStatus.UNCONNECTED} == unconnected


@pytest.mark.parametrize(
    ("case", "ties"),
    [
        (
            "C03",
            ["自立相談支援窓口→本人 普通（電話相談）", "ケアマネジャー→母 支援",
             "ケアマネジャー↔自立相談支援窓口 良好", "母→本人 良好", "本人↔地域 断絶"],
        ),
        (
            "C05",
            ["本人→母 介護", "姉→本人 葛藤", "兄→本人 葛藤", "訪問看護ステーション→母 支援",
             "障がいヘルパー（母のケア）→母 支援", "養育支援ヘルパー（こどものケア）→本人 支援",
             "小学校・中学校↔母 弱い"],
        ),
        ("C06", ["近隣住民・自治会→本人 葛藤", "本人→ハンバーガー店 良好", "社協CSW→本人 普通（声かけ）"]),
        (
            "C07",
            ["夫→本人 葛藤（暴力）", "本人→夫 断絶", "社会貢献支援員（生活困窮者レスキュー事業）→本人 支援",
             "老人福祉施設のCSW→本人 支援", "不動産店（理解ある協力店）→本人 普通（住居の紹介）"],
        ),
        ("C11", ["地域福祉ネットワーカー（社協）→本人 普通（訪問）", "本人→あんしんすこやかセンター（地域包括） 葛藤"]),
    ],
)  # fmt: skip
def test_how_everybody_stands_to_each_other(case, ties):
    assert drawn(household(case)) == ties


def test_the_man_who_stayed_at_home_lives_with_his_mother_and_his_father_is_dead():
    contents = household("C03")
    assert [(p.kinship, p.age_band, p.deceased) for p in of(contents, Person)] == [
        (Kinship.CLIENT, "40代", False), (Kinship.MOTHER, "70代", False), (Kinship.FATHER, "", True),
    ]  # fmt: skip
    isolation, anxiety, *_ = of(contents, Issue)
    assert "いじめ" in isolation.note
    assert anxiety.note == "対人不安・強迫性障がい"
    assert "本人と直接つながった" in profile(contents).note


def test_his_mother_consented_and_he_has_not_yet():
    contents = household("C03")
    (consent,) = of(contents, Consent)
    assert called(contents, consent.person_id) == "母"
    assert "開けません" in "".join(stopped_at_the_door(contents, [], date(2026, 11, 26)))


def test_the_child_who_cares_is_the_client_of_her_household():
    contents = household("C05")
    girl, mother, sister, brother = of(contents, Person)
    assert (girl.kinship, girl.age_band) == (Kinship.CLIENT, "小学校高学年")
    assert (mother.kinship, mother.note) == (Kinship.MOTHER, "精神疾患")
    assert (sister.kinship, brother.kinship) == (Kinship.OLDER_SISTER, Kinship.OLDER_BROTHER)
    assert {sister.age_band, brother.age_band} == {"中学生"}
    assert [(called(contents, i.subject_id), i.title) for i in of(contents, Issue)] == [
        ("本人", "ヤングケアラー"), ("母", "その他メンタルヘルスの課題"), ("母", "ひとり親"),
        ("世帯", "経済的困窮"), ("世帯", "家族関係・家族の問題"),
    ]  # fmt: skip


def test_in_her_household_only_the_mother_consented_and_only_for_herself():
    contents = household("C05")
    (consent,) = of(contents, Consent)
    assert called(contents, consent.person_id) == "母"
    assert consent.given_by is ConsentGiver.SELF
    assert {called(contents, id) for id in consent.agency_ids} == {
        "訪問看護ステーション", "社会福祉協議会（生活支援員）", "障がいヘルパー（母のケア）", "生活保護ケースワーカー",
    }  # fmt: skip


@pytest.mark.parametrize("case", ["C06", "C11"])
def test_who_refuses_the_office_has_consented_to_nothing(case):
    contents = household(case)
    assert not of(contents, Consent)
    assert "支援拒否" in {issue.title for issue in of(contents, Issue)}
    assert "同意：" in profile(contents).note


def test_the_mother_who_fled_consented_and_her_husband_lives_apart():
    contents = household("C07")
    (consent,) = of(contents, Consent)
    assert called(contents, consent.person_id) == "本人"
    assert [(p.label, p.lives_apart) for p in of(contents, Person)] == [
        ("本人", False), ("子1", False), ("子2", False), ("夫", True),
    ]  # fmt: skip
    named = {called(contents, id) for id in consent.agency_ids}
    assert named == {a.name for a in of(contents, Involvement) if not a.outsider}


def test_where_she_fled_to_stands_nowhere_and_whoever_reads_of_her_is_told_to_keep_it():
    """No address, no residence, no office whose address the directory knows, no place of a meeting, no name of a town."""
    contents = household("C07")
    assert not any(agency.agency_id for agency in of(contents, Involvement))
    assert not contents.sittings
    file = (SAMPLES / "household-C07.json").read_text("utf-8")
    assert not re.search(r"[都道府県市区町村郡]|[0-9０-９]+(番地?|号|丁目|-[0-9])(?!\d)", bare(file))
    for entry in directory():
        if entry.address:
            assert entry.address not in file
    told = profile(contents)
    assert "避難先・新住所は夫に秘匿" in told.safe_contact
    assert "避難先・新住所は夫に秘匿" in told.avoid[0]
    assert "自宅へ郵便を送らない。自宅へ電話をかけない" in told.avoid


def bare(file):
    """A file without the words that only look like places, and without its dates."""
    for word in ("新住所", "2026-10-20", "2026-10-28"):
        file = file.replace(word, "")
    return file


def test_in_the_last_household_nothing_is_solved_and_somebody_keeps_coming():
    contents = household("C11")
    assert "解決ではなく、見守りを続ける" in profile(contents).note
    lead, *_ = of(contents, RoleAssignment)
    assert lead.task == "定期訪問・緩やかな見守り（変化時に即対応）"


def client(contents):
    return next(person for person in of(contents, Person) if person.is_client)


def profile(contents):
    return of(contents, HouseholdProfile)[0]


def on_consent(contents):
    """What somebody may know who reads on the consent of the client."""
    return replace(contents, facts=tuple(f for f in contents.facts if f.footing is Footing.CONSENT))


def called(contents, record_id):
    if record_id == profile(contents).id:
        return "世帯"
    for fact in contents.facts:
        if fact.id == record_id:
            return fact.label if isinstance(fact, Person) else fact.name
    raise KeyError(record_id)


def drawn(contents):
    """The lines of the map in words."""
    return [
        f"{called(contents, tie.a)}{tie.direction.label}{called(contents, tie.b)} {describe(tie)}"
        for tie in of(contents, Tie)
    ]


def stopped_at_the_door(contents, agencies, today):
    """Why a 重層的支援会議 with these agencies cannot begin on this day."""
    involved = {a.name: a.id for a in of(contents, Involvement)}
    room = a_household(people=tuple(of(on_consent(contents), Person)), consents=tuple(of(contents, Consent)))
    seats = [an_attendee(name, agency=name, involvement_id=involved[name]) for name in agencies]
    found = opening_findings(MeetingKind.MULTILAYERED, room, seats, reason="", today=today)
    return [finding.sentence for finding in found if finding.weight is Weight.STOPS]


def test_the_first_household_is_the_plans():
    contents = household("C01")
    people = of(contents, Person)
    assert [(p.kinship, p.age_band) for p in people] == [
        (Kinship.CLIENT, "40代"), (Kinship.FATHER, "80代"), (Kinship.MOTHER, "80代"), (Kinship.CHILD, "20代"),
    ]  # fmt: skip
    assert [p.sex for p in people] == [Sex.UNKNOWN, Sex.MALE, Sex.FEMALE, Sex.UNKNOWN]
    kinds = (Issue, Involvement, Tie, RoleAssignment, Consent)
    assert [len(of(contents, kind)) for kind in kinds] == [12, 10, 6, 7, 0]
    assert {fact.footing for fact in contents.facts} == {Footing.CONSENT}


def test_in_the_first_household_one_issue_is_left_to_nobody():
    contents = household("C01")
    taken = {issue_id for role in of(contents, RoleAssignment) for issue_id in role.issue_ids}
    assert [i.title for i in of(contents, Issue) if i.id not in taken] == ["屋内の衛生状態が悪い"]


def test_the_second_household_is_the_plans():
    contents = household("C02")
    ordinary = [p for p in of(contents, Person) if p.footing is Footing.CONSENT]
    assert [(p.kinship, p.age_band, p.sex) for p in ordinary] == [
        (Kinship.CLIENT, "60代", Sex.UNKNOWN), (Kinship.CHILD, "30代", Sex.UNKNOWN),
    ]  # fmt: skip
    assert [len(of(contents, kind)) for kind in (Issue, Involvement, Tie, RoleAssignment)] == [8, 9, 4, 5]


def test_in_the_second_household_the_parent_consented_and_the_child_did_not():
    contents = household("C02")
    (consent,) = of(contents, Consent)
    client = next(person for person in of(contents, Person) if person.is_client)
    assert (consent.person_id, consent.form) == (client.id, ConsentForm.WRITTEN)
    assert consent.until_on is None, "a demonstration must work in any later year"
    assert set(consent.agency_ids) == {agency.id for agency in of(contents, Involvement)}


def test_in_the_second_household_the_childs_broken_off_treatment_is_known_under_secrecy_only():
    secret = [fact for fact in household("C02").facts if fact.footing is Footing.STATUTORY]
    assert [type(fact) for fact in secret] == [Person, Tie]
    person, tie = secret
    assert "通院を中断" in person.note
    assert tie.label == "通院中断ぎみ"
    assert not any("中断" in str(fact) for fact in household("C02").facts if fact.footing is Footing.CONSENT)


@pytest.mark.parametrize(
    ("case", "linked"),
    [
        (
            "C01",
            {
                "多機関協働事業者（市地域福祉課・包括化支援員）": "市地域福祉課",
                "障がい者総合相談窓口": "障がい者総合相談窓口（基幹相談支援センター）",
                "生活サポート相談窓口": "生活サポート相談窓口",
                "民生委員・児童委員": "民生委員・児童委員",
                "警察署": "警察署",
                "アウトリーチ事業受託者": "アウトリーチ等を通じた継続的支援事業の事業者",
            },
        ),
        ("C02", {"包括化支援員": "市地域福祉課", "生活サポート相談窓口": "生活サポート相談窓口"}),
        ("C03", {}),
        ("C05", {"こども家庭センター（要対協調整機関）": "こども家庭センター"}),
        ("C06", {}),
        ("C07", {}),
        ("C11", {}),
        (
            "C01-later",
            {
                "多機関協働事業者（市地域福祉課・包括化支援員）": "市地域福祉課",
                "障がい者総合相談窓口": "障がい者総合相談窓口（基幹相談支援センター）",
                "若松第２地域包括支援センター": "若松第２地域包括支援センター",
                "生活サポート相談窓口": "生活サポート相談窓口",
                "民生児童委員協議会": "民生委員・児童委員",
                "警察署 生活安全課": "警察署",
                "アウトリーチ事業受託者": "アウトリーチ等を通じた継続的支援事業の事業者",
            },
        ),
    ],
)
def test_only_agencies_that_the_plan_names_are_linked_with_the_directory(case, linked):
    entries = {agency.id: agency.name for agency in directory()}
    found = of(household(case), Involvement)
    assert {a.name: entries[a.agency_id] for a in found if a.agency_id} == linked


FIRST, SECOND, THIRD = date(2026, 6, 18), date(2026, 7, 30), date(2027, 1, 28)
FIVE = {
    "若松第２地域包括支援センター", "障がい者総合相談窓口", "生活サポート相談窓口", "市社会福祉協議会（参加支援）",
    "こころの病院 地域連携室",
}  # fmt: skip
SECRET = (
    "臨場", "暴言で1回", "昨年11月", "警察", "40回", "父母のことを聞くと", "玄関先", "この冬から", "足の踏み場", "就労継続支援",
    "半年で", "通報", "高齢者虐待", "高齢福祉課", "事実確認", "苦情としてでなく", "次回の会議まで",
)  # fmt: skip
"""What only the 支援会議 of the first meeting knew."""


def later():
    return household("C01-later")


def at(day, clock):
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(timedelta(hours=9)))


def meetings():
    return of(later(), Meeting)


def within(kind, number):
    """The records of one kind within a meeting."""
    contents = later()
    meeting = of(contents, Meeting)[number - 1]
    return [fact for fact in of(contents, kind) if fact.meeting_id == meeting.id]


def task(contents, words):
    """The versions of the role whose task says so, the ordinary one first."""
    return sorted(
        (role for role in of(contents, RoleAssignment) if words in role.task),
        key=lambda role: role.footing is Footing.STATUTORY,
    )


def test_the_later_household_is_the_first_one_after_two_meetings():
    contents, before = later(), household("C01")
    family = [(p.kinship, p.age_band) for p in of(on_consent(contents), Person)]
    assert family == [(p.kinship, p.age_band) for p in of(before, Person)]
    assert [i.title for i in of(on_consent(contents), Issue)] == [i.title for i in of(before, Issue)]
    assert [(m.kind, m.ordinal) for m in of(contents, Meeting)] == [
        (MeetingKind.STATUTORY, 1), (MeetingKind.MULTILAYERED, 2),
    ]  # fmt: skip
    assert [sitting.held_on for sitting in contents.sittings] == [FIRST, SECOND]
    assert [(m.starts_at.hour, m.ends_at.hour) for m in of(contents, Meeting)] == [(10, 11), (14, 15)]


@pytest.mark.parametrize("case", all_cases())
def test_a_sample_meeting_has_its_place_and_an_agenda_that_fills_its_hour_and_was_gone_through(case):
    contents = household(case)
    assert all(sitting.place for sitting in contents.sittings)
    for meeting in of(contents, Meeting):
        items = [item for item in of(contents, AgendaItem) if item.meeting_id == meeting.id]
        assert sum(item.minutes for item in items) == minutes_between(meeting.starts_at, meeting.ends_at)
        begun = [item.begun_at for item in items]
        assert begun == sorted(begun)
        assert begun[0] == meeting.opened_at
        assert begun[-1] < meeting.closed_at


def test_what_was_said_and_decided_stands_under_the_item_that_it_was_for():
    def told(number):
        items = within(AgendaItem, number)
        said = [(r.said_at, r.text) for r in within(Remark, number)]
        decided = [(d.decided_at, d.text) for d in within(Decision, number)]
        return {text[:6]: spoken_at(items, when).title for when, text in (*said, *decided)}

    assert told(1)["母とは玄関先"] == "世帯の状況（エコマップ）"
    assert told(1)["電話の窓口を"] == "課題の整理と支援の方向性"
    assert told(2)["眠れないとい"] == "各機関から"
    assert told(2)["窓口が一つな"] == told(2)["プラン協議の"] == "本人を交えて：プランの協議・緊急時の対応"


def test_both_meetings_were_opened_and_closed():
    first, second = meetings()
    assert (first.opened_at, first.closed_at) == (at(FIRST, "10:00"), at(FIRST, "10:55"))
    assert (second.opened_at, second.closed_at) == (at(SECOND, "14:00"), at(SECOND, "14:58"))
    assert "本人の同意はまだない" in first.reason
    assert (first.next_time, second.next_time) == ("7月30日", "必要のとき")


def test_in_the_first_meeting_everybody_pledged_and_the_office_held_it():
    seats = within(Attendee, 1)
    assert [seat.agency for seat in seats] == [
        "市地域福祉課", "市地域福祉課", "若松第２地域包括支援センター", "障がい者総合相談窓口", "生活サポート相談窓口",
        "民生児童委員協議会", "警察署 生活安全課",
    ]  # fmt: skip
    assert all(seat.pledged for seat in seats)
    assert [(seat.job, seat.part) for seat in seats if seat.host] == [
        ("包括化支援員", Part.CHAIR), ("主事", Part.RECORDER),
    ]  # fmt: skip
    assert {seat.footing for seat in seats} == {Footing.STATUTORY}


def test_in_the_first_meeting_the_police_spoke_without_being_named():
    seats = {seat.id: seat.agency for seat in within(Attendee, 1)}
    said = [(seats[r.speaker_id], r.said_at, r.source_hidden) for r in within(Remark, 1)]
    assert said == [
        ("若松第２地域包括支援センター", at(FIRST, "10:04"), False),
        ("民生児童委員協議会", at(FIRST, "10:08"), False),
        ("警察署 生活安全課", at(FIRST, "10:11"), True),
        ("障がい者総合相談窓口", at(FIRST, "10:22"), False),
    ]


def test_what_the_first_meeting_decided():
    reported, telephone = within(Decision, 1)
    assert reported.decided_at == at(FIRST, "10:17")
    assert all(words in reported.text for words in ("通報として受け", "6月23日まで", "判断者は高齢福祉課長"))
    assert telephone.decided_at == at(FIRST, "10:30")
    assert "生活サポート相談窓口ひとつ" in telephone.text


def test_the_lead_was_left_open_in_the_first_meeting_and_found_in_the_second():
    contents = later()
    first, second = of(contents, Meeting)
    plans = {plan.meeting_id: plan for plan in of(contents, Plan)}
    assert plans[first.id].lead_pending
    assert plans[first.id].footing is Footing.STATUTORY
    assert plans[second.id].lead_pending == ""
    leading = [role for role in of(contents, RoleAssignment) if role.lead]
    assert [(role.assigned_in, role.in_charge) for role in leading] == [(second.id, "相談支援員")]


def test_the_suspicion_was_looked_into_and_stays_with_the_first_meeting():
    contents = later()
    (suspicion,) = of(contents, AbuseSuspicion)
    assert called(contents, suspicion.subject_id) == "父"
    assert (suspicion.kind, suspicion.handling) == (AbuseKind.ELDER, AbuseHandling.UNCONFIRMED)
    assert (suspicion.decided_by, suspicion.due_on) == ("高齢福祉課長", date(2026, 6, 23))
    assert suspicion.footing is Footing.STATUTORY


@pytest.mark.parametrize("word", SECRET)
def test_what_only_the_first_meeting_knew_is_known_to_nobody_who_reads_on_consent(word):
    contents = later()
    assert any(word in str(fact) for fact in contents.facts), "the word is nobody's secret"
    assert [fact for fact in on_consent(contents).facts if word in str(fact)] == []


def test_nothing_that_is_read_on_consent_speaks_of_a_record_of_the_first_meeting():
    contents = later()
    ordinary = {fact.id for fact in on_consent(contents).facts}
    hidden = {fact.id for fact in contents.facts} - ordinary
    assert of(contents, Meeting)[0].id in hidden
    for fact in on_consent(contents).facts:
        assert not any(f"'{record_id}'" in str(fact) for record_id in hidden), fact


def test_the_police_stand_on_no_map_but_that_of_the_first_meeting_and_no_line_tells_of_them():
    contents = later()
    (police,) = [a for a in of(contents, Involvement) if "警察" in a.name]
    assert police.footing is Footing.STATUTORY
    assert not any(police.id in (tie.a, tie.b) for tie in of(contents, Tie))
    assert not any(role.assignee_id == police.id for role in of(contents, RoleAssignment))


def test_three_roles_of_the_first_meeting_were_let_across_and_nothing_else_was_decided_on():
    contents = later()
    crossings = of(contents, Crossing)
    tasks = {role.id: role.task for role in of(contents, RoleAssignment)}
    assert [tasks[crossing.record_id][:4] for crossing in crossings] == ["電話を受", "母への声", "母の同意"]
    assert all(crossing.allowed and crossing.reason for crossing in crossings)
    assert all(date(2026, 7, 22) <= crossing.decided_on <= SECOND for crossing in crossings)


@pytest.mark.parametrize("words", ["電話を受け", "母への声かけを週1回", "父の安否"])
def test_a_role_that_crossed_tells_on_consent_nothing_of_where_it_was_given(words):
    contents = later()
    ordinary, full = task(contents, words)
    assert (ordinary.footing, ordinary.assigned_in, ordinary.learned_in) == (Footing.CONSENT, None, None)
    assert full.assigned_in == full.learned_in == of(contents, Meeting)[0].id
    assert (ordinary.task, ordinary.for_ids) == (full.task, full.for_ids)


def test_the_first_meetings_roles_are_those_three():
    contents = later()
    first, second = of(contents, Meeting)
    given = Counter(role.assigned_in for role in of(contents, RoleAssignment) if role.assigned_in)
    assert given == {first.id: 3, second.id: 6}


def test_client_and_mother_consented_to_exactly_five_agencies_until_the_end_of_the_year():
    """Here the end of the consent is part of the story; from April 2027 on the third meeting can be held no more."""
    contents = later()
    given = [consent for consent in of(contents, Consent) if consent.given_on == date(2026, 7, 22)]
    assert [called(contents, consent.person_id) for consent in given] == ["本人", "母"]
    for consent in given:
        assert {called(contents, id) for id in consent.agency_ids} == FIVE
        assert consent.until_on == date(2027, 3, 31)
        assert consent.form is ConsentForm.WRITTEN
        assert consent.about == "支援の検討に必要な範囲"


def test_the_father_consented_to_nothing_and_the_child_in_november():
    contents = later()
    given = {called(contents, c.person_id): c.given_on for c in of(contents, Consent)}
    assert "父" not in given
    assert given["子"] == date(2026, 11, 6)


def test_the_welfare_commissioner_may_listen_by_the_clients_word_and_the_police_may_not():
    contents = later()
    covered = covered_agencies(of(contents, Consent), client(contents).id, SECOND)
    assert {called(contents, id) for id in covered} == FIVE | {"民生児童委員協議会"}
    (oral,) = [c for c in of(contents, Consent) if c.form is ConsentForm.ORAL]
    assert "母への声かけ" in oral.about


def test_the_third_meeting_can_begin_with_all_who_come_to_it_but_not_with_the_police():
    everybody = sorted(FIVE | {"民生児童委員協議会"})
    assert stopped_at_the_door(later(), everybody, THIRD) == []
    (sentence,) = stopped_at_the_door(later(), [*everybody, "警察署 生活安全課"], THIRD)
    assert "警察署 生活安全課" in sentence
    assert stopped_at_the_door(later(), everybody, date(2027, 4, 1))


def test_the_second_meeting_sat_with_the_client_from_its_second_half_on():
    contents = later()
    seats = within(Attendee, 2)
    assert [seat.agency for seat in seats if not seat.host] == [
        "若松第２地域包括支援センター", "障がい者総合相談窓口", "生活サポート相談窓口", "市社会福祉協議会（参加支援）",
        "こころの病院 地域連携室", "民生児童委員協議会", "本人",
    ]  # fmt: skip
    came = [(seat.agency, seat.from_at) for seat in seats if seat.from_at]
    assert [(agency, f"{when:%H:%M}") for agency, when in came] == [("本人", "14:45")]
    (word,) = [r for r in of(contents, Remark) if r.speaker_id == seats[-1].id]
    assert word.text == "窓口が一つなら話せる。家の中には急に来ないでほしい"


def test_the_second_meeting_asked_what_had_become_of_the_roles_before_it():
    contents = later()
    tasks = {role.id: role.task for role in of(on_consent(contents), RoleAssignment)}
    assert [(tasks[r.role_id][:4], r.standing) for r in within(RoleReview, 2)] == [
        ("電話を受", RoleStanding.OPEN), ("母への声", RoleStanding.OPEN), ("母の同意", RoleStanding.DONE),
    ]  # fmt: skip
    assert not within(RoleReview, 1)


def test_what_everybody_wants_is_told_by_themselves_or_is_not_heard_yet():
    contents = later()
    said = {called(contents, wish.person_id): wish_in_words(wish) for wish in of(contents, Wish)}
    assert said["本人"].startswith("「眠れない。")
    assert said["母"] == "「息子に迷惑をかけたくない。家でこのまま暮らしたい」"
    assert said["父"] == "未確認（意思の表示が難しい。表情で嫌がることは分かる）"
    assert said["子"] == "未確認（同意なし）　祖母によれば「家から出る時間がほしい」"


def test_the_plan_of_the_second_meeting():
    contents = later()
    _, second = of(contents, Meeting)
    (plan,) = [plan for plan in of(contents, Plan) if plan.meeting_id == second.id]
    assert plan.direction == "安全を先に、家計と睡眠を入口に、訪問を束ねる"
    assert (plan.starts_on, plan.ends_on) == (date(2026, 8, 1), date(2027, 1, 31))
    assert plan.monitoring_on == date(2026, 10, 30)
    assert (plan.judgement, plan.judgement_note) == (Judgement.APPROPRIATE, "訪問は前の日までに電話する")
    assert plan.decided_on == plan.handed_on == date(2026, 8, 3)
    goals = of(contents, Goal)
    assert [(goal.term, goal.within) for goal in goals] == [(Term.LONG, "6か月")] + [
        (Term.SHORT, "3か月")
    ] * 3
    assert all(goal.issue_ids and goal.set_in == second.id for goal in goals)
    assert {goal.standing for goal in goals} == {GoalStanding.OPEN}, "the third meeting judges them"


def test_what_was_decided_in_the_second_meeting_and_what_is_missing_in_the_city():
    assert [d.decided_at for d in within(Decision, 2)] == [
        at(SECOND, clock) for clock in ("14:26", "14:28", "14:30", "14:50")
    ]
    (gap,) = within(ResourceGap, 2)
    assert "片付けを、本人と一緒に少しずつ" in gap.text
    (dirt,) = [i for i in of(on_consent(later()), Issue) if i.title == "屋内の衛生状態が悪い"]
    assert "本人の了解なしに片付けない" in dirt.note


def test_how_the_agencies_answered_in_the_second_meeting():
    contents = later()
    tasks = {role.id: role.task for role in of(contents, RoleAssignment)}
    answers = of(contents, Confirmation)
    assert all(answer.oral and answer.answered_at == at(SECOND, "14:56") for answer in answers)
    unlike = {a.answered_for: a.answer for a in answers if a.answer is not Answer.ACCEPTED}
    assert unlike == {
        "市社会福祉協議会（参加支援）": Answer.TAKEN_BACK,
        "こころの病院 地域連携室": Answer.CONDITIONAL,
    }
    assert len([a for a in answers if a.answer is Answer.ACCEPTED]) == 5
    assert {"母への声かけを月2回。変化があれば生活サポートへ", "初診の枠を取る"} <= {
        tasks[a.role_id] for a in answers
    }


def test_whom_to_call_and_how_to_come_to_the_house():
    contents = later()
    assert [c.whom for c in of(contents, EmergencyContact)] == ["119", "110", "市の当直から包括化支援員へ"]
    assert profile(contents).safe_contact == "平日の午後に本人の携帯へ。留守電には機関名を残さない"
    assert "急な訪問" in profile(contents).avoid[0]


def test_what_came_of_it_until_december():
    contents = on_consent(later())
    told = {role.task[:6]: role.result for role in of(contents, RoleAssignment)}
    assert told["要介護認定の"] == "9月25日に父は要介護3、母は要支援2。10月15日に訪問介護と通所の利用を始めた"
    assert told["本人と会い、"] == told["初診の枠を取"] == "8月21日に初診"
    assert told["子の居場所の"] == "11月6日に子が同意し、居場所を見学。12月4日から週1回通う"
    assert told["滞納の分納相"] == "10月30日のモニタリングで、滞納は解消"
    people = {p.kinship: p.note for p in of(contents, Person)}
    assert people[Kinship.FATHER].startswith("要介護3")
    assert people[Kinship.MOTHER].startswith("要支援2")
    assert "滞納は解消、衛生は変わらず" in profile(contents).note


def test_since_june_six_lines_are_new_two_conflicts_weaker_and_one_remains():
    """As the third meeting will tell it, with the map of June beside today's."""

    def ends(contents):
        as_then = {
            "若松第２地域包括支援センター": "地域包括支援センター",
            "民生児童委員協議会": "民生委員・児童委員",
            "こころの病院 地域連携室": "医療機関（精神科）",
        }
        for tie in of(contents, Tie):
            yield (
                tie,
                tuple(as_then.get(name, name) for name in (called(contents, tie.a), called(contents, tie.b))),
            )

    june = {pair: tie for tie, pair in ends(household("C01"))}
    today = {pair: tie for tie, pair in ends(on_consent(later()))}
    new = {pair: tie for pair, tie in today.items() if pair not in june}
    assert len(new) == 6
    assert all(SECOND.year == tie.since_on.year and tie.since_on > FIRST for tie in new.values())
    assert june.keys() <= today.keys()
    conflicts = {pair[1]: today[pair].strength for pair, tie in june.items() if tie.stressful}
    assert conflicts == {
        "母": Strength.WEAK, "地域包括支援センター": Strength.WEAK, "父": Strength.NORMAL,
    }  # fmt: skip
    assert all(today[pair].stressful for pair, tie in june.items() if tie.stressful)


@pytest.mark.parametrize("case", all_cases())
def test_a_sample_is_written_again_as_it_was_read(case):
    numbers = count(1)
    file = write_household_file(household(case), directory())
    again = read_household_file(file, new_id=lambda: f"n{next(numbers)}", directory=directory())
    assert again == household(case)
    assert write_household_file(again, directory()) == file


def test_the_example_of_the_readme_is_a_household_file():
    (example,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    numbers = count(1)
    contents = read_household_file(example, new_id=lambda: f"n{next(numbers)}")
    assert {type(fact).__name__ for fact in contents.facts} == {
        "HouseholdProfile", "Person", "Issue", "Involvement", "Tie", "Consent", "Meeting", "Attendee", "Remark",
        "Decision", "RoleAssignment", "Confirmation",
    }  # fmt: skip
    assert {fact.footing for fact in contents.facts} == set(Footing)


def test_the_readme_describes_every_file_beside_it():
    for file in SAMPLES.iterdir():
        assert file.name == "README.md" or f"`{file.name}`" in README


def tables():
    """The tables of the README by the key that their heading names: key, needed, value, meaning."""
    for heading, text in re.findall(r"^#+ `([\w.]+)`.*?\n(.*?)(?=^#|\Z)", README, re.DOTALL | re.MULTILINE):
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
        yield heading, rows


COMMON = ("id", "footing", "learned_in", "statutory")
VALUES = {
    "date": "日付（`2026-11-26`）",
    "time": "時刻（`14:00`）",
    "date-time": "日時（`2026-11-26T14:00`）",
}


def value(schema):
    """What is written under a key, in words."""
    types = schema.get("type")
    if "enum" in schema:
        return "".join(f"「{word}」" for word in schema["enum"] if word is not None)
    if schema.get("format") in VALUES:
        return VALUES[schema["format"]]
    if types == ["array", "string"]:
        return "id、またはその一覧"
    if types == "array":
        inner = schema["items"]["type"]
        return {"object": "一覧", "string": "文字の一覧"}[inner]
    if "const" in schema:
        return f"`{schema['const']}`"
    words = {"string": "文字", "boolean": "`true` か `false`", "integer": "整数", "object": "まとまり"}
    return words[types if isinstance(types, str) else types[0]]


def rows(schema, keys):
    """The rows that the README must hold for these keys."""
    for key in keys:
        inner = schema["properties"][key]
        yield key, "要" if key in schema["required"] else "", value(inner), inner["description"]


def records(schema, path=()):
    """Every record of the schema by the path of its list."""
    for key, inner in schema["properties"].items():
        inner = inner.get("items", inner)
        if "properties" in inner and key != "statutory":
            yield ".".join((*path, key)), inner
            yield from records(inner, (*path, key))


def expected():
    yield "household_file", list(rows(HOUSEHOLD_FILE, HOUSEHOLD_FILE["properties"]))
    person = HOUSEHOLD_FILE["properties"]["people"]["items"]
    yield "common", list(rows(person, COMMON))
    for name, record in records(HOUSEHOLD_FILE):
        yield name, list(rows(record, [key for key in record["properties"] if key not in COMMON]))
    entry = DIRECTORY_FILE["properties"]["agencies"]["items"]
    yield "directory", list(rows(entry, entry["properties"]))


def test_the_readme_tells_every_key_of_the_schema_and_invents_none():
    assert dict(tables()) == dict(expected())


def test_the_keys_that_records_share_mean_the_same_everywhere():
    person = HOUSEHOLD_FILE["properties"]["people"]["items"]["properties"]
    for name, record in records(HOUSEHOLD_FILE):
        shared = {key: inner for key, inner in record["properties"].items() if key in COMMON}
        assert all(inner["description"] == person[key]["description"] for key, inner in shared.items())
        missing = {
            "household": {"id", "footing"},
            "meetings": {"footing", "statutory"},
            "crossings": {"footing", "statutory"},
        }.get(name, set())
        assert set(COMMON) - set(shared) == missing
