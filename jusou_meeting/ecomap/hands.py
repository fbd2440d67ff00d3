"""両手: what hands did on the map, done to the household, one act each; whoever saves it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from jusou_meeting.agency import Agency, Involvement, involved, on_the_map
from jusou_meeting.ecomap.event import EcomapEvent, EventKind
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.ties import Confidence, Tie, TieWord, resaid, said_as
from jusou_meeting.finding import stopped
from jusou_meeting.household import Household, Person, Position
from jusou_meeting.kin import Kin, added_beside, added_to, bonds_beside, kin_beside
from jusou_meeting.vocabulary import AgencyId, Fact, RecordId

F = TypeVar("F", bound=Fact)


class Act(Protocol):
    """一つの入力: what is saved in it is saved together."""

    def save(self, fact: F) -> F:
        """The fact as it now stands."""

    def move(self, record_id: RecordId, position: Position | None) -> None:
        """Put a sign on the map."""


class Table(Protocol):
    """机: the household that these hands work on, and the way to change it."""

    @property
    def day(self) -> date:
        """The calendar day in Japan."""

    def known(self) -> Household:
        """The household as the file has it."""

    def agencies(self) -> tuple[Agency, ...]:
        """The directory."""

    def change(self, action: str, *, event: tuple[str, int] | None = None) -> AbstractContextManager[Act]:
        """One act, which the browser calls so."""


class Hands:
    """両手: one person's hands on the map as it is before them."""

    def __init__(self, table: Table, shown: Household, *, new_id: Callable[[], RecordId]) -> None:
        self._table = table
        self._shown = shown
        self._new_id = new_id
        self._ties = {tie.id: tie for tie in shown.ties}
        """As they are on the screen, or as these hands left them since."""

    def take(self, event: EcomapEvent) -> RecordId | None:
        """Do what was done; returns the record that is then in hand, None when that is the one it was.

        Stopped when it cannot be, and whatever the table raises when it does not let it.
        """
        match event:
            case EcomapEvent(kind=EventKind.MOVE, id=str(record_id), position=Position() as at):
                there = lay_out(self._shown, on=self._table.day).within(record_id, at)
                with self._table.change("地図で動かす", event=event.origin) as act:
                    act.move(record_id, there)
                return None
            case EcomapEvent(kind=EventKind.LINE, id=str(a), other_id=str(b), word=TieWord() as word):
                tie = Tie(id=self._new_id(), a=a, b=b, confidence=Confidence.HEARD)
                return self._say(said_as(tie, word), "関係線を引く", event)
            case EcomapEvent(kind=EventKind.WORD, id=str(record_id), word=TieWord() as word):
                return self._say(resaid(self._tie(record_id), word), f"関係線を「{word.label}」にする", event)
            case EcomapEvent(kind=EventKind.KIN, id=str(record_id), kin=Kin() as kin):
                return self._add_beside(record_id, kin, event)
            case EcomapEvent(kind=EventKind.PERSON):
                return self._add(added_to(self._table.known(), id=self._new_id()), "世帯員を記録", event)
            case EcomapEvent(kind=EventKind.AGENCY, agency_id=str(agency_id)):
                return self._add_agency(agency_id, event)
        raise stopped("この操作を読み取れませんでした。もう一度お試しください。")

    def _tie(self, record_id: RecordId) -> Tie:
        """A tie as these hands see it; one that was drawn since by a shorter way, as it is now."""
        tie = self._ties.get(record_id) or next(
            (each for each in self._table.known().ties if each.id == record_id), None
        )
        if tie is None:
            raise stopped("この線は、もう地図にありません。")
        return tie

    def _say(self, tie: Tie, action: str, event: EcomapEvent) -> RecordId:
        with self._table.change(action, event=event.origin) as act:
            self._ties[tie.id] = act.save(tie)
        return tie.id

    def _add_beside(self, record_id: RecordId, kin: Kin, event: EcomapEvent) -> RecordId:
        household = self._table.known()
        person = next((each for each in household.people if each.id == record_id), None)
        if person is None or kin not in kin_beside(person, household.people):
            raise stopped("世帯がその間に変わったため、加えられませんでした。いまの図を確かめてください。")
        new = added_beside(person, kin, household, id=self._new_id())
        bonds = bonds_beside(person, kin, new, household, new_id=self._new_id)
        return self._add(new, "世帯員を記録", event, bonds=bonds)

    def _add_agency(self, agency_id: AgencyId, event: EcomapEvent) -> RecordId:
        entry = next((each for each in self._table.agencies() if each.id == agency_id), None)
        if entry is None:
            raise stopped("この機関は、もう機関名簿にありません。")
        there = on_the_map([entry], self._table.known().involvements).get(agency_id)
        if there is not None:
            return there
        return self._add(involved(entry, id=self._new_id()), "関係機関を記録", event)

    def _add(
        self, new: Person | Involvement, action: str, event: EcomapEvent, *, bonds: Iterable[FamilyTie] = ()
    ) -> RecordId:
        """Put it on the map where the hand asked for it, or else where there is room.

        Whoever is put outside the frame of the household lives apart; an agency stands around the family, not in it.
        """
        household, today, at = self._table.known(), self._table.day, event.position
        among_them = at is not None and lay_out(household, on=today).plan.outline.holds(at)
        if isinstance(new, Involvement):
            at = None if among_them else at
            household = replace(household, involvements=(*household.involvements, new))
        else:
            if at is not None and not new.is_client:
                new = replace(new, lives_apart=not among_them)
            household = replace(household, people=(*household.people, new))
        with self._table.change(action, event=event.origin) as act:
            for fact in (new, *bonds):
                act.save(fact)
            if at is not None:
                act.move(new.id, lay_out(household, on=today).within(new.id, at))
        return new.id
