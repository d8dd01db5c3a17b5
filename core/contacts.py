"""What a contact must hold: who may record it, in which method, and its minutes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from core.codes import Method, Role
from core.errors import MissingValue, RuleBroken, UnknownCode
from core.records.people import Person
from core.texts import TEXT, check_code, check_order, optional_code, optional_text, past_date

LEAST_MINUTES, MOST_MINUTES = 1, 24 * 60
DRIVING = "driving"


class MinutesOutside(RuleBroken):
    """Not within a day (facts: least, most; in minutes)."""

    code = "minutes_outside"


class ContactNotYours(RuleBroken):
    """Contacts are recorded by the case's own coordinator and support worker."""

    code = "contact_not_yours"


class ContactByOther(RuleBroken):
    """A contact is corrected by who recorded it, or by a project leader (facts: worker)."""

    code = "contact_by_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What happened. `method` may stay None where only one comes into question."""

    day: date | None
    activity: str | None
    minutes: int | None
    method: str | None = None
    mode: str | None = None
    place: str | None = None
    with_network: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedContact:
    """A contact whose values hold; minutes are whole minutes."""

    day: date
    activity: str
    minutes: int
    mode: str | None
    place: str | None
    with_network: bool | None
    note: str | None


def checked_contact(contact: Contact, *, referred: date, on: date) -> CheckedContact:
    """The contact with cleaned values. Raises the refusal of the first field that does not hold.

    Not before the referral, not in the future; a talk with the young person needs its mode.
    """
    day = past_date("date", contact.day, on)
    check_order("date", referred, day)
    activity = check_code("activity", "activity", contact.activity, day)
    if activity == "direct_contact" and not contact.mode:
        raise MissingValue("mode")
    return CheckedContact(
        day=day,
        activity=activity,
        minutes=check_minutes("minutes", contact.minutes),
        mode=optional_code("mode", "contact_mode", contact.mode, day),
        place=optional_code("place", "contact_place", contact.place, day),
        with_network=contact.with_network,
        note=optional_text("note", contact.note, TEXT),
    )


def with_driving(contact: Contact, minutes: int | None) -> tuple[Contact, ...]:
    """The contact, and the driving for it where there was any, on the same day and method."""
    if not minutes:
        return (contact,)
    drive = Contact(day=contact.day, activity=DRIVING, minutes=minutes, method=contact.method)
    return contact, drive


def check_minutes(field: str, minutes: int | None) -> int:
    """Whole minutes within a day. Raises MissingValue or MinutesOutside."""
    if minutes is None:
        raise MissingValue(field)
    if int(minutes) != minutes or not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise MinutesOutside(field, least=LEAST_MINUTES, most=MOST_MINUTES)
    return int(minutes)


def chosen_method(wanted: str | None, methods: Collection[Method]) -> Method:
    """The method to book the contact on, of those open to the worker on this case.

    Raises ContactNotYours where there are none, MissingValue where a choice is needed, UnknownCode.
    """
    if not methods:
        raise ContactNotYours
    if wanted is None:
        if len(methods) > 1:
            raise MissingValue("method")
        return next(iter(methods))
    if wanted not in methods:
        raise UnknownCode("method", value=wanted)
    return Method(wanted)


def methods_for(
    staff_ids: Collection[str], coordinator_id: str | None, open_courses: Mapping[str, Method]
) -> tuple[Method, ...]:
    """The methods a worker records contacts in: as coordinator, and by their open support course.

    `staff_ids` are the worker and those the worker stands in for today; `open_courses` maps the
    support worker to the method.
    """
    found = [method for worker, method in open_courses.items() if worker in staff_ids]
    if coordinator_id in staff_ids:
        found.append(Method.SM)
    return tuple(dict.fromkeys(found))


def may_correct(worker_id: str, by: Person) -> bool:
    """Whether the person may correct the worker's contacts: their own, or as a project leader."""
    return worker_id == by.staff_id or Role.PROJECT_LEAD in by.roles
