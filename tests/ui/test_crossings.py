"""移行: whoever decides on moving a record reads all of it first."""

from builders import (
    a_crossing,
    a_person,
    a_profile,
    a_role,
    a_staff,
    an_abuse_suspicion,
    an_emergency_contact,
    an_issue,
)
from screens import press, read

from jusou_meeting.household import Kinship
from jusou_meeting.vocabulary import Footing


def issues(room, footing):
    return [issue.title for issue in room.store.cases.household(a_staff(), "case", footing).issues]


def test_what_was_moved_by_mistake_is_deleted_where_consent_reads_and_stays_known_under_secrecy(room):
    with room.change(footing=Footing.STATUTORY) as change:
        known = change.save(an_issue("drink", "client", title="飲酒"))
        change.save(a_crossing(record_id="drink"))
        change.cross(known)
    assert "飲酒" in issues(room, Footing.CONSENT)

    window = room.screen("case/household.py")
    window.session_state["selected"] = "drink"
    press(window.run(), "この課題を削除")

    assert "飲酒" not in issues(room, Footing.CONSENT)
    assert "飲酒" in issues(room, Footing.STATUTORY)


def test_every_word_that_would_be_moved_stands_under_its_line(room):
    facts = (
        a_profile(version=1, address="東栄町三丁目", safe_contact="平日の昼に携帯へ"),
        a_person("father", Kinship.FATHER, name="会津　太郎", residence="県外", lives_apart=True),
        a_role("visit", task="訪問する", due_text="月2回", for_ids=("client",)),
        an_abuse_suspicion(reason="あざを見た"),
        an_emergency_contact(how="0242-00-0000"),
    )
    with room.change(footing=Footing.STATUTORY) as change:
        for fact in facts:
            change.save(fact)
    window = room.screen("case/household.py")
    window.toggle[0].set_value(True)
    window.session_state["below"] = "移行"
    window.run()

    assert not window.exception
    told = "\n".join(caption.value for caption in window.caption)
    for words in (
        "東栄町三丁目",
        "平日の昼に携帯へ",
        "会津　太郎",
        "県外",
        "月2回",
        "あざを見た",
        "0242",
    ):
        assert words in told, words
    assert "移行の判断は、まだありません。" in read(window) + told
