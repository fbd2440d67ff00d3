"""All meetings on a household are read at once: a long history costs what it holds, and not that times its length."""

from datetime import UTC, datetime

import pytest
from builders import a_case, a_meeting, a_person, a_profile, a_remark, a_sitting, a_staff

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()


@pytest.fixture
def store(tmp_path):
    """A household on which people met twelve times, and each time something was said."""
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    facts = [a_profile(), a_person()]
    for n in range(12):
        kind = MeetingKind.STATUTORY if n % 2 else MeetingKind.MULTILAYERED
        said = {"meeting_id": f"m{n}", "footing": kind.footing}
        over = {
            "opened_at": datetime(2026, 10, 1 + n, tzinfo=UTC),
            "closed_at": datetime(2026, 10, 2 + n, tzinfo=UTC),
        }
        facts += [
            a_meeting(
                f"m{n}", kind=kind, footing=kind.footing, sitting_id=f"s{n}", reason="会えない", **over
            ),
            a_remark(f"r{n}", text=f"発言{n}", **said),
        ]
    sittings = [
        a_sitting(id=f"s{n}", held_on=datetime(2026, 10, 1 + n, tzinfo=UTC).date()) for n in range(12)
    ]
    store.cases.open_case(SATO, a_case(), facts, sittings=sittings, at=datetime.now(UTC))
    return store


def asked(store, question):
    """What the database was asked meanwhile."""
    said = []
    with store.file.at_hand():
        with store.file.reading() as db:
            db.conn.set_trace_callback(said.append)
        question()
    return said


@pytest.mark.parametrize("kind", ["remark", "attendee", "sitting", "final_minutes"])
def test_each_kind_is_read_once_on_each_footing_however_often_people_met(store, kind):
    read = asked(store, lambda: store.cases.meetings(SATO, "case", Footing.STATUTORY))

    assert 1 <= sum(f" {kind} " in sentence for sentence in read) <= len(Footing)


def test_each_meeting_has_what_was_said_in_it_and_they_come_oldest_first(store):
    held = store.cases.meetings(SATO, "case", Footing.STATUTORY)

    assert [[remark.text for remark in record.remarks] for record in held] == [
        [f"発言{n}"] for n in range(12)
    ]
    assert len(store.cases.meetings(SATO, "case", Footing.CONSENT)) == 6
