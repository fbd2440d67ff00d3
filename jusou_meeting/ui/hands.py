"""両手: what hands did on the map, done to the household: choosing looks, all else changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jusou_meeting.agency import Involvement
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.folding import Folding
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.ties import Confidence, Tie, TieWord, resaid, said_as
from jusou_meeting.finding import stopped
from jusou_meeting.household import Household, Person, Position
from jusou_meeting.kin import Kin, added_beside, added_to, bonds_beside, kin_beside
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.ecomap_component import CHANGES, EcomapEvent, EventKind
from jusou_meeting.ui.panel import begin, choose
from jusou_meeting.ui.views import let_the_wall_follow
from jusou_meeting.ui.workspace import new_id
from jusou_meeting.vocabulary import AgencyId, RecordId


class Hands:
    """両手: one person's hands on the map as it is on their screen."""

    def __init__(self, desk: Desk, folding: Folding) -> None:
        self._desk = desk
        self._folding = folding
        self._ties = {tie.id: tie for tie in desk.household.ties}
        """As they are on the screen, or as these hands left them since."""

    def take(self, event: EcomapEvent) -> None:
        """Do what was done; Stopped, NotAllowed or Conflict when that cannot be.

        A folded map is drawn elsewhere than the one whose places are kept: on it nothing is moved, and whoever is added
        stands where there is room.
        """
        if self._folding.stand_ins:
            if event.kind is EventKind.MOVE:
                raise stopped("分野をたたんだ図では、記号を動かせません。ひろげてから動かしてください。")
            if self._folding.drawn & {event.id, event.other_id} and event.kind in CHANGES:
                raise stopped("たたんだ分野や、束ねた線は直せません。ひろげてから直してください。")
            event = replace(event, position=None)
        match event:
            case EcomapEvent(kind=EventKind.MOVE, id=str(record_id), position=Position() as at):
                drawn = lay_out(self._desk.household, on=self._desk.workspace.today)
                with self._desk.change("地図で動かす", event=event.origin) as change:
                    change.move(record_id, drawn.within(record_id, at))
            case EcomapEvent(kind=EventKind.LINE, id=str(a), other_id=str(b), word=TieWord() as word):
                tie = Tie(id=new_id(), a=a, b=b, confidence=Confidence.HEARD)
                self._say(said_as(tie, word), "関係線を引く", event)
            case EcomapEvent(kind=EventKind.WORD, id=str(record_id), word=TieWord() as word):
                if record_id not in self._ties:
                    raise stopped("この線は、もう地図にありません。")
                self._say(resaid(self._ties[record_id], word), f"関係線を「{word.label}」にする", event)
            case EcomapEvent(kind=EventKind.KIN, id=str(record_id), kin=Kin() as kin):
                self._add_beside(record_id, kin, event)
            case EcomapEvent(kind=EventKind.PERSON):
                self._add(added_to(self._now(), id=new_id()), "世帯員を記録", event)
            case EcomapEvent(kind=EventKind.AGENCY, agency_id=str(agency_id)):
                self._add_agency(agency_id, event)
            case EcomapEvent(kind=EventKind.UNLISTED):
                begin(self._desk, Involvement(id=new_id(), name=event.said))
            case _:
                choose(event.id)
                let_the_wall_follow(self._desk)

    def _now(self) -> Household:
        return self._desk.refreshed().household

    def _say(self, tie: Tie, action: str, event: EcomapEvent) -> None:
        with self._desk.change(action, event=event.origin) as change:
            self._ties[tie.id] = change.save(tie)
        choose(tie.id)

    def _add_beside(self, record_id: RecordId, kin: Kin, event: EcomapEvent) -> None:
        household = self._now()
        person = next((each for each in household.people if each.id == record_id), None)
        if person is None or kin not in kin_beside(person, household.people):
            raise stopped("世帯がその間に変わったため、加えられませんでした。いまの図を確かめてください。")
        new = added_beside(person, kin, household, id=new_id())
        bonds = bonds_beside(person, kin, new, household, new_id=new_id)
        self._add(new, "世帯員を記録", event, bonds=bonds)

    def _add_agency(self, agency_id: AgencyId, event: EcomapEvent) -> None:
        entry = next((each for each in self._desk.workspace.agencies() if each.id == agency_id), None)
        if entry is None:
            raise stopped("この機関は、もう機関名簿にありません。")
        there = next((i for i in self._now().involvements if i.agency_id == agency_id), None)
        if there is not None:
            choose(there.id)
            return
        involvement = Involvement(id=new_id(), name=entry.name, field=entry.field, agency_id=agency_id)
        self._add(involvement, "関係機関を記録", event)

    def _add(
        self, new: Person | Involvement, action: str, event: EcomapEvent, *, bonds: Iterable[FamilyTie] = ()
    ) -> None:
        """Put it on the map where the hand asked for it, or else where there is room, and have its form in hand.

        Whoever is put outside the frame of the household lives apart; an agency stands around the family, not in it.
        """
        household, today, at = self._now(), self._desk.workspace.today, event.position
        among_them = at is not None and lay_out(household, on=today).plan.outline.holds(at)
        if isinstance(new, Involvement):
            at = None if among_them else at
            household = replace(household, involvements=(*household.involvements, new))
        else:
            if at is not None and not new.is_client:
                new = replace(new, lives_apart=not among_them)
            household = replace(household, people=(*household.people, new))
        with self._desk.change(action, event=event.origin) as change:
            for fact in (new, *bonds):
                change.save(fact)
            if at is not None:
                change.move(new.id, lay_out(household, on=today).within(new.id, at))
        choose(new.id)
