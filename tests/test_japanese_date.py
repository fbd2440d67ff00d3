from datetime import UTC, date, datetime, time

import pytest

from jusou_meeting.japanese_date import (
    clock,
    day_said,
    fiscal_year,
    fiscal_year_label,
    fiscal_year_short,
    is_no_day,
    time_said,
    today_in_tokyo,
    wareki,
    wareki_short,
    year_label,
)


@pytest.mark.parametrize(
    ("on", "said", "short"),
    [
        (date(2026, 11, 26), "令和8年11月26日（木）", "R8.11.26"),
        (date(2019, 5, 1), "令和元年5月1日（水）", "R1.5.1"),
        (date(2019, 4, 30), "平成31年4月30日（火）", "H31.4.30"),
        (date(1989, 1, 7), "昭和64年1月7日（土）", "S64.1.7"),
        (date(1926, 12, 24), "大正15年12月24日（金）", "T15.12.24"),
    ],
)
def test_a_day_is_written_in_its_era(on, said, short):
    assert wareki(on, weekday=True) == said
    assert wareki_short(on) == short


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0, 5), "午前0時5分"),
        (time(9), "午前9時"),
        (time(12), "午後0時"),
        (time(12, 30), "午後0時30分"),
        (time(13, 30), "午後1時30分"),
        (time(23, 59), "午後11時59分"),
    ],
)
def test_noon_is_the_hour_zero_of_the_afternoon(at, said):
    assert clock(at) == said


def test_a_fiscal_year_begins_in_april():
    assert [fiscal_year(day) for day in (date(2026, 3, 31), date(2026, 4, 1))] == [2025, 2026]
    assert fiscal_year_label(date(2027, 3, 31)) == "令和8年度"
    assert fiscal_year_label(date(2019, 4, 1)) == "令和元年度"
    days = (date(2027, 3, 31), date(2019, 4, 1), date(2019, 3, 31), date(1989, 3, 31))
    assert [fiscal_year_short(day) for day in days] == ["R8", "R1", "H30", "S63"]


def test_the_day_turns_at_midnight_in_tokyo():
    assert today_in_tokyo(datetime(2026, 11, 25, 14, 59, tzinfo=UTC)) == date(2026, 11, 25)
    assert today_in_tokyo(datetime(2026, 11, 25, 15, 0, tzinfo=UTC)) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "on", "else_said"),
    [
        ("12/4", date(2026, 12, 4), ""),
        ("１２月４日（金）まで", date(2026, 12, 4), ""),
        ("12月4日の午前", date(2026, 12, 4), "午前"),
        ("12/11　年金の支給は15日", date(2026, 12, 11), "年金の支給は15日"),
        ("1/8", date(2027, 1, 8), ""),
        ("11/10", date(2026, 11, 10), ""),
        ("R9.1.15", date(2027, 1, 15), ""),
        ("令和9年1月15日", date(2027, 1, 15), ""),
        ("2027-01-15", date(2027, 1, 15), ""),
        ("26/12/4", date(2026, 12, 4), ""),
        ("8/12/4", date(2026, 12, 4), ""),
        ("来月10日まで", date(2026, 12, 10), ""),
        ("再来月の５日", date(2027, 1, 5), ""),
        ("今月末まで", date(2026, 11, 30), ""),
        ("来月31日の午前", date(2026, 12, 31), "午前"),
        ("1月末", date(2027, 1, 31), ""),
        ("２月末日まで", date(2027, 2, 28), ""),
        ("12月末までに", date(2026, 12, 31), ""),
        ("12/4までに", date(2026, 12, 4), ""),
        ("令和9年2月末", date(2027, 2, 28), ""),
        ("R9.2末", date(2027, 2, 28), ""),
        ("R10.2末", date(2028, 2, 29), ""),
        ("12月上旬", date(2026, 12, 10), "12月上旬"),
        ("12月中旬ごろ", date(2026, 12, 20), "12月中旬ごろ"),
        ("令和8年12月下旬", date(2026, 12, 31), "令和8年12月下旬"),
        ("12月中に", date(2026, 12, 31), "12月中に"),
        ("11月中旬", date(2026, 11, 20), "11月中旬"),
        ("4月上旬　入学式まで", date(2027, 4, 10), "4月上旬　入学式まで"),
        ("今月中", date(2026, 11, 30), "今月中"),
        ("来月の中旬", date(2026, 12, 20), "来月の中旬"),
        ("再来月末", date(2027, 1, 31), ""),
        ("年度末", date(2027, 3, 31), ""),
        ("今年度末まで", date(2027, 3, 31), ""),
        ("年度内に", date(2027, 3, 31), "年度内に"),
        ("年内", date(2026, 12, 31), "年内"),
        ("年末ごろ", date(2026, 12, 31), "ごろ"),
        ("今年中に申請", date(2026, 12, 31), "今年中に申請"),
        ("3月まで", date(2027, 3, 31), "3月まで"),
        ("令和9年3月までに", date(2027, 3, 31), "令和9年3月までに"),
        ("3月まで毎月2回", date(2027, 3, 31), "3月まで毎月2回"),
        ("3月までに２回", date(2027, 3, 31), "3月までに２回"),
        ("１２月末まで週１回", date(2026, 12, 31), "週１回"),
        ("12/24まで毎日", date(2026, 12, 24), "毎日"),
        ("3月までは毎週", None, "3月までは毎週"),
        ("年度末の会議まで", date(2027, 3, 31), "会議まで"),
        ("年中", None, "年中"),
        ("年末調整のあと", None, "年末調整のあと"),
        ("1月末から月2回", None, "1月末から月2回"),
        ("12月中は毎日", None, "12月中は毎日"),
        ("再来月32日", None, "再来月32日"),
        ("来月から月2回", None, "来月から月2回"),
        ("2/30", None, "2/30"),
        ("1-2回", None, "1-2回"),
        ("2-3日に1回", None, "2-3日に1回"),
        ("3-4 回", None, "3-4 回"),
        ("月2回", None, "月2回"),
        ("２週間", None, "２週間"),
        ("随時", None, "随時"),
        ("", None, ""),
    ],
)
def test_a_day_is_read_as_the_room_says_it(typed, on, else_said):
    assert day_said(typed, date(2026, 11, 26)) == (on, else_said)


