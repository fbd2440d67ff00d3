import json
import random
from itertools import count
from pathlib import Path

import pytest

from jusou_meeting.household_file import HouseholdFileProblem, read_household_file

TESTS = Path(__file__).parents[1]
FILES = sorted(
    [*(TESTS / "households").glob("*.json"), *(TESTS.parent / "sample_data").glob("household-*.json")]
)

CLIENT = {"id": "p1", "kinship": "本人"}
MEETING = {"id": "m1", "kind": "支援会議", "held_on": "2026-11-26"}


def read(data):
    numbers = count(1)
    return read_household_file(data, new_id=lambda: f"n{next(numbers)}")


def refused(data):
    """The sentence with which the file is refused."""
    with pytest.raises(HouseholdFileProblem) as problem:
        read(data)
    return str(problem.value)


def refused_household(**document):
    return refused(json.dumps({"title": "世帯", "opened_on": "2026-11-26"} | document))


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("", "ファイルが空です。"),
        (b"\xef\xbb\xbf \n", "ファイルが空です。"),
        ("[]", "ファイルの一番外側が [ ] の一覧です。{ } のまとまりにしてください。"),
        (
            '{"title": "世帯",\n}',
            "1行目の15文字目で JSON として読めません。最後の「,」が余分です。",
        ),
        (
            '{"people": [\n{} , ]}',
            "2行目の4文字目で JSON として読めません。最後の「,」が余分です。",
        ),
        (
            '{"title": "世帯" "opened_on": ""}',
            '1行目の16文字目で JSON として読めません。その前に「,」が抜けているか、「"」やかっこの閉じ忘れがあります。',
        ),
        ('{"title": "世帯"', "1行目の15文字目で JSON として読めません。ファイルが途中で終わっています。"),
        (
            '{"title"： "世帯"}',
            "1行目の9文字目で JSON として読めません。全角の「：」を半角の「:」にしてください。",
        ),
        (
            '{"title": "C:\\Users"}',
            "1行目の14文字目で JSON として読めません。「\\」の後の書き方が違います。「\\」そのものは「\\\\」と書いてください。",
        ),
        (
            '{"note": "NaN",\n"x": [1,\nNaN]}',
            "3行目の「NaN」は数として使えません。数を確かめてください。",
        ),
        (
            '{\n  // 家族\n  "people": []}',
            "2行目の3文字目で JSON として読めません。注釈は書けません。消すか、note などの項目に書いてください。",
        ),
        (
            "{'title': '世帯'}",
            "1行目の2文字目で JSON として読めません。「'」ではなく「\"」で囲んでください。",
        ),
        (
            '{　"title": "世帯"}',
            "1行目の2文字目で JSON として読めません。全角の空白があります。半角にするか、消してください。",
        ),
        ('{"sample": True}', "1行目の12文字目で JSON として読めません。小文字の true にしてください。"),
        ('{"note": None}', "1行目の10文字目で JSON として読めません。小文字の null にしてください。"),
        (
            '{"positions": {"p1": [' + "9" * 5000 + ", 0]}}",
            "桁の多すぎる数があります。数を確かめてください。",
        ),
        (
            '{"people": [{"label": "母", "note": "", "note": "歩けない"}]}',
            "「note」という項目が、ひとつの { } の中に2回あります（母のところ）。",
        ),
        ("[" * 100_000, "[ ] や { } の入れ子が深すぎて読めません。世帯ファイルかどうか確かめてください。"),
        ("　" * 5_000_001, "ファイルが大きすぎます（5MBまで）。世帯ファイルかどうか確かめてください。"),
        ('{"title": "世帯"}'.encode("utf-16"), "文字コードが UTF-16 です。UTF-8 で保存し直してください。"),
        ('{"title": "世帯"}'.encode("utf-16-le"), "文字コードが UTF-16 です。UTF-8 で保存し直してください。"),
        (
            '{\n"title": "世帯の記録'.encode()[:-1] + b'"}',
            "2行目に壊れた文字があります。UTF-8 で保存し直してください。",
        ),
        (
            b'{"title": "\x81 \x81 "}',
            "1行目の文字が読めません。文字コードを UTF-8 にして保存し直してください。",
        ),
        (b"PK\x03\x04\xff\xff", "1行目の1文字目で JSON として読めません。ファイルは「{」で始まります。"),
    ],
    ids=lambda value: "" if len(value) > 40 else None,
)
def test_what_is_no_json_is_refused_with_its_line_and_a_hint(file, sentence):
    assert refused(file) == sentence


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            {"people": [CLIENT, {"kinship": "父"}, {"kinship": "母", "sex": "男性"}]},
            "people の3人目（母）の sex が「男性」です。「男」「女」「不明」のどれかにしてください。",
        ),
        (
            {"peple": []},
            "ファイルの一番外側に「peple」という項目はありません。「people」ではありませんか。",
        ),
        (
            {"people": [{"kinship": "母", "naem": "花子"}]},
            "people の1人目（母）に「naem」という項目はありません。「name」ではありませんか。",
        ),
        (
            {"issues": [{"title": "病気", "だれ": "母"}]},
            "issues の1件目（病気）に「だれ」という項目はありません。使える項目は id、footing、learned_in、title、subject、note、sphere、urgency、deferred_because、deferred_until、statutory です。",
        ),
        ({"people": [{"label": "母"}]}, "people の1人目（母）に kinship（本人から見た続柄）がありません。"),
        ({"people": ["母"]}, "people の1つ目が「母」です。{ } のまとまりにしてください。"),
        ({"sample": "はい"}, "sample が「はい」です。true か false にしてください。"),
        ({"title": " \u200b\n"}, "title が空です。"),
        (
            {"opened_on": "昭和37年1月"},
            "opened_on が「昭和37年1月」です。日付は 2026-11-26 のように書いてください（1873年から2199年まで）。",
        ),
        (
            {"opened_on": 20261126},
            "opened_on が 20261126 です。日付は 2026-11-26 のように書いてください（1873年から2199年まで）。",
        ),
        (
            {"opened_on": "2026-02-30"},
            "opened_on が「2026-02-30」です。日付は 2026-11-26 のように書いてください（1873年から2199年まで）。",
        ),
        (
            {"meetings": [MEETING | {"starts_at": "午後2時"}]},
            "meetings の1件目（2026-11-26）の starts_at が「午後2時」です。「14:00」ではありませんか。",
        ),
        (
            {"meetings": [MEETING | {"starts_at": "昼すぎ"}]},
            "meetings の1件目（2026-11-26）の starts_at が「昼すぎ」です。時刻は 14:00 のように書いてください。",
        ),
        (
            {"agencies": [{"name": "学校", "status": "関与"}]},
            "agencies の1件目（学校）の status が「関与」です。「関与中」ではありませんか。「関与中」「検討中」「未接続」「終了」のどれかにしてください。",
        ),
        (
            {"meetings": [MEETING | {"opened_at": "2026-11-26"}]},
            "meetings の1件目（2026-11-26）の opened_at が「2026-11-26」です。日時は 2026-11-26T14:00 のように書いてください。",
        ),
        (
            {"meetings": [MEETING | {"ordinal": 0}]},
            "meetings の1件目（2026-11-26）の ordinal が 0 です。1 から 9999 までの数にしてください。",
        ),
        ({"format": 2}, "format が 2 です。このソフトが読めるのは 1 です。"),
        (
            {"people": [CLIENT], "ties": [{"between": ["p1"]}]},
            "ties の1件目の between には 2 つ書いてください（いまは 1 つです）。",
        ),
        (
            {"people": [CLIENT], "positions": {"p1": [0, 1e9]}},
            "positions の p1 の2つ目が 1000000000.0 です。-100000 から 100000 までの数にしてください。",
        ),
    ],
    ids=lambda value: "",
)
def test_what_is_not_in_the_schema_is_refused_with_its_place(document, sentence):
    assert refused_household(**document) == sentence


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            {"people": [CLIENT], "roles": [{"assignee": "p1", "task": "訪問", "for": "x9"}]},
            "roles の1件目（訪問）の for に「x9」とありますが、people にその id はありません。",
        ),
        (
            {"people": [CLIENT], "ties": [{"between": ["p1", "地域"]}]},
            "ties の1件目の between に「地域」とありますが、people にも agencies にもその id はありません。",
        ),
        (
            {"people": [CLIENT | {"id": "person"}], "ties": [{"between": ["persom", "世帯"]}]},
            "ties の1件目の between に「persom」とありますが、people にも agencies にもその id はありません。「person」ではありませんか。",
        ),
        (
            {"people": [CLIENT, {"kinship": "母"}], "ties": [{"between": ["p1", "母"]}]},
            "ties の1件目の between に「母」とありますが、people にも agencies にもその id はありません。people の2人目（母）に id を付けてください。",
        ),
        (
            {"agencies": [{"id": "a1", "name": "学校"}], "roles": [{"assignee": "学校", "task": "面談"}]},
            "roles の1件目（面談）の assignee に「学校」とありますが、agencies にも people にもその id はありません。その id の「a1」と書いてください。",
        ),
        (
            {"issues": [{"id": "i1", "title": "病気"}], "ties": [{"between": ["i1", "世帯"]}]},
            "ties の1件目の between に「i1」とありますが、それは issues の id です。people か agencies の id を書いてください。",
        ),
        (
            {"meetings": [MEETING | {"attendees": [{"agency": "法テラス"}]}]},
            "meetings の1件目（2026-11-26）の attendees の1人目の agency に「法テラス」とありますが、agencies にその id はありません。名前だけなら agency_name に書いてください。",
        ),
        (
            {"meetings": [MEETING | {"attendees": [{"job": "保健師"}]}]},
            "meetings の1件目（2026-11-26）の attendees の1人目には agency か agency_name のどちらかを書いてください。",
        ),
        (
            {
                "meetings": [
                    MEETING | {"attendees": [{"id": "s1", "agency_name": "保健所"}]},
                    MEETING | {"id": "m2", "remarks": [{"text": "はい", "speaker": "s1"}]},
                ]
            },
            "meetings の2件目（2026-11-26）の remarks の1件目（はい）の speaker に「s1」とありますが、この会議の attendees にその id はありません。",
        ),
        (
            {"people": [CLIENT], "agencies": [{"id": "p1", "name": "警察署"}]},
            "agencies の1件目（警察署）の id「p1」は、people の1人目（本人）でも使われています。",
        ),
        (
            {"people": [{"id": "世帯", "kinship": "母"}]},
            "people の1人目（母）の id が「世帯」です。これは世帯そのものを指すので、ほかの id にしてください。",
        ),
        (
            {"people": [CLIENT, {"kinship": "本人", "label": "太郎"}]},
            "people の2人目（太郎）を直してください。「本人」と「太郎」がどちらも「本人」です。「本人」は一人だけにしてください。",
        ),
        (
            {"people": [CLIENT], "ties": [{"between": ["p1", " p1"]}]},
            "ties の1件目の between の両端が同じです。",
        ),
        (
            {"meetings": [MEETING | {"starts_at": "14:00", "ends_at": "14:00"}]},
            "meetings の1件目（2026-11-26）を直してください。終了の時刻は、開始より後にしてください。",
        ),
        (
            {
                "meetings": [
                    MEETING
                    | {"reason": "安否", "opened_at": "2026-11-26T14:00", "closed_at": "2026-11-26T13:59"}
                ]
            },
            "meetings の1件目（2026-11-26）を直してください。閉会の日時が、開会より前です。",
        ),
        (
            {"meetings": [MEETING | {"opened_at": "2026-11-26T14:00", "reason": "　"}]},
            "meetings の1件目（2026-11-26）を直してください。支援会議を開く理由（同意がなくても共有が必要なわけ）を書いてください。",
        ),
        (
            {
                "people": [CLIENT],
                "consents": [{"person": "p1", "given_on": "2026-06-01", "until_on": "2026-05-31"}],
            },
            "consents の1件目を直してください。同意の期限が、同意した日より前です。",
        ),
        (
            {
                "people": [CLIENT],
                "consents": [
                    {
                        "person": "p1",
                        "given_on": "2026-06-01",
                        "statutory": {"withdrawn_on": "2026-05-31"},
                    }
                ],
            },
            "consents の1件目の statutory を直してください。同意を撤回した日が、同意した日より前です。",
        ),
        ({"meetings": [{"kind": "支援会議"}]}, "meetings の1件目に held_on（開催日）がありません。"),
        (
            {"meetings": [MEETING, {"kind": "支援会議", "same_sitting_as": "m1", "place": "別の部屋"}]},
            "meetings の2件目に same_sitting_as があるので、place は書けません。",
        ),
        (
            {"meetings": [{"kind": "支援会議", "same_sitting_as": "m1"}, MEETING]},
            "meetings の1件目の same_sitting_as には、これより前にある会議の id を書いてください。",
        ),
        (
            {"people": [CLIENT | {"footing": "支援会議", "statutory": {"note": "通報"}}]},
            "people の1人目（本人）は全体が支援会議の記録なので、statutory は書けません。内容をそのまま書いてください。",
        ),
        (
            {
                "people": [CLIENT | {"footing": "支援会議"}],
                "issues": [{"title": "病気", "subject": "p1"}],
            },
            "issues の1件目（病気）は支援会議だけの記録（people の1人目（本人））を指しているので、footing を「支援会議」にしてください。",
        ),
    ],
    ids=lambda value: "",
)  # fmt: skip
def test_what_does_not_hang_together_is_refused_with_its_place(document, sentence):
    assert refused_household(**document) == sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("２０２６－１１－２６", "2026-11-26"),
        ("2026/1/5", "2026-01-05"),
        ("2026年 11月 26日", "2026-11-26"),
        ("令和8年11月26日", "2026-11-26"),
        ("令和元年5月1日", "2019-05-01"),
        ("S37.1.5", "1962-01-05"),
        ("平成3年13月1日", ""),
        ("2026-11", ""),
    ],
)
def test_a_date_in_another_writing_is_offered_back_and_not_taken(written, meant):
    sentence = refused_household(opened_on=written)
    assert sentence.endswith(f"「{meant}」ではありませんか。" if meant else "（1873年から2199年まで）。")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2026-11-26 15:00", "2026-11-26T15:00"), ("令和8年11月26日 午後3時", "2026-11-26T15:00")],
)
def test_a_moment_in_another_writing_is_offered_back(written, meant):
    sentence = refused_household(meetings=[MEETING | {"closed_at": written}])
    assert sentence.endswith(f"「{meant}」ではありませんか。")


