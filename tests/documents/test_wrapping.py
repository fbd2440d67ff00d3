"""A date, a name and what stands in brackets stay whole in a cell that can hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusou_meeting.documents.wrapping import lay, widened, words_of

LONG_NAME = "独立行政法人東日本広域総合支援センター会津若松分室"


def parts(text, room):
    return lay(words_of(text), room).parts


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("承諾（口頭）", 5.2, ("承諾", "（口頭）")),
        ("承諾（口頭）", 6.5, ("承諾（口頭）",)),
        ("相談員 高井", 5.2, ("相談員 ", "高井")),
        ("（相談支援員 高井）", 8.3, ("（相談支援員 ", "高井）")),
        (
            "母\u00a048歳、本人\u00a019歳、子\u00a03歳",
            9.0,
            ("母\u00a048歳、", "本人\u00a019歳、", "子\u00a03歳"),
        ),
        ("1 経済的困窮、2 医療未受診", 9.0, ("1 経済的困窮、", "2 医療未受診")),
        ("市高齢福祉課　令和8年12月10日まで", 15.0, ("市高齢福祉課　", "令和8年12月10日まで")),
        ("電話を受ける（回答：週1回なら）", 12.5, ("電話を受ける", "（回答：週1回なら）")),
        ("返事 R8.12.10まで", 8.0, ("返事 ", "R8.12.10まで")),
        ("世帯：1 経済的困窮", 7.5, ("世帯：", "1 経済的困窮")),
        ("開始14：00から", 5.0, ("開始14：00から",)),
        ("夜間の連絡（夜間）：市の当直", 10.5, ("夜間の連絡（夜間）：", "市の当直")),
        ("家族　佐藤花子", 6.0, ("家族　", "佐藤花子")),
        ("R8.12.10　毎週金曜日", 5.0, ("R8.12.10", "毎週金曜日")),
        (f"{LONG_NAME}（高井）", 7.0, (LONG_NAME, "（高井）")),
    ],
)
def test_a_line_turns_before_a_word_that_would_be_parted(text, room, expected):
    assert parts(text, room) == expected


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("生活サポート相談窓口", 6.0),
        ("離職し、家にいることが増えた", 12.0),
        (LONG_NAME, 8.0),
        ("家計と住まいの相談、訪問の窓口。まず訪問する（12月4日まで）", 12.0),
        ("x" * 60, 8.0),
    ],
    ids=["longer than its cell", "clauses", "long name", "sentence", "one Western word"],
)
def test_what_no_line_can_hold_and_what_is_a_sentence_run_on_as_word_has_them(text, room):
    assert parts(text, room) == (text,)
    assert lay(words_of(text), room).lines > 1


@given(st.text(alphabet="あ漢ア字（）「」、。 　\t・／:12R8.ー◎\u00a0x-", max_size=40), st.floats(1, 30))
def test_whatever_is_typed_is_told_whole_and_every_line_is_counted(text, room):
    laid = lay(words_of(text), room)
    assert "".join(laid.parts).replace("　", "") == text.replace("　", "")
    assert laid.lines >= len(laid.parts)


def test_a_column_is_as_wide_as_the_longest_word_in_it_and_takes_that_of_those_that_have_room():
    rows = [("№", "何を", "回答"), ("◎12", "電話を受ける", "持ち帰り（R8.12.10まで）")]
    number, task, answer = widened((8, 60, 20), rows, letter=3.35, padding=2.7)

    assert number > 8
    assert answer > 8 * 3.35 + 2.7
    assert task < 60
    assert number + task + answer == pytest.approx(88)
    assert widened((12, 60, 40), rows, letter=3.35, padding=2.7) == (12, 60, 40)


def test_a_column_that_nobody_can_widen_stays_within_its_table():
    full = [("平成30年10月30日",) * 4]
    assert sum(widened((20, 20, 20, 20), full, letter=3.35, padding=2.7)) == pytest.approx(80)
    assert widened((20, 20), [(LONG_NAME, "")], letter=3.35, padding=2.7) == (20, 20)


@pytest.mark.parametrize(
    "text", ["あ" * 200_000, "あ " * 100_000, "（" * 100_000], ids=["letters", "words", "brackets"]
)
def test_a_whole_book_in_one_cell_is_measured_once_from_its_beginning_to_its_end(text):
    laid = lay(words_of(text), 8.0)
    assert "".join(laid.parts) == text
    assert laid.lines > 10_000
