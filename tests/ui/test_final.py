"""The screen of a meeting whose minutes are final speaks of nothing that can be done there no more."""

from dataclasses import replace
from datetime import UTC, datetime

from builders import a_person, a_staff, an_issue

from jusou_meeting.household import Kinship
from jusou_meeting.meeting import Final
from jusou_meeting.staff import Permission
from jusou_meeting.vocabulary import Footing


def made_final(room):
    room.save(replace(room.record.meeting, closed_at=datetime.now(UTC)))
    with room.store.cases.change(
        a_staff(), Permission.HOLD_MEETING, "確定", case_id="case", footing=Footing.CONSENT, meeting_id="meeting",
        at=datetime.now(UTC),
    ) as change:  # fmt: skip
        change.make_final(
            "meeting", Final(at=datetime.now(UTC), by="佐藤", paper_hash="0"), paper=b"PK", household_file="{}",
            form_hash="0", seen=room.store.cases.last_seq("case"),
        )  # fmt: skip


def held_back(window):
    return [caption.value for caption in window.caption if caption.value.startswith("同意のない世帯員のこと")]


def test_once_the_minutes_are_final_nobody_is_sent_to_a_part_of_the_screen_that_is_gone(room):
    room.save(a_person("mother", Kinship.MOTHER, age_band="70代"))
    room.save(an_issue("hers", "mother", title="もの忘れ"))
    window = room.coordinator()
    assert len(held_back(window)) == 1

    made_final(room)

    window.run()
    assert "同意" not in [tab.label for tab in window.tabs]
    assert held_back(window) == []
