import io
import struct
import zlib

import pytest
from builders import TODAY
from households_on_a_map import of_the_plan
from PIL import Image
from shipped_fonts import BOLD, FALLBACK, REGULAR, font

from jusou_meeting.documents.picture import _types, png
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import FONT_FAMILY, paint


def a_text(text, **attributes):
    """An SVG of one line of text, in the fonts of the map."""
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" font-family="{FONT_FAMILY}">'
        f'<text x="4" y="30" font-size="28"{said}>{text}</text></svg>'
    )


def size(picture):
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", picture[16:24])


def ink(picture):
    """How many bytes of the decoded picture are not white."""
    chunks, place = b"", 8
    while place < len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        if kind == b"IDAT":
            chunks += picture[place + 8 : place + 8 + length]
        place += length + 12
    pixels = zlib.decompress(chunks)
    return sum(pixels.count(value) for value in range(1, 200))


def test_the_picture_of_a_map_has_the_width_that_was_asked_for():
    svg = paint(compose(of_the_plan("C02"), on=TODAY))

    assert size(png(svg, width_px=800)) == (800, 450)


def test_a_picture_is_as_large_as_it_is_printed_at_300_dpi():
    picture = png(paint(compose(of_the_plan("C02"), on=TODAY)), width_px=3000)

    image = Image.open(io.BytesIO(picture))
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.5)
    image.load()


def test_the_same_map_gives_the_same_picture():
    svg = paint(compose(of_the_plan("C02"), on=TODAY))

    assert png(svg, width_px=400) == png(svg, width_px=400)


@pytest.mark.parametrize("character", ["本", "𠮷", "髙", "﨑", "☑", "汉"])
def test_rare_characters_are_drawn_and_not_as_the_box_of_an_unknown_one(character):
    drawn, unknown = (png(a_text(text), width_px=120) for text in (character, "\U0001f9ff"))

    assert ink(drawn) > 0
    assert drawn != unknown


def test_bold_names_are_drawn_bold():
    assert png(a_text("本人"), width_px=120) != png(a_text("本人", font_weight="700"), width_px=120)


def test_a_variation_sequence_is_drawn_as_its_own_form():
    assert png(a_text("葛"), width_px=120) != png(a_text("葛\U000e0100"), width_px=120)


def in_jis_x_0213(code):
    try:
        return bool(chr(code).encode("euc_jis_2004"))
    except UnicodeEncodeError:
        return False


def test_the_two_typefaces_together_hold_every_character_of_a_japanese_name():
    ours = font(REGULAR).getBestCmap().keys() | font(FALLBACK).getBestCmap().keys()
    kanji = {code for code in range(0x3400, 0x30000) if in_jis_x_0213(code) and chr(code).isalpha()}

    assert kanji - ours == set()
    assert set(range(0x4E00, 0x9FA6)) - ours == set()
    assert {ord(character) for character in "𠮷髙﨑☐☑"} <= ours
    assert font(REGULAR).getBestCmap().keys() == font(BOLD).getBestCmap().keys()


def test_the_fallback_has_a_name_that_no_system_font_has_and_its_variation_sequences():
    names = {str(record) for record in font(FALLBACK)["name"].names if record.nameID in (1, 4, 16)}
    sequences = [table for table in font(FALLBACK)["cmap"].tables if table.format == 14]

    assert names == {"Jusou Fallback JP"}
    assert sum(len(bases) for table in sequences for bases in table.uvsDict.values()) > 5000


def test_the_types_that_are_at_hand_are_those_of_the_fonts():
    assert _types() == font(REGULAR).getBestCmap().keys() | font(FALLBACK).getBestCmap().keys()


@pytest.mark.parametrize("character", ["🏠", "👨‍👩‍👧", "🇯🇵", "👍🏽", "⚠️🈳", "한"])
def test_what_no_type_is_at_hand_for_is_drawn_as_the_sign_for_it(character):
    place = "⚠️〓" if character.startswith("⚠") else "〓"

    assert png(a_text(f"家{character} 族"), width_px=240) == png(a_text(f"家{place} 族"), width_px=240)
