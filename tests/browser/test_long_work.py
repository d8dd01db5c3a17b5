"""A forecast for a large programme is stopped by a press, and begun again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from core.codes import Role, Step, Variant
from db.clock import today
from db.models import CaseRow, StaffRow, SupportCourseRow, YoungPersonRow, new_id
from tests.browser.conftest import Server
from tests.browser.fields import press, settled
from tests.browser.steps import sign_in
from tests.factories import put
from tests.factories_accounts import PASSWORD, put_account_with_password

pytestmark = pytest.mark.browser
WORKERS, EACH = 300, 9
FIRST = 5001
"""The number of the first case."""


def _large_programme() -> None:
    put_account_with_password(Role.PROJECT_LEAD, username="lone")
    put(
        *(
            StaffRow(id=f"worker-{n}", name=f"Ida {n}", role="support_worker", methods="CTI")
            for n in range(WORKERS)
        )
    )
    places = range(WORKERS * EACH)
    put(*(YoungPersonRow(id=f"young-{n}", name=f"Ung {n}") for n in places))
    put(*map(_case, places))
    put(*map(_course, places))


def _case(place: int) -> CaseRow:
    return CaseRow(
        id=f"case-{place}",
        number=FIRST + place,
        version=1,
        young_person_id=f"young-{place}",
        step=Step.SUPPORT.value,
        variant=Variant.H.value,
        combination="SM_CTI",
        decision="accepted",
        referral_date=today(),
        start_date=today(),
    )


def _course(place: int) -> SupportCourseRow:
    return SupportCourseRow(
        id=new_id(),
        version=1,
        case_id=f"case-{place}",
        method="CTI",
        worker_id=f"worker-{place // EACH}",
        start_date=today(),
    )


def test_a_forecast_is_stopped_and_begun_again(
    server: Callable[..., Server], new_browser: Callable[..., BrowserContext]
) -> None:
    running = server(_large_programme)
    page = new_browser().new_page()
    sign_in(page, running.url, "lone", PASSWORD, path="/forecast")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Arbejdet blev stoppet.")).to_be_visible()
    settled(page)
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    press(page, "Begynd igen")
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
