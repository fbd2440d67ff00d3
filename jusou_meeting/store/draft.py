"""未保存: what somebody has in a form and has not saved; theirs alone, in no history, and gone once it is saved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from jusou_meeting.staff import Permission, Staff, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import fact_of, instant, row_of
from jusou_meeting.store.table import KINDS, TABLES
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId, StaffId

LASTS = timedelta(days=14)
"""Whoever does not come back to it for so long has forgotten it; the file does, too."""

_THIS = (
    "staff_id = :staff_id AND case_id = :case_id AND footing = :footing "
    "AND meeting_id IS :meeting_id AND form = :form"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """用紙: one form on one household, in a meeting or outside one; what is typed on one footing stays on it."""

    case_id: CaseId
    footing: Footing
    meeting_id: RecordId | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """書きかけ: what a form has, of one record or of several of one kind, beside what it was filled with."""

    seen: tuple[Fact, ...]
    yours: tuple[Fact, ...]
    at: datetime


class Drafts:
    """The drafts of one person; nobody reads another's."""

    def __init__(self, file: MunicipalFile, staff: Staff) -> None:
        self._file = file
        self._staff = staff

    def of(self, form: Form, *, now: datetime, needs: Permission = Permission.READ_CASE) -> Draft | None:
        """What this person left in this form; NotAllowed to whoever may no longer read there what the form is about."""
        require(self._staff, needs, form.case_id, form.footing)
        with self._file.reading() as db:
            row = next(
                db.query(
                    f"SELECT * FROM draft WHERE {_THIS} AND at > :from",
                    {**_key(self._staff.id, form), "from": instant(now - LASTS)},
                ),
                None,
            )
        if row is None:
            return None
        kind, body = KINDS[row["kind"]], json.loads(row["body"])
        return Draft(
            seen=tuple(fact_of(kind, each) for each in body["seen"]),
            yours=tuple(fact_of(kind, each) for each in body["yours"]),
            at=datetime.fromisoformat(row["at"]),
        )

    def keep(self, form: Form, draft: Draft, *, needs: Permission) -> None:
        """Have this in the place of what the form held before; NotAllowed to whoever could not save it."""
        require(self._staff, needs, form.case_id, form.footing)
        body = json.dumps(
            {"seen": [*map(row_of, draft.seen)], "yours": [*map(row_of, draft.yours)]}, ensure_ascii=False
        )
        row = {
            **_key(self._staff.id, form),
            "kind": TABLES[type((draft.yours or draft.seen)[0])],
            "at": instant(draft.at),
            "body": body,
        }
        with self._file.writing() as db:
            db.execute("DELETE FROM draft WHERE at <= ?", [instant(draft.at - LASTS)])
            discard(db, self._staff.id, form)
            db.table("draft").insert(row)

    def discard(self, form: Form) -> None:
        """The form is as if nothing had been typed."""
        with self._file.writing() as db:
            discard(db, self._staff.id, form)

    def left_in(self, meeting_id: RecordId, *, but: str = "") -> int:
        """How many forms of a meeting, `but` for this one, hold what is not saved, whoever typed it: closing throws it away."""
        with self._file.reading() as db:
            found = db.query(
                "SELECT count(*) AS n FROM draft WHERE meeting_id = ? AND form <> ?", [meeting_id, but]
            )
            row = next(found)
        return int(row["n"])


def discard(db: Database, staff_id: StaffId, form: Form) -> None:
    """Within the transaction that saves a form: it holds no draft any more."""
    db.execute(f"DELETE FROM draft WHERE {_THIS}", _key(staff_id, form))


def _key(staff_id: StaffId, form: Form) -> dict[str, str | None]:
    return {
        "staff_id": staff_id,
        "case_id": form.case_id,
        "footing": form.footing.value,
        "meeting_id": form.meeting_id,
        "form": form.name,
    }
