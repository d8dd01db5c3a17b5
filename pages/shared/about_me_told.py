"""What a young person is told of who knows what about them: one sheet, for screen and paper.

Names of those who were there or received something are told, and nothing else of them; no note
that staff wrote to each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.codes import Coded, MeetingState
from core.consent import GUARDIAN, under_age
from core.reach import PartyReach, reach_by_party
from core.records.absences import Absence
from core.records.cases import CaseHeader
from core.records.consenting import Received, ReceivedOn
from core.records.network import Consent, Meeting, NetworkFile, Participant
from core.records.support import SupportCourse
from core.sharing import OWN, Ground
from pages.shared.about_me_team import team_points
from pages.shared.documents.sheet import Part, Point, Points, Section, Sheet, Words
from pages.shared.frame import language, t_plain
from pages.shared.plain_words import coordinator_of, type_words, who_words
from pages.shared.whose import place

W = "about_me"


@dataclass(frozen=True, slots=True)
class About:
    """All that the sheet is made of."""

    case: CaseHeader
    file: NetworkFile
    courses: Sequence[SupportCourse]
    received: Sequence[Received]
    away: Sequence[Absence] = ()
    """Those of the team who are away today."""


def about_sheet(about: About, on: date) -> Sheet:
    """The sheet of the day; the name is left off where it is protected."""
    return Sheet(
        language=language(),
        title=t_plain(f"{W}.title"),
        kind="" if about.case.protected_identity else about.case.name,
        place=place(),
        whose=t_plain("consent_sheet.number", number=str(about.case.number)),
        made=t_plain(f"{W}.made", date=on),
        page=t_plain("consent_sheet.page"),
        intro=t_plain(f"{W}.intro"),
        sections=(
            _section("workers", _team(about)),
            _section("consents", _consents(about, on)),
            Section(t_plain(f"{W}.consents.back_heading"), _back(about.case, on)),
            _section("received", _received(about.received)),
            _section("meetings", _meetings(about.file.meetings)),
        ),
        day=on,
    )


def _section(name: str, parts: tuple[Part, ...]) -> Section:
    return Section(t_plain(f"{W}.{name}.heading"), parts)


def _points(name: str, points: Iterable[Point]) -> tuple[Part, ...]:
    told = tuple(points)
    return (Points(told),) if told else (Words(t_plain(f"{W}.{name}.none")),)


def _listed(words: Iterable[str]) -> str:
    """Several things side by side; most of them hold commas of their own."""
    return " · ".join(words)


def _team(about: About) -> tuple[Part, ...]:
    points = tuple(team_points(about.case, about.file, about.courses, about.away))
    return (Points(points), Words(t_plain(f"{W}.workers.can_see")))


# -------------------------------------------------------- consents


def _consents(about: About, on: date) -> tuple[Part, ...]:
    reach = reach_by_party(about.file.consents, born=about.case.birth_date, on=on)
    withdrawn = [each for each in about.file.consents if each.withdrawn_date is not None]
    told = _points("consents", map(_party, reach))
    back = tuple(Point(_withdrawn(each)) for each in withdrawn)
    return (*told, Points(back)) if back else told


def _party(reach: PartyReach) -> Point:
    who = who_words(reach.role or "", reach.party)
    said = t_plain(f"{W}.consents.one", who=who, types=_listed(type_words(reach.types)))
    given = [
        t_plain(f"{W}.consents.given", giver=_giver(giver), date=day)
        for giver, day in reach.given.items()
    ]
    by_law = [
        t_plain(f"{W}.consents.by_law", basis=Coded("consent_legal_basis", basis))
        for basis in reach.by_law
    ]
    return Point(said, (*given, *by_law, *(_until(day) for day in reach.ends)))


def _until(day: date | None) -> str:
    if day is None:
        return t_plain(f"{W}.consents.no_end")
    return t_plain(f"{W}.consents.until", date=day)


def _withdrawn(consent: Consent) -> str:
    return t_plain(f"{W}.consents.withdrawn", party=consent.party, date=consent.withdrawn_date)


def _giver(who: str) -> str:
    return t_plain(f"{W}.consents.{'guardian' if who == GUARDIAN else 'you'}")


def _back(case: CaseHeader, on: date) -> tuple[Part, ...]:
    text = t_plain(f"{W}.consents.back_text", coordinator=coordinator_of(case))
    if not under_age(case.birth_date, on):
        return (Words(text),)
    return (Words(text), Words(t_plain(f"{W}.consents.back_guardian")))


# -------------------------------------------------------- who received what


def _received(received: Iterable[Received]) -> tuple[Part, ...]:
    return _points("received", (_one(each) for each in received))


def _one(each: Received) -> Point:
    own = each.role == OWN
    key = "shown" if each.channel == "shown" else "one"
    said = t_plain(
        f"{W}.received.{key}",
        date=each.date,
        who=t_plain(f"{W}.received.you") if own else who_words(each.role, each.name),
        document=Coded("shared_document", each.document),
    )
    more = []
    if each.told and not own:
        more.append(t_plain(f"{W}.received.told", types=_listed(type_words(each.told))))
    if each.left_out:
        left = "left_out_you" if own else "left_out"
        more.append(t_plain(f"{W}.received.{left}", types=_listed(type_words(each.left_out))))
    if not own:
        more.append(t_plain(f"{W}.received.why", why=" ".join(_why(each))))
    return Point(said, tuple(more))


def _why(each: Received) -> Iterable[str]:
    if each.ground not in {Ground.CONSENT, Ground.LAW} or not each.consents:
        return [t_plain(f"{W}.why.{each.ground}")]
    return [_on(consent) for consent in each.consents]


def _on(consent: ReceivedOn) -> str:
    if consent.legal_basis not in {None, Ground.CONSENT.value}:
        basis = Coded("consent_legal_basis", consent.legal_basis or "other")
        return t_plain(f"{W}.received.by_law", basis=basis)
    giver = _giver(consent.given_by)
    return t_plain(
        f"{W}.received.by_consent", giver=giver, date=consent.given_date, party=consent.party
    )


# -------------------------------------------------------- meetings


def _meetings(meetings: Iterable[Meeting]) -> tuple[Part, ...]:
    held = [one for one in meetings if one.state is MeetingState.HELD]
    return _points("meetings", (_meeting(one) for one in held))


def _meeting(meeting: Meeting) -> Point:
    said = t_plain(f"{W}.meetings.one", date=meeting.day, kind=Coded("meeting_kind", meeting.kind))
    came = [each for each in meeting.participants if each.attended]
    if not came:
        return Point(said, (t_plain(f"{W}.meetings.unknown"),))
    names = ", ".join(_seat(each) for each in came)
    more = [t_plain(f"{W}.meetings.came", names=names)]
    if all(each.role != OWN for each in came):
        more.append(t_plain(f"{W}.meetings.without_you"))
    return Point(said, tuple(more))


def _seat(each: Participant) -> str:
    if each.role == OWN:
        return t_plain(f"{W}.meetings.you")
    return who_words(each.role, each.name)
