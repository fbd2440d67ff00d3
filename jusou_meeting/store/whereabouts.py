"""居場所: what somebody had in front and in hand on a page; it ends with their time at this browser, and is in no history."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jusou_meeting.staff import Staff
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.vocabulary import CaseId, RecordId


class Whereabouts:
    """Where one session was on each page, by the case or the meeting that the page is about; titles and ids, no words of anybody."""

    def __init__(self, file: MunicipalFile, staff: Staff) -> None:
        self._file = file
        self._session_id = staff.session_id

    def at(self, about: CaseId | RecordId) -> dict[str, str]:
        """As this session left the page; empty where it never was."""
        with self._file.reading() as db:
            found = db.query(
                "SELECT body FROM whereabouts WHERE session_id = ? AND about = ?", [self._session_id, about]
            )
            row = next(found, None)
        return {} if row is None else json.loads(row["body"])

    def keep(self, about: CaseId | RecordId, where: Mapping[str, str]) -> None:
        """Have this in the place of what was kept before."""
        row = {"session_id": self._session_id, "about": about, "body": json.dumps(where, ensure_ascii=False)}
        with self._file.writing() as db:
            db.table("whereabouts").upsert(row, pk=("session_id", "about"))
