import io
from dataclasses import replace

from builders import NOW
from meeting_of_a_household import a_record, the_household
from openxml_audit import OpenXmlValidator
from PIL import Image
from word_reader import faults, parts

from jusou_meeting.documents.handout import comparison_file, ecomap_file, minutes_file
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.moment import Moment


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
    bare = replace(household, people=tuple(replace(person, note="") for person in household.people))
    description = compose(bare, on=record.sitting.held_on).description
    assert description in package["word/document.xml"].decode()


def test_no_map_that_leaves_the_screen_has_the_sign_of_a_note_which_nobody_can_open_there():
    record, household = a_record(), the_household()
    noted = replace(
        household,
        people=(replace(household.people[0], note="話すと長い"), *household.people[1:]),
        involvements=(replace(household.involvements[0], note="夜は留守"), *household.involvements[1:]),
    )
    moments = tuple(Moment(key=key, said=key, at=NOW) for key in ("then", "now"))
    assert "メモあり" in compose(noted, on=record.sitting.held_on).description

    papers = [
        minutes_file(record, noted, (record,), organisation="架空市"),
        *(
            ecomap_file(noted, suffix=suffix, organisation="架空市", at=NOW)
            for suffix in (".docx", ".svg", ".html")
        ),
        comparison_file(noted, noted, now=noted, moments=moments, organisation="架空市", at=NOW),
    ]
    for paper in papers:
        told = b"".join(parts(paper).values()) if paper[:2] == b"PK" else paper
        assert "メモ" not in told.decode("utf-8", "replace")
