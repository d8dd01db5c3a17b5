"""Lists brought in and data taken out, as an administrator does it."""

import zipfile

import pytest
from playwright.sync_api import expect

from core.codes import Role
from tests.browser.fields import expect_refusal, expect_said, press, settled
from tests.browser.steps import sign_in
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.factories_exchange import folder

pytestmark = pytest.mark.browser
FAULTY = {
    "Unge": [
        {"Id": "U1", "Navn": "", "Fødselsdato": "32-13-2006"},
        {"Id": "U2", "Navn": "Aksel Altangang", "Fødselsdato": "05-03-2006"},
    ],
    "Forløb": [
        {"Id": "F1", "Den unges id": "U9", "Variant": "X", "Henvist dato": "05-01-2026"},
    ],
}
MENDED = {
    "Unge": [
        {"Id": "U1", "Navn": "Vilma Vildspor", "Fødselsdato": "05-03-2006"},
        {"Id": "U2", "Navn": "Aksel Altangang", "Fødselsdato": "05-03-2006"},
    ],
    "Forløb": [
        {"Id": "F1", "Den unges id": "U1", "Variant": "H", "Henvist dato": "05-01-2026"},
    ],
}


def choose_files(page, path):
    page.locator("input[type=file]").set_input_files(sorted(path.iterdir()))
    settled(page)


def fetched(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.path()


def test_a_faulty_list_is_mended_confirmed_and_comes_out_again(server, browser_page, tmp_path):
    page = browser_page
    one = server(lambda: put_account_with_password(Role.ADMINISTRATOR))
    sign_in(page, one.url, "karen", PASSWORD, path="/data")
    uploader = page.get_by_test_id("stFileUploaderDropzone")
    expect(uploader.get_by_role("button", name="Vælg filer")).to_be_visible()
    expect(uploader.get_by_text("per file")).to_be_hidden()

    choose_files(page, folder(tmp_path / "faulty", FAULTY))
    expect_refusal(page, "Der er 4 fejl")
    for told in (
        "Unge 2 Navn Feltet skal udfyldes.",
        "Unge 2 Fødselsdato 32-13-2006 Det er ikke en dato.",
        "Forløb 2 Variant X Koden kendes ikke.",
        "Forløb 2 Den unges id U9 Der er ingen række med det id",
    ):
        expect(page.get_by_role("row", name=told)).to_be_visible()
    problems = fetched(page, "Hent hele listen (CSV)").read_text(encoding="utf-8-sig")
    assert "Fejl;Unge;2;Fødselsdato;32-13-2006;" in problems
    assert len(problems.splitlines()) == 5

    choose_files(page, folder(tmp_path / "mended", MENDED))
    expect_said(page, "Alt kan hentes ind")
    expect(page.get_by_role("row", name="Unge 2 0 0")).to_be_visible()
    press(page, "Hent ind nu")
    expect_said(page, "3 nye rækker")

    page.get_by_text("CSV-filer i en zip-fil").click()
    press(page, "Gør filen klar")
    with zipfile.ZipFile(fetched(page, "Hent ungespor-")) as archive:
        young = archive.read("young_people.csv").decode("utf-8-sig").splitlines()
    assert [line.split(";")[:3] for line in young[1:]] == [
        ["U1", "Vilma Vildspor", "2006-03-05"],
        ["U2", "Aksel Altangang", "2006-03-05"],
    ]


def test_files_are_taken_only_from_those_who_have_the_page(server, new_browser):
    def fill():
        put_account_with_password(Role.ADMINISTRATOR)
        put_account_with_password(Role.PROJECT_LEAD, username="lone", name="Lone Leder")

    one = server(fill)
    answers = {}
    for username in ("karen", "lone"):
        page = new_browser().new_page()
        sign_in(page, one.url, username, PASSWORD)
        answers[username] = page.request.put(
            f"{one.url}/_stcore/upload_file/a/b", multipart={"file": "x"}
        ).text()
    assert answers["lone"] == "403"
    assert answers["karen"] == "403", "no tab of hers; the page itself uploads in the test above"


def test_a_file_of_over_200_mb_is_refused_by_a_sentence(server, browser_page, tmp_path):
    one = server(lambda: put_account_with_password(Role.ADMINISTRATOR))
    sign_in(browser_page, one.url, "karen", PASSWORD, path="/data")
    with (tmp_path / "x.xlsx").open("wb") as file:
        file.truncate(200_000_001)
    browser_page.locator("input[type=file]").set_input_files(tmp_path / "x.xlsx")
    expect(browser_page.get_by_role("row", name="fylder for meget: højst 200 MB")).to_be_visible()
