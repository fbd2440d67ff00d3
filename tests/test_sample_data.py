import json
import re
from collections import Counter
from itertools import count
from pathlib import Path

import pytest

from jusou_meeting.agency import Involvement
from jusou_meeting.consent import Consent, ConsentForm
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.household import Kinship, Person, Sex
from jusou_meeting.household_file import HouseholdFileProblem, read_directory, read_household_file
from jusou_meeting.household_file.schema import DIRECTORY_FILE, HOUSEHOLD_FILE
from jusou_meeting.issue import Issue
from jusou_meeting.role import RoleAssignment
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


@pytest.mark.parametrize("case", ["C01", "C02"])
def test_the_sample_households_say_that_they_are_samples(case):
    contents = household(case)
    assert contents.case.sample
    assert not any(person.name or person.kana or person.birth_on for person in of(contents, Person))


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
    ],
)
def test_only_agencies_that_the_plan_names_are_linked_with_the_directory(case, linked):
    entries = {agency.id: agency.name for agency in directory()}
    found = of(household(case), Involvement)
    assert {a.name: entries[a.agency_id] for a in found if a.agency_id} == linked


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
