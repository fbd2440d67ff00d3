"""投影: what the wall of one meeting shows now, kept in the file so that every window agrees."""

from __future__ import annotations

from jusou_meeting.projection import Projection
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import fact_of, row_of
from jusou_meeting.vocabulary import RecordId


class Projections:
    """The wall of each meeting: dark until somebody lights it."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def of(self, meeting_id: RecordId) -> Projection:
        """What is to be shown now."""
        with self._file.reading() as db:
            row = next(db.query("SELECT * FROM projection WHERE meeting_id = ?", [meeting_id]), None)
        return Projection(meeting_id=meeting_id) if row is None else fact_of(Projection, row)

    def show(self, projection: Projection) -> None:
        """Show this from now on; whoever says it last is heard."""
        with self._file.writing() as db:
            db.execute(
                "INSERT INTO projection (meeting_id, version, dark, focus_id) VALUES (:meeting_id, 1, :dark, :focus_id) "
                "ON CONFLICT DO UPDATE SET version = version + 1, dark = excluded.dark, focus_id = excluded.focus_id",
                row_of(projection),
            )
