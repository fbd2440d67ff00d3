import io

from meeting_of_a_household import a_record, the_household
from openxml_audit import OpenXmlValidator
from PIL import Image
from word_reader import faults, parts

from jusou_meeting.documents.handout import minutes_file
from jusou_meeting.ecomap.scene import compose


def test_the_minutes_carry_the_map_of_their_day_as_svg_and_png(tmp_path):
    record, household = a_record(), the_household()
    file = minutes_file(record, household, (record,), organisation="会津若松市 地域福祉課")
    (tmp_path / "minutes.docx").write_bytes(file)
    assert OpenXmlValidator().validate(tmp_path / "minutes.docx").errors == []
    assert faults(file) == []
    package = parts(file)
    svg = package["word/media/picture1.svg"].decode()
    assert all(f">{said}<" in svg for said in ("法テラス", "本人", "子の姉"))
    (png,) = (blob for name, blob in package.items() if name.endswith(".png"))
    assert Image.open(io.BytesIO(png)).width == 3000
    description = compose(household, on=record.sitting.held_on).description
    assert description in package["word/document.xml"].decode()
