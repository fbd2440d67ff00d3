"""An office's own list as Excel saves it: what it says, and in which line it cannot be read."""

import csv
from datetime import timedelta

import pytest
from builders import TODAY, a_contact_person, an_agency
from hypothesis import given
from hypothesis import strategies as st

from jusou_meeting.directory_table import (
    LARGEST,
    LONGEST,
    MOST_ROWS,
    read_table,
    sample_table,
    written_table,
)
from jusou_meeting.finding import Weight

HEADINGS = "機関名,機関名のよみ,分野,区分,建物,所在地,備考,担当者氏名,担当者のよみ,職名,担当の開始,担当の終了"


def read(*lines, encoding="utf-8-sig", ending="\r\n"):
    return read_table(ending.join((*lines, "")).encode(encoding))


def said(table):
    """What each agency says, and its people."""
    return [
        (
            {column: cell for column, (_, cell) in each.agency.items()},
            [{column: cell for column, (_, cell) in person.items()} for person in each.people],
        )
        for each in table.listed
    ]


def stops(table):
    return [finding.sentence for finding in table.findings if finding.weight is Weight.STOPS]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_a_list_reads_alike_however_excel_saved_it(encoding, ending):
    table = read(
        HEADINGS,
        "ひがし包括,ひがしほうかつ,介護,相談窓口,ひがし会館内,見本町1-2,休止中,佐藤 花子,さとう はなこ,社会福祉士",
        "ひがし包括,,,,,,,鈴木 太郎,,保健師",
        encoding=encoding,
        ending=ending,
    )

    assert table.findings == ()
    assert said(table) == [
        (
            {"name": "ひがし包括", "kana": "ひがしほうかつ", "field": "介護", "kind": "相談窓口",
             "located_in": "ひがし会館内", "address": "見本町1-2", "remark": "休止中"},
            [
                {"name": "佐藤 花子", "kana": "さとう はなこ", "job": "社会福祉士"},
                {"name": "鈴木 太郎", "job": "保健師"},
            ],
        )
    ]  # fmt: skip


def test_an_offices_own_headings_in_its_own_order_below_a_title_are_understood():
    table = read(
        "令和8年度 関係機関一覧,,", "", "役職,氏名,ﾌﾘｶﾞﾅ,施設名,電話", "園長,山田,ひがし,ひがし保育園,0242"
    )

    assert said(table) == [({"name": "ひがし保育園", "kana": "ひがし"}, [{"name": "山田", "job": "園長"}])]
    assert [finding.sentence for finding in table.findings] == ["読まない列があります：電話"]


@pytest.mark.parametrize("day", ["2026/4/1", "2026/04/01", "2026-04-01", "R8.4.1", "令和８年４月１日"])
def test_a_day_is_read_however_an_office_writes_it(day):
    [(_, [person])] = said(read("機関名,氏名,いつから", f"ひがし園,山田,{day}"))

    assert person["since_on"] == "2026-04-01"


def test_of_two_agencies_of_one_name_each_line_speaks_of_the_one_above_it_unless_its_address_tells():
    table = read(
        "機関名,住所,氏名", "公民館,北町,山田", "公民館,南町,佐藤", "公民館,,鈴木", "公民館,北町,田中"
    )

    assert [(agency["address"], [p["name"] for p in people]) for agency, people in said(table)] == [
        ("北町", ["山田", "田中"]),
        ("南町", ["佐藤", "鈴木"]),
    ]


def test_whoever_came_twice_is_told_by_when():
    lines = "園,山田,,2024/4/1,2026/3/31", "園,山田,園長,2027/4/1,", "園,山田,,2024/4/1,"
    [(_, people)] = said(read("機関名,氏名,職名,いつから,いつまで", *lines))

    assert people == [
        {"name": "山田", "since_on": "2024-04-01", "until_on": "2026-03-31"},
        {"name": "山田", "job": "園長", "since_on": "2027-04-01"},
    ]


def test_what_is_written_holds_no_formula_and_nobody_who_left():
    agency = an_agency(name="=1+1", remark="一行め\n'-二行め", field="'@分野")
    people = [
        a_contact_person("here", name="＝山田", since_on=TODAY, until_on=TODAY),
        a_contact_person("gone", name="佐藤", until_on=TODAY - timedelta(days=1)),
        a_contact_person("elsewhere", agency_id="other"),
    ]
    data = written_table([agency], people, today=TODAY)
    [headings, row] = csv.reader(data.decode("utf-8-sig").splitlines(keepends=True))

    assert ",".join(headings) == HEADINGS
    assert row[:3] == ["'=1+1", "", "''@分野"]
    assert row[7:] == ["'＝山田", "", "社会福祉士", f"{TODAY:%Y/%m/%d}", f"{TODAY:%Y/%m/%d}"]
    [(read_agency, [person])] = said(read_table(data))
    assert (read_agency["name"], read_agency["field"], person["name"]) == ("=1+1", "'@分野", "＝山田")
    assert read_agency["remark"] == "一行め\n'-二行め"


