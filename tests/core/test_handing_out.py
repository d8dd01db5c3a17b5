"""Whether a copy somebody has is still the newest, and what is asked before it is registered."""

from datetime import date

import pytest

from core.errors import DateInFuture, MissingValue, NobodyChosen, UnknownCode
from core.handing_out import HandingOut, Standing, checked, standing
from core.records.sharing import Distribution, PlanVersion
from tests.factories_shared import OFFICER, ON, YOUNG

FIRST, SECOND = (PlanVersion(f"v{n}", n, ON, None, (), "Karen") for n in (1, 2))


def copy(version, *, document="plan", name="Jens Job", id_="d"):
    return Distribution(
        id_, document, version, "employment_officer", name, ON, "letter", "consent", (), (), "Karen"
    )


def told(**values):
    given = {
        "document": "plan",
        "subject_id": None,
        "recipients": (YOUNG,),
        "channel": "letter",
        "day": ON,
    }
    return HandingOut(**{**given, **values})


def test_a_copy_of_the_newest_version_is_the_newest_while_the_plan_stands():
    mine = copy("v2")
    assert standing(mine, [mine], [FIRST, SECOND], changed=False) is Standing.NEWEST
    assert standing(mine, [mine], [FIRST, SECOND], changed=True) is Standing.OUTDATED


def test_an_older_copy_is_out_of_date_until_the_same_recipient_has_a_newer_one():
    mine = copy("v1")
    others = [copy("v2", name="Sanne Skole"), copy("v2", document="plan_plain")]
    assert standing(mine, [mine, *others], [FIRST, SECOND], changed=False) is Standing.OUTDATED
    newer = copy("v2", id_="d2")
    assert standing(mine, [mine, newer], [FIRST, SECOND], changed=True) is Standing.REPLACED


@pytest.mark.parametrize("document", ["minutes", "consent_form", "invitation"])
def test_only_the_plan_grows_old(document):
    mine = copy("m1", document=document)
    assert standing(mine, [mine], [FIRST, SECOND], changed=True) is Standing.NEWEST


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"recipients": ()}, NobodyChosen),
        ({"channel": None}, MissingValue),
        ({"channel": "pigeon"}, UnknownCode),
        ({"day": None}, MissingValue),
        ({"day": date(2026, 5, 5)}, DateInFuture),
        ({"document": "consent_form"}, UnknownCode),
    ],
)
def test_what_is_missing_or_wrong_is_refused(values, refusal):
    with pytest.raises(refusal):
        checked(told(**values), on=ON)


def test_channel_and_day_are_given_back():
    assert checked(told(recipients=(YOUNG, OFFICER)), on=ON) == ("letter", ON)
