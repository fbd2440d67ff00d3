"""A municipality at work: its file with the households a test names, a server on it, and the coordinator's browser."""

import secrets
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from browsing import ready
from builders import a_staff
from running_server import running_server

from jusou_meeting.household_file import read_household_file
from jusou_meeting.meeting import Meeting, MeetingKind, Remark, Sitting
from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.vocabulary import Footing, RecordId, SittingId


@dataclass
class Municipality:
    """What a test may ask of the running product, and of the file beside it."""

    store: Store
    url: str
    staff: object
    server: object = None
    case_id: str = ""
    meeting_id: str = ""

    def case(self, file):
        """The case that came from this household file."""
        contents = read_household_file(file.read_bytes(), new_id=lambda: RecordId(secrets.token_hex(8)))
        case = self.store.cases.open_case(
            self.staff,
            contents.case,
            contents.facts,
            sittings=contents.sittings,
            positions=contents.positions,
            at=datetime.now(UTC),
        )
        return case.id

    def change(self, case_id, action, *, needs=Permission.EDIT_CASE, footing=Footing.STATUTORY):
        """One act of the coordinator on this case, done elsewhere than in the browser; under secrecy unless told otherwise."""
        return self.store.cases.change(
            self.staff, needs, action, case_id=case_id, footing=footing, at=datetime.now(UTC)
        )

    def hold(self, case_id, kind=MeetingKind.STATUTORY):
        """A meeting of this kind on this case, open from now on."""
        meeting_id, now = RecordId(secrets.token_hex(8)), datetime.now(UTC)
        with self.change(case_id, "開会", needs=Permission.HOLD_MEETING, footing=kind.footing) as change:
            sitting = change.hold(Sitting(id=SittingId(secrets.token_hex(8)), held_on=now.date()))
            change.save(
                Meeting(
                    id=meeting_id,
                    sitting_id=sitting.id,
                    kind=kind,
                    ordinal=1,
                    reason="連絡がつかない",
                    opened_at=now,
                )
            )
        return meeting_id

    def in_a_meeting(self, file, *remarks):
        """The household of this file is in an open 支援会議 that has heard so many remarks; both are at hand from now on."""
        self.case_id = self.case(file)
        self.meeting_id = self.hold(self.case_id)
        if remarks:
            with self.change(self.case_id, "発言") as change:
                for text in remarks:
                    remark_id = RecordId(secrets.token_hex(8))
                    change.save(Remark(id=remark_id, meeting_id=self.meeting_id, text=text))
        return self

    def seat(self, visitor, **said):
        """Put this visitor behind a valid cookie; the coordinator's unless told otherwise."""
        filled = {"staff_id": self.staff.id, "role": StaffRole.COORDINATOR, "name": "佐藤"}
        return self._seat(visitor, "jusou_session", "/", **filled | said)

    def wall(self, visitor, case_id, meeting_id):
        """The window of a projector of this 支援会議, at no page yet: whoever listens to it begins before it is opened."""
        self._seat(
            visitor,
            "jusou_projector",
            "/projector",
            staff_id=self.staff.id,
            role=StaffRole.PROJECTOR,
            name="投影",
            case_id=case_id,
            meeting_id=meeting_id,
            footing=Footing.STATUTORY,
            admitted_at=datetime.now(UTC),
        )
        return visitor.window()

    def _seat(self, visitor, cookie, path, **said):
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        session = Session(id=hashed(token), started_at=now, seen_at=now, **said)
        self.store.door.start(session)
        visitor.holds(cookie, token, path)
        return session

    @contextmanager
    def away_for(self, seconds):
        """The server answers nobody for so long, and then goes on where it was."""
        process = self.server.process
        back = threading.Timer(seconds, process.send_signal, [signal.SIGCONT])
        process.send_signal(signal.SIGSTOP)
        back.start()
        try:
            yield
        finally:
            back.join()

    def show(self, visitor, page, **query):
        """A page of the product, painted to its end."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        return ready(visitor.window(f"{self.url}/{page}?{asked}"))


@pytest.fixture
def file_only(tmp_path):
    """A file of its own, without a server on it."""
    return Municipality(Store.create(tmp_path / "city.db", municipality="架空市"), "", a_staff())


@pytest.fixture(scope="session")
def municipality(tmp_path_factory):
    """The file and the running product on it, in which each test has cases of its own."""
    store = Store.create(tmp_path_factory.mktemp("municipality") / "city.db", municipality="架空市")
    with running_server(store.file.path) as server:
        yield Municipality(store, server.url, a_staff(), server)
