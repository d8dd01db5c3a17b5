"""The municipality's own sign-on as a person goes it, with a provider on another site."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.steps import sign_out
from tests.browser.test_sign_in import form_of, signed_in_as, status_of
from tests.factories_accounts import put_account_with_password
from tests.oidc_provider import CLIENT, SECRET, provider

pytestmark = pytest.mark.browser


@pytest.mark.asvs("6.8.2", "7.4.1", "10.1.1", "10.1.2")
def test_a_person_signs_on_at_the_provider_and_out_here_and_nothing_that_is_left_opens(
    server, new_browser
):
    with provider() as there:
        there.claims |= {"roles": ["adm"], "name": "Karen Kold", "amr": ["mfa"]}
        one = server(
            lambda: put_account_with_password(username="lone", name="Lone Leder"),
            oidc_issuer=there.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            oidc_roles_claim="roles",
            oidc_roles=json.dumps({"adm": "administrator"}),
            oidc_second_factor=json.dumps(["mfa"]),
        )
        page = new_browser().new_page()
        there.refuses = "access_denied"
        page.goto(f"{one.url}/settings")
        page.get_by_role("link", name="Log ind med kommunens login").click()
        expect(page.get_by_text("Kommunens login lod dig ikke komme ind.")).to_be_visible()

        there.refuses = None
        page.goto(f"{one.url}/settings")
        page.get_by_role("link", name="Log ind med kommunens login").click()
        expect(signed_in_as(page)).to_be_visible()
        assert page.url == f"{one.url}/settings"

        cookies = {cookie["name"]: cookie for cookie in page.context.cookies(one.url)}
        assert cookies.keys() - {"_streamlit_xsrf"} == {"ungespor"}
        assert cookies["ungespor"]["httpOnly"]
        assert cookies["ungespor"]["sameSite"] == "Strict"

        sign_out(page)
        expect(form_of(page)).to_be_visible()
        thief = new_browser()
        thief.add_cookies([*cookies.values()])
        replayed = thief.new_page()
        replayed.goto(f"{one.url}/settings")
        expect(form_of(replayed)).to_be_visible()

        for address in ("auth/login", "auth/logout", "oauth2callback?code=x&state=y"):
            assert status_of(f"{one.url}/{address}") == 404
        assert SECRET not in one.said()
        assert there.bought[0]["code"] not in one.said()
