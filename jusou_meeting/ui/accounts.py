"""職員のアカウント: who signs in, in which part; added and stopped by whoever manages staff."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.japanese_date import local, wareki_short
from jusou_meeting.password import SHORTEST, password_findings
from jusou_meeting.staff import Account, Permission, StaffRole
from jusou_meeting.store.password import hash_of
from jusou_meeting.text import clean_line
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import Workspace, attempt
from jusou_meeting.vocabulary import StaffId

_ROLES = (StaffRole.COORDINATOR, StaffRole.ADMINISTRATOR)
"""The parts that have a page of their own."""

_FIELDS = {"name": "お名前", "agency": "所属", "login": "サインイン名"}


def show_accounts(workspace: Workspace) -> None:
    """Everybody with an account; whoever leaves is stopped with one button, and out at once."""
    accounts = workspace.store.door.accounts()
    show_table(
        ("お名前", "所属", "区分", "サインイン名", "状態"),
        [(a.name, a.agency, a.role.label, a.login, _standing(a)) for a in accounts],
        caption="アカウント",
    )
    for account in accounts:
        if account.opens(workspace.now) and account.id != workspace.staff.id:
            st.button(
                f"{plain(account.name)}（{account.role.label}）を停止",
                key=f"stop:{account.id}",
                on_click=_stop,
                args=(workspace, account),
            )


def _standing(account: Account) -> str:
    return "" if account.disabled_at is None else f"{wareki_short(local(account.disabled_at).date())}に停止"


def show_new_account(workspace: Workspace) -> None:
    """A new member of staff with a first password."""
    with st.form("account", border=False):
        st.selectbox("区分", _ROLES, format_func=lambda role: role.label, key="account:role")
        for field, label in _FIELDS.items():
            st.text_input(label, key=_key(field))
        st.text_input(f"パスワード（{SHORTEST}字以上）", type="password", key=_key("password"))
        st.text_input("パスワード（もう一度）", type="password", key=_key("again"))
        st.form_submit_button("登録する", type="primary", on_click=_register, args=(workspace,))


def _key(field: str) -> str:
    return f"account:{field}"


def _register(workspace: Workspace) -> None:
    state = st.session_state
    said = {field: clean_line(state[_key(field)] or "") for field in _FIELDS}
    password = state[_key("password")] or ""

    def step() -> None:
        if missing := [label for field, label in _FIELDS.items() if field != "agency" and not said[field]]:
            raise stopped(f"「{'」「'.join(missing)}」を入れてください。")
        stop_if_any(password_findings(password, near=said.values()))
        if password != state[_key("again")]:
            raise stopped("2つのパスワードが一致していません。")
        by = workspace.recheck(Permission.MANAGE_STAFF)
        account = Account(
            id=StaffId(secrets.token_hex(8)),
            login=said["login"],
            name=said["name"],
            role=state["account:role"],
            agency=said["agency"],
            password_hash=hash_of(password),
        )
        workspace.store.door.add_account(account, by=by, at=datetime.now(UTC))

    if attempt(step, done="職員を登録しました"):
        for field in (*_FIELDS, "password", "again"):
            state[_key(field)] = ""


def _stop(workspace: Workspace, account: Account) -> None:
    def step() -> None:
        by = workspace.recheck(Permission.MANAGE_STAFF)
        workspace.store.door.disable(account.id, by=by, at=datetime.now(UTC))

    attempt(step, done="アカウントを停止しました")