def test_a_sentence_quotes_at_most_a_line_of_what_was_written():
    sentence = refused_household(people=[{"kinship": "母\n" * 3_000}])
    assert len(sentence) < 300
    assert "\n" not in sentence


def is_one_sentence_for_a_reader(said):
    japanese = any("\u3041" <= letter <= "\u9fff" for letter in said)
    return said.endswith("。") and "\n" not in said and japanese and len(said) < 600


ODD = [
    None, True, 0, -1, 1e308, 10**30, "", " ", "世帯", "\x00", "\ud800", "p1", "2026-13-01", "24:00", [], [[]], {},
    {"": ""}, [None], ["世帯", "世帯"], {"statutory": {}}, [{"id": "p1"}], "支援会議", "x" * 5_000, [1, 2], [0.5, -0.0],
]  # fmt: skip


def distorted(value, chance):
    """The document with one thing in it replaced, renamed, removed, repeated or put elsewhere."""
    spots = []

    def collect(holder):
        for key, inner in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            spots.append((holder, key))
            if isinstance(inner, dict | list):
                collect(inner)

    collect(value)
    holder, key = chance.choice(spots)
    match chance.randrange(5):
        case 0:
            holder[key] = chance.choice(ODD)
        case 1:
            del holder[key]
        case 2:
            other, at = chance.choice(spots)
            holder[key] = (
                json.loads(json.dumps(other[at])) if at in other or isinstance(other, list) else None
            )
        case 3 if isinstance(holder, dict):
            holder[chance.choice([key + "x", key.upper(), "id", "note", "between", "statutory", ""])] = (
                holder.pop(key)
            )
        case _ if isinstance(holder, list):
            holder.append(holder[key])
    return value


