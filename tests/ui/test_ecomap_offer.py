"""What the browser is told that may be chosen on a map: facts of this household and the directory, and nothing else."""

import json

from builders import a_household, a_person, an_agency, an_involvement

from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Kinship
from jusou_meeting.ui.ecomap_component import offered

POLICE = an_agency(
    "police", name="警察署", kana="ケイサツショ", field="警察", address="東栄町", remark="24時間"
)


def test_the_words_stand_in_their_order_each_with_its_line():
    words = offered(a_household(), ())["words"]

    assert [word["label"] for word in words] == [word.label for word in TieWord]
    assert all(word["sample"].startswith("<svg") for word in words)


def test_family_is_offered_beside_everybody():
    household = a_household(people=(a_person(), a_person("mother", Kinship.MOTHER)))

    kin = offered(household, ())["kin"]

    assert set(kin) == {"client", "mother"}
    assert kin["mother"][0] == {
        "relation": "parent", "kinship": "grandfather", "label": "祖父", "note": "親",
    }  # fmt: skip


def test_an_agency_is_told_by_what_it_is_sought_by_and_by_its_sign_where_it_has_one():
    household = a_household(involvements=(an_involvement("sign", name="署", agency_id="police"),))

    (there,) = offered(household, (POLICE,))["agencies"]
    (nowhere,) = offered(a_household(), (POLICE,))["agencies"]

    assert there == {
        "id": "police", "name": "警察署", "field": "警察", "sought": ("警察署", "けいさつしょ"), "there": "sign",
    }  # fmt: skip
    assert nowhere["there"] is None
    assert "東栄町" not in json.dumps(there, ensure_ascii=False)
