"""見本: a file of its own with the invented households of `sample_data/` and somebody to try them as."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from jusou_meeting.household_file import read_directory, read_household_file
from jusou_meeting.staff import Account, StaffRole
from jusou_meeting.store import FileProblem, Store
from jusou_meeting.vocabulary import AgencyId, RecordId, StaffId

_SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
_DIRECTORY = "agencies.json"
_LOGIN = "mihon"


def create_demonstration(path: Path, *, at: datetime) -> Store:
    """A new demonstration at this place; it is there whole or not at all."""
    if path.exists():
        raise FileProblem(f"{path} はすでにあります。別の名前にするか、今あるファイルを使ってください。")
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    store = Store.create(draft, municipality="見本市", demonstration=True)
    account = Account(
        id=StaffId(secrets.token_hex(8)),
        login=_LOGIN,
        name="見本の包括化支援員",
        role=StaffRole.COORDINATOR,
        agency="市地域福祉課",
        password_hash="",  # nobody signs in with a password; the first page lets visitors in
    )
    staff = account.staff
    store.accounts.add(account, by=staff, at=at)
    directory = read_directory((_SAMPLES / _DIRECTORY).read_bytes(), new_id=lambda: AgencyId(_new_id()))
    store.directory.add(staff, directory, at=at)
    for sample in sorted(_SAMPLES.glob("*.json")):
        if sample.name != _DIRECTORY:
            contents = read_household_file(
                sample.read_bytes(), new_id=lambda: RecordId(_new_id()), directory=directory
            )
            store.cases.open_case(
                staff,
                contents.case,
                contents.facts,
                sittings=contents.sittings,
                positions=contents.positions,
                at=at,
            )
    draft.rename(path)
    draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)
    return Store.open(path)


def demonstration_account(store: Store) -> Account:
    """As whom a visitor tries the demonstration."""
    account = store.accounts.named(_LOGIN)
    if account is None:
        raise FileProblem("この見本には、試すための利用者がいません。見本をはじめから作り直してください。")
    return account


def _new_id() -> str:
    return secrets.token_hex(8)
