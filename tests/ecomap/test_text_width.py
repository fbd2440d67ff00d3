import math
import os
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped_fonts import ANOTHER, BOLD, FALLBACK, REGULAR, advance

from jusou_meeting.ecomap import text_width as subject
from jusou_meeting.ecomap.text_width import SLACK, broken, shortened, text_width

NARROW_ONES = [chr(code) for code in (*range(0x20, 0x180), *range(0xFF61, 0xFFA0))]


def test_the_table_of_widths_is_what_the_fonts_say():
    told = {}
    for character in NARROW_ONES:
        widths = [advance(character, name) for name in (REGULAR, BOLD)]
        if None in widths or unicodedata.east_asian_width(character) == "A":
            continue
        if (width := math.ceil(max(widths) * 1000)) < 1000:
            told.setdefault(width, []).append(character)

    assert {width: "".join(group) for width, group in sorted(told.items())} == subject._NARROW


def real_width(text, size, *fonts):
    """How wide a line is in these fonts; what none of them has is left out."""
    return sum(advance(character, *fonts) or 0 for character in text) * size


PLAIN = st.text(
    st.sampled_from(
        "若松第２地域包括支援センター（精神科）〔介護〕・、。ー障がい者こども家庭WifiÀ8050R-/ｱｲ𠮷髙﨑①※　 "
    ),
    max_size=40,
)


@given(PLAIN)
@settings(deadline=None)
def test_no_text_is_wider_than_its_room_in_the_shipped_fonts(text):
    assert all(
        real_width(text, 20, font, FALLBACK) * 1.0001 <= text_width(text, 20) or not text.strip()
        for font in (REGULAR, BOLD)
    )


@pytest.mark.skipif(
    not ANOTHER.exists() and os.environ.get("JUSOU_REQUIRE_TOOLS") != "1", reason="Noto Sans CJK is missing"
)
@given(PLAIN)
@settings(deadline=None)
def test_the_slack_holds_the_text_of_a_machine_with_another_typeface(text):
    assert real_width(text, 20, ANOTHER) <= text_width(text, 20)


def test_the_slack_is_eight_percent():
    assert text_width("世帯", 20) == pytest.approx(2 * 20 * SLACK)
    assert SLACK == 1.08


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("地域包括支援センター", ("地域包括支援センター",)),
        ("若松第２地域包括支援センター", ("若松第２", "地域包括支援センター")),
        (
            "障がい者総合相談窓口（基幹相談支援センター）",
            ("障がい者総合相談窓口", "（基幹相談支援センター）"),
        ),
        (
            "多機関協働事業者（市地域福祉課・包括化支援員）",
            ("多機関協働事業者", "（市地域福祉課・", "包括化支援員）"),
        ),
        ("", ()),
    ],
)
def test_a_name_breaks_where_a_reader_would_break_it(name, lines):
    assert broken(name, size=20, room=266, most=3) == lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("デイサービスセンターつるがじょう", ("デイサービス", "センター", "つるがじょう")),
        ("指定居宅介護支援事業所あかべこ", ("指定居宅介護支援", "事業所あかべこ")),
        ("会津若松市教育委員会事務局学校教育課", ("会津若松市教育", "委員会事務局", "学校教育課")),
        ("訪問看護ステーションあいづ", ("訪問看護", "ステーション", "あいづ")),
        ("会津若松警察署生活安全課", ("会津若松警察署", "生活安全課")),
        ("発達障がいの診断後の支援", ("発達障がいの", "診断後の支援")),
    ],
)
def test_in_a_narrow_box_a_line_ends_between_two_words_and_not_within_one(name, lines):
    assert broken(name, size=17, room=150, most=4) == lines


@pytest.mark.parametrize(
    ("years", "lines"),
    [
        ("20代後半", ("20代", "後半")),
        ("10歳未満", ("10歳", "未満")),
        ("８０歳以上", ("８０歳", "以上")),
        ("生後10か月", ("生後", "10か月")),
    ],
)
def test_a_number_and_what_it_counts_stand_in_one_line(years, lines):
    assert broken(years, size=17, room=72, most=2) == lines


@given(st.text(st.sampled_from("あ漢ア、。（）「」ーっa1 …・"), min_size=1, max_size=60), st.integers(1, 4))
@settings(deadline=None)
def test_lines_stay_in_their_room_and_keep_the_rules_of_line_breaking(text, most):
    lines = broken(text, size=20, room=200, most=most)

    assert len(lines) <= most
    assert all(text_width(line, 20) <= 200 for line in lines)
    assert not any(line[0] in "、。）」ーっ…・" for line in lines[1:])
    assert not any(line[-1] in "（「" for line in lines[:-1])
    if lines and not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_variation_sequence_and_a_family_of_emoji_are_never_torn():
    for unit in ("葛\U000e0100", "👨\u200d👩\u200d👧", "が\u3099"):
        lines = broken(unit * 30, size=20, room=130, most=3)

        assert all(line.removesuffix("…").replace(unit, "") == "" for line in lines)


def test_two_thousand_characters_end_in_an_ellipsis():
    lines = broken("あ" * 2000, size=20, room=200, most=3)

    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert shortened("あ" * 2000, 60) == "あ" * 59 + "…"


@pytest.mark.parametrize(
    "name",
    [
        "会津若松市教育委員会事務局学校教育課指導主事室長補佐",
        "コミュニケーション支援センターわかまつ分室別館",
        "𠮷" * 25,
    ],
)
def test_a_name_of_twenty_five_characters_is_written_out(name):
    lines = broken(name, size=17, room=180, most=3)

    assert "".join(lines) == name[:25] or "".join(lines) == name


def test_where_there_is_no_room_at_all_only_an_ellipsis_stands():
    assert broken("重層的支援会議", size=20, room=-30, most=1) == ("…",)
