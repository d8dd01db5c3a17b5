"""What happened on the way to a home, and to it, for the story of one case."""

from collections.abc import Iterator

from core.codes import Coded
from core.records.timeline import Happening
from db.together import Answers


def of_homes(told: Answers) -> Iterator[Happening]:
    """Offers with their answers, what happened to the home, and stays by section 110."""
    for offer in told["offers"]:
        yield Happening(offer.offered_date, "home_offered", said=offer.description)
        if offer.answer and offer.answered_date:
            yield Happening(offer.answered_date, f"home_{offer.answer}", said=offer.reason)
    for event in told["home_events"]:
        kind = {"what": Coded("home_event", event.kind)}
        yield Happening(event.date, "home_event", kind, event.note)
    for stay in told["stays"]:
        place = {"place": Coded("shelter_kind", stay.place_kind)}
        yield Happening(stay.from_date, "stay_begun", place)
        if stay.to_date:
            yield Happening(stay.to_date, "stay_ended", place)
        if stay.section_85a_date:
            yield Happening(stay.section_85a_date, "section_85a_decided")
