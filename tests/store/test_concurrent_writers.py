"""Thirty people at once: no edit overwrites another, and their acts form one chain."""

import threading
from collections import Counter
from contextlib import closing, contextmanager

import office
import pytest
from builders import NOW

from jusou_meeting.staff import Permission
from jusou_meeting.store import FileProblem, Store
from jusou_meeting.store.driver import DatabaseError, connect
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.vocabulary import Footing


@pytest.fixture
def path(tmp_path):
    return office.opened(tmp_path / "city.db").file.path


def at_once(works):
    """Do all of these at the same moment; what they returned or raised."""
    done, start = [], threading.Barrier(len(works))

    def begin(work):
        start.wait()
        try:
            done.append(work())
        except (DatabaseError, FileProblem) as error:
            done.append(error)

    threads = [threading.Thread(target=begin, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def test_thirty_people_sign_one_role_and_every_name_stays(path):
    store = Store.open(path)

    conflicts = at_once(
        [lambda name=f"{person}-{n}": office.signed(store, name) for person in range(10) for n in range(3)]
    )

    assert sum(conflicts) > 0
    assert Counter(office.role(store).task.split()[1:]) == Counter(
        f"{p}-{n}" for p in range(10) for n in range(3)
    )
    assert office.role(store).version == 31
    assert office.faults(path, set()) == []


def test_thirty_people_each_write_their_own_and_all_of_it_is_there(path):
    store, told = Store.open(path), []

    def own(person):
        for number in range(5):
            with store.cases.change(
                office.COORDINATOR, Permission.EDIT_CASE, f"{person}-{number}", case_id="case",
                footing=Footing.CONSENT, at=NOW,
            ) as change:  # fmt: skip
                change.save(office.an_issue(f"{person}-{number}"))
            told.append(f"{person}-{number}")

    assert at_once([lambda person=person: own(person) for person in range(30)]) == [None] * 30

    assert len(told) == 150
    assert office.faults(path, set(told)) == []


def test_several_processes_on_one_file_write_one_chain(path, processes):
    pipes = []
    for number in range(3):
        told, telling = processes.Pipe(duplex=False)
        process = processes.Process(target=office.signing, args=(telling, path, number, 8))
        process.start()
        telling.close()
        pipes.append((process, told))
    names = []
    for process, told in pipes:
        names += office.heard(told)
        process.join()
        assert process.exitcode == 0

    store = Store.open(path)
    assert len(names) == 24
    assert Counter(office.role(store).task.split()[1:]) == Counter(names)
    assert office.faults(path, set(names)) == []


class Deferred(MunicipalFile):
    """A planted fault: the transaction reads before it asks whether it may write."""

    @contextmanager
    def writing(self):
        with closing(connect(self.path)) as db:
            db.execute("BEGIN")
            yield db
            db.execute("COMMIT")


@pytest.mark.parametrize("fault", [Deferred, office.WithoutTransaction])
def test_the_crowd_would_find_a_store_that_is(path, fault):
    stores = [Store(fault(path)) for _ in range(6)]
    signatures = Counter()
    for round in range(50):
        names = [f"{round}-{person}" for person in range(30)]
        works = [
            lambda store=stores[n % 6], name=name: office.signed(store, name) for n, name in enumerate(names)
        ]
        signatures.update(names)
        if any(isinstance(each, Exception) for each in at_once(works)):
            return
        if Counter(office.role(stores[0]).task.split()[1:]) != signatures or office.faults(path, set()):
            return
    pytest.fail("never found")