def mangled(data, chance):
    """The bytes with a few of them changed, lost, doubled or cut off."""
    data = bytearray(data)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 40)]
            case 2:
                data[at:at] = data[at : at + chance.randrange(1, 40)]
            case 3:
                data[at:at] = chance.choice(
                    [b"\xff", b"\x00", b"\\", b'"', b"[", b"{", b",", "　".encode(), b"\n"]
                )
            case _:
                del data[at + chance.randrange(1, 5_000) :]
        data = data or bytearray(b" ")
    return bytes(data)


def outcomes(times, seed):
    """Read so many spoilt files; the sentences of those refused, and how many were accepted all the same."""
    chance = random.Random(seed)
    sources = [file.read_bytes() for file in FILES]
    sentences, accepted = [], 0
    for number in range(times):
        data = chance.choice(sources)
        if number % 2:
            data = mangled(data, chance)
        else:
            document = json.loads(data)
            for _ in range(chance.randrange(1, 3)):
                document = distorted(document, chance)
            data = json.dumps(document).encode()
        try:
            read(data)
        except HouseholdFileProblem as problem:
            sentences.append(str(problem))
        else:
            accepted += 1
    return sentences, accepted


def spoilt_files_are_refused_in_a_sentence(times, seed):
    sentences, accepted = outcomes(times, seed)
    assert [said for said in sentences if not is_one_sentence_for_a_reader(said)] == []
    assert len(sentences) > times // 2, "the files were hardly spoilt"
    assert accepted > times // 50, "the files were spoilt past interest"
    assert len(set(sentences)) > times // 8


def test_a_thousand_spoilt_files_are_refused_in_a_sentence_each():
    spoilt_files_are_refused_in_a_sentence(1_000, seed=106)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(6))
def test_thirty_thousand_spoilt_files_are_refused_in_a_sentence_each(seed):
    spoilt_files_are_refused_in_a_sentence(5_000, seed)


def test_a_reader_that_lets_another_error_through_would_be_found(monkeypatch):
    monkeypatch.setattr("jusou_meeting.household_file.read._Reading._check_references", lambda self: None)
    with pytest.raises(KeyError):
        outcomes(1_000, seed=106)
