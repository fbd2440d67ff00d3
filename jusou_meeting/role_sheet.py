"""役割票: what one agency takes home from a meeting, and which agency may have that on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jusou_meeting.agency import Involvement
from jusou_meeting.consent import covered_agencies
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.minutes import Minutes, RoleRow, role_rows
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import Footing, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSheet:
    """役割票: the roles of one agency that stand after a meeting."""

    involvement_id: RecordId
    agency: str
    roles: tuple[RoleRow, ...]

    @property
    def called(self) -> str:
        """What tells it from every other sheet of its meeting without naming anybody: the numbers of its roles."""
        first, beyond = self.roles[:3], self.roles[3:]
        return f"№{'・'.join(str(role.number) for role in first)}{'ほか' if beyond else ''}"


def role_sheets(minutes: Minutes) -> tuple[RoleSheet, ...]:
    """One for each agency with roles that may have it: it was in the room, or the consent of the 本人 names it.

    Who was not in a 支援会議 did not take on its secrecy, so nothing that was said there goes to them by this way.
    """
    may_have = {i.id for i in minutes.known.involvements if _may_have(i, minutes)}
    return tuple(
        RoleSheet(involvement_id=i.id, agency=i.name, roles=roles)
        for i, roles in _with_roles(minutes)
        if i.id in may_have
    )


def sheet_findings(minutes: Minutes) -> Iterator[Finding]:
    """Which agencies hold roles and get no sheet, and why not."""
    on_consent = minutes.record.meeting.kind.footing is Footing.CONSENT
    why = (
        "会議に出た記録がなく、本人の同意も及びません"
        if on_consent
        else "支援会議に出た記録がなく、守秘の義務を負っていません"
    )
    for involvement, _ in _with_roles(minutes):
        if not _may_have(involvement, minutes):
            yield Finding(
                Weight.WARNS, f"「{involvement.name}」の役割票はつくりません（{why}）。", involvement.id
            )


def _with_roles(minutes: Minutes) -> Iterator[tuple[Involvement, tuple[RoleRow, ...]]]:
    record, on = minutes.record, minutes.drawn_on
    for involvement in minutes.known.involvements:
        household = limited(minutes.known, on=on, record=record, agency=involvement.id)
        standing = {role.id for role in household.standing_roles if role.assignee_id == involvement.id}
        if own := tuple(row for row in role_rows(household) if row.role_id in standing):
            yield involvement, own


def _may_have(involvement: Involvement, minutes: Minutes) -> bool:
    record, client = minutes.record, minutes.household.client
    if any(a.came and a.involvement_id == involvement.id for a in record.attendees):
        return True
    if record.meeting.kind.footing is not Footing.CONSENT or client is None:
        return False
    consents = minutes.household.consents
    return involvement.id in covered_agencies(consents, client.id, record.sitting.held_on)
