"""The fields of an application and of an offer, new or corrected."""

from core.home_search import MOST_RENT, ApplicationTold, OfferTold
from pages.shared.form import Form
from pages.shared.frame import today


def application_told(form: Form) -> ApplicationTold:
    """The application as typed."""
    return ApplicationTold(
        kind=form.one_of("kind", "home_application_kind"),
        name=form.text("name"),
        applied_date=form.day("applied_date", latest=today()),
        list_number=form.text("list_number"),
        note=form.text("note", area=True),
    )


def offer_told(form: Form) -> OfferTold:
    """The offer as typed."""
    return OfferTold(
        offered_date=form.day("offered_date", latest=today()),
        description=form.text("description"),
        rent=form.number("rent", least=1, most=MOST_RENT),
        answer_by=form.day("answer_by"),
    )
