from itertools import count
from pathlib import Path

import pytest
from builders import NOW, a_staff
from household_contents import DIRECTORY, cases
from hypothesis import HealthCheck, given, settings

from jusou_meeting.household_file import read_household_file, write_household_file
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

TESTS = Path(__file__).parents[1]
FILES = sorted(
    [*(TESTS / "households").glob("*.json"), *(TESTS.parent / "sample_data").glob("household-*.json")]
)
COORDINATOR = a_staff(StaffRole.COORDINATOR)

_ids = count(1)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store.create(tmp_path_factory.mktemp("city") / "city.db", municipality="会津若松市")
    store.directory.add(COORDINATOR, DIRECTORY, at=NOW)
    return store


def through(store, file):
    """The file of the same case, once it was stored and read from the disk again."""
    brought = read_household_file(file, new_id=lambda: f"id-{next(_ids)}", directory=DIRECTORY)
    case = store.cases.open_case(
        COORDINATOR,
        brought.case,
        brought.facts,
        sittings=brought.sittings,
        positions=brought.positions,
        at=NOW,
    )
    return write_household_file(store.cases.contents(COORDINATOR, case.id), store.directory.agencies()), case


def written(file):
    brought = read_household_file(file, new_id=lambda: f"id-{next(_ids)}", directory=DIRECTORY)
    return write_household_file(brought, DIRECTORY)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_household_leaves_the_store_as_its_file_brought_it(store, file):
    again, _ = through(store, file.read_bytes())
    assert again == written(file.read_bytes())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_any_case_leaves_the_store_as_its_file_brought_it(store, contents):
    file = write_household_file(contents, DIRECTORY)
    again, _ = through(store, file)
    assert again == file


def test_what_a_file_marks_as_confidential_is_absent_where_the_meeting_rests_on_consent(store):
    _, case = through(store, (TESTS / "households" / "three_generations.json").read_bytes())
    ordinary = str(store.cases.household(COORDINATOR, case.id, Footing.CONSENT))
    confidential = str(store.cases.household(COORDINATOR, case.id, Footing.STATUTORY))
    for secret in ("固定資産税の滞納", "別居の理由", "法律相談", "脅し", "夜の様子の見守り"):
        assert secret not in ordinary
        assert secret in confidential
