"""The consent form as a sheet to sign: with whom, about what, for what, how to say no."""

from collections.abc import Iterable

from core.consent import under_age
from core.records.cases import CaseHeader
from core.records.consenting import ConsentForm, FormParty
from pages.shared.documents.sheet import Ask, Part, Section, Sheet, Sign, Words
from pages.shared.frame import language, t_plain
from pages.shared.plain_words import coordinator_of, type_words, who_words
from pages.shared.whose import place

W = "consent_sheet"


def consent_sheet(form: ConsentForm, case: CaseHeader) -> Sheet:
    """The sheet. A young person with a protected name writes it themselves; no CPR is on it."""
    told: tuple[tuple[str, tuple[Part, ...]], ...] = (
        ("purpose", (Words(form.purpose),)),
        ("parties", (*_said("choose"), *(_ask(each) for each in form.parties))),
        ("how_long", (Words(_how_long(form)),)),
        ("say_no", _said("say_no_text", "say_no_law")),
        ("take_back", (*_take_back(case), *_said("see", "law"))),
        ("sign", tuple(_sign(form, case))),
    )
    return Sheet(
        language=language(),
        title=t_plain(f"{W}.title"),
        kind=t_plain(f"{W}.kind"),
        place=place(),
        whose=t_plain(f"{W}.number", number=str(case.number)),
        made=t_plain(f"{W}.made", date=form.made_date),
        page=t_plain(f"{W}.page"),
        intro=t_plain(f"{W}.intro"),
        sections=tuple(Section(t_plain(f"{W}.{name}"), parts) for name, parts in told),
        day=form.made_date,
    )


def _said(*names: str) -> tuple[Words, ...]:
    return tuple(Words(t_plain(f"{W}.{name}")) for name in names)


def _ask(party: FormParty) -> Ask:
    return Ask(
        name=who_words(party.party_role, party.party),
        about=t_plain(f"{W}.about"),
        points=type_words(party.information_types),
        answers=(t_plain(f"{W}.yes"), t_plain(f"{W}.no")),
    )


def _how_long(form: ConsentForm) -> str:
    if form.valid_to is None:
        return t_plain(f"{W}.no_end")
    return t_plain(f"{W}.until", date=form.valid_to)


def _take_back(case: CaseHeader) -> tuple[Words, ...]:
    return (Words(t_plain(f"{W}.take_back_text", coordinator=coordinator_of(case))),)


def _sign(form: ConsentForm, case: CaseHeader) -> Iterable[Part]:
    lines = tuple(t_plain(f"{W}.{name}") for name in ("date", "signature"))
    named = (t_plain(f"{W}.name"), *lines)
    if case.protected_identity:
        yield Sign(t_plain(f"{W}.own_unnamed"), named)
    else:
        yield Sign(t_plain(f"{W}.own", name=case.name), lines)
    if under_age(case.birth_date, form.made_date):
        yield Words(t_plain(f"{W}.guardian_why"))
        yield Sign(t_plain(f"{W}.guardian"), named)