def test_the_sample_opens_in_excel_by_its_mark_and_says_every_column_and_its_lines_are_never_read():
    data = sample_table()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), strict=True))
    assert ",".join(rows[0]) == HEADINGS
    assert {len(row) for row in rows} == {12}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]

    table = read_table(data)
    assert table.listed == ()
    assert [finding.sentence for finding in table.findings] == ["2・3・4行目：見本の行なので読みません。"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["機関名,分野", "あ,介護", ",介護"], "3行目：機関名がありません。"),
        (["機関名,区分", "あ,窓口", "あ,拠点"], "3行目：「あ」の「区分」が、2行目と違います。"),
        (["機関名,氏名,着任日", "あ,山田,4月1日"], "2行目：「担当の開始」（4月1日）が、どの日か分かりません。"),
        (["機関名,氏名,退任日", "あ,山田,2026/2/30"], "2行目：「担当の終了」（2026/2/30）が、どの日か分かりません。"),
        (["機関名,氏名,職名", "あ,山田,係長", "あ,山田,課長"], "3行目：「あ」の「山田」の「職名」が、2行目と違います。"),
        (["機関名,分野", "あ,#REF!"], "2行目：「分野」が Excel の計算の誤り（#REF!）です。"),
        (["機関名,分野", f"{'あ' * (LONGEST + 1)},介護"], f"2行目：「機関名」が長すぎます（{LONGEST}字まで）。"),
        (["機関名,分野", 'あ,介護', '"い,介護', "う,介護"], "3行目：ここから先が読めません。"),
        (["機関名,施設名", "あ,い"], "1行目：「施設名」と同じことを書く列が、もう一つあります。"),
        (["名前,分野", "あ,介護"], "「機関名」という見出しがありません。"),
        ([""], "「機関名」という見出しがありません。"),
        (["機関名", *["あ"] * MOST_ROWS], f"行が多すぎます（{MOST_ROWS}行まで）。"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(lines, told):
    assert [sentence for sentence in stops(read(*lines)) if sentence.startswith(told)]


def test_a_line_is_counted_as_excel_counts_it_also_below_a_cell_of_two_lines():
    assert stops(read("機関名,備考", '"あ","一行め\n二行め"', ",い"))[0].startswith("3行目")


def test_what_is_wrong_in_many_lines_is_told_once():
    table = read("機関名,分野", *[",介護"] * 12)

    assert [sentence[: sentence.index("：")] for sentence in stops(table)] == ["2・3・4・5・6行目ほか7行"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04 a workbook", "これは Excel ブック（.xlsx）です。Excel の「名前を付けて保存」で"),
        (b"\xd0\xcf\x11\xe0 an old one", "これは古い Excel ブック（.xls）です。"),
        ("機関名,分野".encode("utf-16"), "UTF-16"),
        (b"\x81", "文字"),
        (b"a" * (LARGEST + 1), "ファイルが大きすぎます（2MBまで）。"),
    ],
)
def test_another_kind_of_file_is_refused_with_how_to_save_it(data, told):
    table = read_table(data)

    assert table.listed == ()
    assert told in stops(table)[0]


def test_a_letter_that_excel_could_not_write_is_noticed():
    [finding] = read("機関名,氏名", "ひがし園,?田 花子", encoding="cp932").findings

    assert finding.weight is Weight.WARNS
    assert finding.sentence.startswith("2行目：「担当者氏名」に「?」があります。")


def test_hostile_cells_are_cleaned_as_everywhere_and_stay_words():
    formula = '=HYPERLINK(""http://evil"")'
    table = read("機関名,備考", f'"{formula}\u202e\x00\n二",<b>=1+1</b>\x07')

    assert said(table)[0][0] == {"name": '=HYPERLINK("http://evil") 二', "remark": "<b>=1+1</b>"}


@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: f"機関名,氏名\n{text}".encode(errors="replace"))
)
def test_whatever_is_chosen_is_read_or_refused(data):
    table = read_table(data)

    assert all(each.agency["name"][1] for each in table.listed)
    assert all(finding.sentence for finding in table.findings)