@pytest.mark.parametrize(
    ("typed", "no_day"),
    [
        ("令和8年13月1日", True),
        ("2/30", True),
        ("R8.11.31まで", True),
        ("13月末", True),
        ("12/4", False),
        ("月2回", False),
        ("随時", False),
    ],
)
def test_a_day_that_no_calendar_has_is_told_from_words(typed, no_day):
    assert is_no_day(typed, date(2026, 11, 26)) is no_day


@pytest.mark.parametrize(
    ("typed", "said", "first", "last"),
    [
        ("2018-04-12", "平成30年4月12日", date(2018, 4, 12), date(2018, 4, 12)),
        ("Ｈ３０．４．１２ごろ", "平成30年4月12日ごろ", date(2018, 4, 12), date(2018, 4, 12)),
        ("S60/1/7", "昭和60年1月7日", date(1985, 1, 7), date(1985, 1, 7)),
        ("令和6年2月", "令和6年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("1989年1月", "平成元年1月", date(1989, 1, 1), date(1989, 1, 31)),
        ("2018年の春", "平成30年の春", date(2018, 1, 1), date(2018, 12, 31)),
        ("2019", "平成31年・令和元年", date(2019, 1, 1), date(2019, 12, 31)),
        ("令和元年", "令和元年", date(2019, 1, 1), date(2019, 12, 31)),
        ("平成30年度", "平成30年度", date(2018, 4, 1), date(2019, 3, 31)),
        ("平成30年12月", "平成30年12月", date(2018, 12, 1), date(2018, 12, 31)),
    ],
)
def test_a_time_is_known_as_exactly_as_it_was_said(typed, said, first, last):
    assert time_said(typed) == (said, first, last)


@pytest.mark.parametrize(
    "typed",
    ["", "中学2年の秋", "15歳", "3年前", "昭和70年", "平成0年", "明治3年", "0018年", "20181", "平成30年13月", "2018-02-30", "R8.4.31"],
)  # fmt: skip
def test_words_that_name_no_year_stay_words(typed):
    assert time_said(typed) is None


def test_a_year_of_two_eras_has_both_names():
    assert [year_label(year) for year in (1989, 2018, 2019)] == [
        "昭和64年・平成元年",
        "平成30年",
        "平成31年・令和元年",
    ]
