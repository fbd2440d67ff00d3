"""A city with one household, two meetings on it, and cookies for whoever a test needs."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from builders import (
    NOW,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
)
from running_server import ROOT

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.session import Session
from jusou_meeting.staff import Account, Permission, Seat, StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.store.password import hash_of
from jusou_meeting.store.row import instant
from jusou_meeting.vocabulary import Footing

PASSWORD = "yama no mukou no chiisana mise"
SCRIPT = ROOT / "jusou_meeting" / "ui" / "script" / "main.py"
SECRET = "会津の見本世帯"
"""A name that only those inside may read."""


class City:
    """A municipality's file as another process sees it: the tests write to it beside the server."""

    def __init__(self, folder):
        self.path = folder / "city.db"
        self.store = Store.create(self.path, municipality="見本市")
        self.staff = sato = a_staff()
        self.store.accounts.add(
            Account(
                id="sato",
                login="sato",
                name="佐藤",
                role=StaffRole.COORDINATOR,
                agency="市地域福祉課",
                password_hash=hash_of(PASSWORD),
            ),
            by=sato,
            at=NOW,
        )
        self.store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=NOW)
        self.store.cases.open_case(
            sato,
            a_case(title=SECRET),
            [
                a_profile(),
                a_person(),
                an_involvement(),
                a_consent(),
                a_meeting("meeting"),
                an_attendee(),
                a_meeting(
                    "secret-meeting",
                    kind=MeetingKind.STATUTORY,
                    footing=Footing.STATUTORY,
                    reason="同意がなくても共有が必要",
                ),
            ],
            sittings=[a_sitting()],
            at=NOW,
        )

    def session(self, role=StaffRole.COORDINATOR, **said):
        """A token whose session stands in the file, as the door would have begun it a moment ago."""
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        seat = {"case_id": "case", "meeting_id": "meeting", "footing": Footing.CONSENT}
        seated = role in {StaffRole.PARTICIPANT, StaffRole.INVITED, StaffRole.PROJECTOR}
        filled = {"staff_id": "sato", "name": "佐藤", "started_at": now, "seen_at": now, "admitted_at": now}
        session = Session(id=hashed(token), role=role, **filled | (seat if seated else {}) | said)
        self.store.door.start(session)
        return token

    def revoke(self, token):
        self.store.door.revoke(hashed(token), at=datetime.now(UTC))

    def now(self, token):
        """The session as it stands."""
        return self.store.door.sessions([hashed(token)])[hashed(token)]

    def make_idle(self, token, since):
        """Let a session have been seen last so long ago."""
        with self.store.file.writing() as db:
            db.table("session").update(hashed(token), {"seen_at": instant(datetime.now(UTC) - since)})

    def idle_for(self, token):
        """For how long nothing was heard of a session."""
        with self.store.file.reading() as db:
            seen = db.table("session").get(hashed(token))["seen_at"]
        return datetime.now(UTC) - datetime.fromisoformat(seen)

    def begin(self, meeting_id, at):
        """Let this meeting have been opened then."""
        with self.store.file.writing() as db:
            db.execute("UPDATE meeting SET opened_at = ? WHERE id = ?", [instant(at), meeting_id])

    def offer(self, code, meeting_id="meeting", until=timedelta(hours=1)):
        now = datetime.now(UTC)
        footing = Footing.CONSENT if meeting_id == "meeting" else Footing.STATUTORY
        seat = Seat(case_id="case", footing=footing, meeting_id=meeting_id)
        self.store.door.offer_code(code, seat, by=self.staff, at=now, until=now + until)

    def admit(self, token):
        """Let whoever waits behind this cookie in, as the one attendee."""
        self.store.door.admit(hashed(token), "attendee", by=self.staff, at=datetime.now(UTC))

    def shows(self, **said):
        """Have the wall of the meeting on consent show this."""
        self.store.projections.change(self.staff, "meeting", lambda wall: replace(wall, **said))

    def close(self, **said):
        """閉会 of the meeting on consent."""
        self._amend("閉会", closed_at=datetime.now(UTC), **said)

    def close_for_now(self):
        """閉会, and the meeting is open again for the next test: whoever was in it is out."""
        self.close()
        self._amend("再び開く", closed_at=None)

    def _amend(self, action, **said):
        _, record = self.store.cases.meeting(self.staff, "meeting")
        with self.change(action, meeting="meeting") as act:
            act.save(replace(record.meeting, **said))

    def change(self, action="記録", *, footing=Footing.CONSENT, meeting=None):
        """One act of the coordinator, done elsewhere than through the server."""
        return self.store.cases.change(
            self.staff, Permission.HOLD_MEETING, action, case_id="case", footing=footing, meeting_id=meeting,
            at=datetime.now(UTC),
        )  # fmt: skip

    def log(self):
        """The access log, oldest first."""
        with self.store.file.reading() as db:
            return list(db.query("SELECT * FROM access ORDER BY rowid"))


UNGATED = " | {'middleware': []}"


def another_launcher(folder, *, script=SCRIPT, gate=True):
    """app.py with another script, or without its gate; its settings are those of the product."""
    folder.mkdir()
    settings = folder / ".streamlit"
    settings.mkdir()
    (settings / "config.toml").write_bytes((ROOT / ".streamlit" / "config.toml").read_bytes())
    launcher = folder / "app.py"
    launcher.write_text(
        "import streamlit as st\n"
        "from jusou_meeting.server import as_served, open_at_start\n"
        "open_at_start()\n"
        f"app = st.App({str(script)!r}, **as_served{'' if gate else UNGATED})\n",
        "utf-8",
    )
    return launcher
