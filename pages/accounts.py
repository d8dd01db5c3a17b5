"""Who may sign in, and as what. For administrators; shows no case."""

from typing import Any

import streamlit as st

from core.areas import folded
from core.codes import Role
from core.records.accounts import AccountLine
from db import actions, queries
from pages.shared.access_log_alarm import draw_log_alarm
from pages.shared.account_email import draw_email
from pages.shared.account_security import draw_everybody_out, draw_link, draw_security
from pages.shared.alarms import draw_alarms
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_page, person, saving, t, today, turn_to
from pages.shared.heads import draw_name
from pages.shared.links import leave_from, link, link_back
from pages.shared.paging import found, paged, unfold_turned
from pages.shared.sign_on_words import draw_linked, draw_waiting
from pages.shared.staff_names import draw_first_password, show_first_password, staff_options

open_page("accounts")

draw_log_alarm()
accounts = queries.accounts.everybody(by=person())
staff = queries.accounts.staff(by=person())
areas = {folded(area): area for area in queries.areas.offered(by=person())}


def draw_list() -> None:
    """Everybody who may sign in, those searched for; closed accounts below."""
    st.button(
        t("accounts.new"),
        key="accounts.new",
        type="primary",
        on_click=turn_to,
        kwargs={"account": "new"},
    )
    if len(accounts) == 1:
        st.info(t("accounts.begin"))
        link("staff", t("staff.menu"))
    leave_from(search="accounts.search")
    shown = found(accounts, names_of, key="accounts.search")
    for account in paged([account for account in shown if account.closed_time is None]):
        draw_line(account)
    closed = [account for account in shown if account.closed_time is not None]
    if closed:
        said = t("accounts.closed_ones", n=len(closed))
        unfold_turned("accounts.closed_ones", name="closed")
        earlier = st.expander(said, key="accounts.closed_ones", on_change="rerun")
        if earlier.open:
            with earlier:
                for account in paged(closed, name="closed"):
                    draw_line(account)


def names_of(account: AccountLine) -> str:
    """What is searched in."""
    return f"{account.name} {account.username}"


def draw_line(account: AccountLine) -> None:
    """Name, user name and roles; the user name tells namesakes apart."""
    with st.container(border=True):
        link("accounts", literal(f"{account.name} ({account.username})"), account=account.id)
        facts = [t(f"code.role.{role}") for role in account.roles]
        if account.allocates:
            facts.append(t("accounts.allocates"))
        if account.areas:
            facts.append(t("accounts.areas", areas=literal(", ".join(account.areas))))
        if account.emergency:
            facts.append(t("accounts.emergency"))
        if account.must_change_password and account.closed_time is None:
            facts.append(t("accounts.first_password_waits"))
        st.caption(" · ".join(facts))


def fields(form: Form) -> dict[str, Any]:
    """What an account says, as arguments of the action."""
    return {
        "name": form.text("name"),
        "roles": form.several("roles", tuple(Role), words="role"),
        "staff_id": form.pick("staff_id", staff_options(staff, today())),
        "organisation": form.text("organisation"),
        "allocates": form.tick("allocates"),
        "areas": [areas[each] for each in form.pick_many("areas", areas)],
    }


def create() -> None:
    """A new account; its first password is shown once."""
    draw_name(t("accounts.new"))
    form = Form("account_form", initial={"organisation": None})
    username = form.text("username")
    values = fields(form)
    emergency = form.tick("emergency")
    if form.save("account_form.create"):
        with saving(form, t("account_form.created")):
            password = actions.accounts.create(
                username=username, emergency=emergency, by=person(), **values
            )
            show_first_password(username or "", password)


def change(account: AccountLine) -> None:
    """One account: what it says, its password, and whether it is open."""
    draw_name(literal(f"{account.name} ({account.username})"))
    initial = {
        "name": account.name,
        "roles": [str(role) for role in account.roles],
        "staff_id": account.staff_id,
        "organisation": account.organisation,
        "allocates": account.allocates,
        "areas": [folded(area) for area in account.areas],
    }
    form = Form("account_form", account.id, account.version, initial)
    values = fields(form)
    if form.save():
        with saving(form, t("account_form.saved")):
            actions.accounts.change(
                account.id, seen_version=form.seen_version, by=person(), **values
            )


draw_first_password()
draw_link()
asked = st.query_params.get("account")
chosen = next((account for account in accounts if account.id == asked), None)
if asked is None:
    draw_alarms()
    draw_waiting(accounts)
    draw_list()
    draw_everybody_out()
else:
    link_back("accounts", t("accounts.back"))
    if asked == "new":
        create()
    elif chosen is None:
        st.error(t("accounts.gone"))
    else:
        change(chosen)
        draw_email(chosen)
        draw_security(chosen)
        draw_linked(chosen)
