"""職員のアカウント: who signs in, in which part; added, given a password and stopped by whoever manages staff."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.finding import stopped
from jusou_meeting.japanese_date import local, wareki_short
from jusou_meeting.join_code import SIGNS, typed
from jusou_meeting.password import ONE_TIME
from jusou_meeting.staff import Account, Permission, StaffRole
from jusou_meeting.store.password import hash_of
from jusou_meeting.text import clean_line
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import Workspace, attempt, show_findings
from jusou_meeting.vocabulary import StaffId

_ROLES = (StaffRole.COORDINATOR, StaffRole.ADMINISTRATOR)
"""The parts that have a page of their own."""

_FIELDS = {"name": "お名前", "agency": "所属", "login": "サインイン名"}
_GIVEN = "password_given"
"""Where the last given password stands until it was told."""
_STOPPED = "account_stopped"


def show_accounts(workspace: Workspace) -> None:
    """Everybody with an account; whoever forgot their password is given one, and whoever leaves is stopped and out at once."""
    accounts = workspace.store.accounts.all()
    _show_given()
    show_table(
        ("お名前", "所属", "区分", "サインイン名", "状態"),
        [(a.name, a.agency, a.role.label, a.login, _standing(a, workspace.now)) for a in accounts],
        caption="アカウント",
    )
    for account in accounts:
        if not account.opens(workspace.now) or account.id == workspace.staff.id:
            continue
        who = f"{plain(account.name)}（{account.role.label}）"
        with st.container(horizontal=True):
            st.button(
                f"{who}のパスワードを出し直す",
                key=f"give:{account.id}",
                on_click=_give,
                args=(workspace, account),
                help="この方の開いている画面は、すぐに切れます。",
            )
            if account.disabled_at is not None:
                st.button(
                    f"{who}の停止の予定をやめる",
                    key=f"go-on:{account.id}",
                    on_click=_go_on,
                    args=(workspace, account),
                )
            if st.button(f"{who}を停止", key=f"stop:{account.id}"):
                _confirm_stop(workspace, account)
    st.caption("自分のパスワードは、「退出」の画面の「パスワードを変える」で変えます。")


def _show_given() -> None:
    if _GIVEN not in st.session_state:
        return
    name, password, until = st.session_state[_GIVEN]
    with st.container(key="password-given", border=True):
        st.text(f"{name}さんの一度だけのパスワード")
        st.code(password, language=None)
        st.text(
            f"「伝えたので、消す」を押すまで出ています。本人に直接伝えてください。{wareki_short(local(until).date())}までに"
            "このパスワードでサインインすると、自分のパスワードを決める画面になります（大文字・小文字とハイフンは問いません）。"
        )
        st.button("伝えたので、消す", key="password-told", on_click=st.session_state.pop, args=(_GIVEN,))


def _standing(account: Account, now: datetime) -> str:
    if account.disabled_at is not None:
        return f"{wareki_short(local(account.disabled_at).date())}に停止"
    if account.one_time_until is None:
        return ""
    until = wareki_short(local(account.one_time_until).date())
    if account.one_time_until <= now:
        return f"一度だけのパスワードの期限（{until}）が過ぎました"
    return f"一度だけのパスワード（{until}まで）"


def show_new_account(workspace: Workspace) -> None:
    """A new member of staff; their first password is shown until it was told."""
    with st.form("account", border=False):
        st.selectbox("区分", _ROLES, format_func=lambda role: role.label, key="account:role")
        for field, label in _FIELDS.items():
            st.text_input(label, key=_key(field))
        st.form_submit_button("登録する", type="primary", on_click=_register, args=(workspace,))


def _key(field: str) -> str:
    return f"account:{field}"


def _one_time_password() -> str:
    """Sixteen signs in fours, hyphens and all."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(4))


def _register(workspace: Workspace) -> None:
    state = st.session_state
    said = {field: clean_line(state[_key(field)] or "") for field in _FIELDS}
    password, now = _one_time_password(), datetime.now(UTC)

    def step() -> None:
        if missing := [label for field, label in _FIELDS.items() if field != "agency" and not said[field]]:
            raise stopped(f"「{'」「'.join(missing)}」を入れてください。")
        by = workspace.recheck(Permission.MANAGE_STAFF)
        account = Account(
            id=StaffId(secrets.token_hex(8)),
            login=said["login"],
            name=said["name"],
            role=state["account:role"],
            agency=said["agency"],
            password_hash=hash_of(typed(password)),
            one_time_until=now + ONE_TIME,
        )
        workspace.store.accounts.add(account, by=by, at=now)

    if attempt(step, done="職員を登録しました"):
        state[_GIVEN] = said["name"], password, now + ONE_TIME
        for field in _FIELDS:
            state[_key(field)] = ""


def _give(workspace: Workspace, account: Account) -> None:
    password, now = _one_time_password(), datetime.now(UTC)

    def step() -> None:
        by = workspace.recheck(Permission.MANAGE_STAFF)
        workspace.store.accounts.give_password(
            account.id, hash_of(typed(password)), until=now + ONE_TIME, by=by, at=now
        )

    if attempt(step, done="パスワードを出し直しました"):
        st.session_state[_GIVEN] = account.name, password, now + ONE_TIME


@st.dialog("アカウントを停止します")
def _confirm_stop(workspace: Workspace, account: Account) -> None:
    """Ask once: nobody takes it back."""
    if st.session_state.pop(_STOPPED, False):
        st.rerun()
    show_findings("stop")
    st.text(
        f"{account.name}さんの開いている画面と投影は、すぐに終わり、保存していない書きかけは失われます。停止は元に戻せません"
        "（また使うときは、新しく登録します）。"
    )
    st.button("停止する", type="primary", key="stop-now", on_click=_stop, args=(workspace, account))


def _go_on(workspace: Workspace, account: Account) -> None:
    def step() -> None:
        by = workspace.recheck(Permission.MANAGE_STAFF)
        workspace.store.accounts.go_on(account.id, by=by, at=datetime.now(UTC))

    attempt(step, done="停止の予定をやめました")


def _stop(workspace: Workspace, account: Account) -> None:
    def step() -> None:
        by = workspace.recheck(Permission.MANAGE_STAFF)
        workspace.store.accounts.disable(account.id, by=by, at=datetime.now(UTC))

    st.session_state[_STOPPED] = attempt(step, done="アカウントを停止しました")
