"""Screens of the product run by Streamlit itself, without a browser: one open meeting and whoever sits in it."""

import secrets
from datetime import UTC, datetime

from builders import (
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_agency,
    an_attendee,
    an_involvement,
    an_issue,
)
from streamlit.testing.v1 import AppTest

from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.ui.navigation import PAGES
from jusou_meeting.ui.panel import TABS
from jusou_meeting.vocabulary import Footing


class Room:
    """One open meeting, its file, and the screens of those who sit in it; or another household than this one."""

    def __init__(self, folder, *facts):
        self.store = Store.create(folder / "city.db", municipality="架空市")
        self.store.cases.open_case(
            a_staff(), a_case(), facts or _an_open_meeting(), sittings=[a_sitting()], at=datetime.now(UTC)
        )
        self.store.directory.add(
            a_staff(), [an_agency("police", name="警察署", field="警察")], at=datetime.now(UTC)
        )

    def screen(self, page, role=StaffRole.COORDINATOR, *, case="case", meeting="meeting", tab=None, **said):
        now = datetime.now(UTC)
        session = Session(
            id=hashed(secrets.token_urlsafe()), role=role, started_at=now, seen_at=now, admitted_at=now,
            **{"staff_id": "staff", "name": "佐藤"} | said,
        )  # fmt: skip
        self.store.door.start(session)
        app = AppTest.from_file(str(PAGES / page), default_timeout=20)
        app.user = {"session": session.id}
        app.query_params["case"] = case
        app.query_params["meeting"] = meeting
        if tab is not None:
            app.session_state[TABS] = tab
        return app.run()

    def again(self, app, page):
        """The same browser with a page opened anew."""
        anew = AppTest.from_file(str(PAGES / page), default_timeout=20)
        anew.user = app.user
        for name, value in app.query_params.items():
            anew.query_params[name] = value
        return anew.run()

    def coordinator(self, tab=None):
        """The screen of the meeting, with this part of it in front."""
        return self.screen("meeting/live.py", tab=tab)

    def participant(self):
        """The device of whoever sits for the one agency."""
        return self._device(StaffRole.PARTICIPANT)

    def invited(self):
        """The device of whoever answers the 準備シート of that agency."""
        return self._device(StaffRole.INVITED)

    def _device(self, role):
        return self.screen(
            "meeting/answer.py", role, case_id="case", meeting_id="meeting", footing=Footing.CONSENT,
            attendee_id="attendee", staff_id="guest", name="鈴木", agency="地域包括支援センター",
        )  # fmt: skip

    def wall(self):
        seat = {
            "case_id": "case", "meeting_id": "meeting", "footing": Footing.CONSENT, "staff_id": "wall", "name": "投影",
        }  # fmt: skip
        return self.screen("meeting/projector.py", StaffRole.PROJECTOR, **seat)

    def change(self, action="記録", *, footing=Footing.CONSENT, meeting=None):
        """One act of the coordinator, done elsewhere than on these screens."""
        return self.store.cases.change(
            a_staff(), Permission.HOLD_MEETING, action, case_id="case", footing=footing, meeting_id=meeting,
            at=datetime.now(UTC),
        )  # fmt: skip

    def save(self, fact):
        with self.change("役割を記録", meeting="meeting") as change:
            return change.save(fact)

    @property
    def household(self):
        return self.store.cases.household(a_staff(), "case", Footing.CONSENT)

    @property
    def record(self):
        return self.store.cases.meeting(a_staff(), "meeting")[1]


def _an_open_meeting():
    return (
        a_profile(),
        a_person(),
        an_involvement(),
        an_involvement("hospital", name="こころの病院"),
        an_issue("money", title="経済的困窮（家賃の滞納が5か月続いている）"),
        an_issue("home", title="住まい不安定"),
        a_consent(),
        a_meeting(),
        an_attendee(),
    )


def read(app):
    """All plain text on this screen."""
    return "\n".join(text.value for text in app.text)


def tables(app):
    """All that stands in tables on this screen, as it is marked up."""
    return "\n".join(html.proto.body for html in app.get("html"))


def labels(app):
    """What the buttons of this screen are called."""
    return [button.label for button in app.button]


def press(app, label):
    button = next(b for b in app.button if b.label == label)
    button.click()
    app.run()
    assert not app.exception
    return app
