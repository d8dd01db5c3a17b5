"""What a municipality may set for itself: a table with default, bounds and source.

A value holds from a day on; what was decided earlier is judged by what held then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.calendar import latest_by
from core.codes import Variant
from core.errors import BadValue, MissingValue, RuleBroken, UnknownCode
from core.texts import optional_text, required_date


class NumberOutside(RuleBroken):
    """The number is outside its bounds (facts: least, most)."""

    code = "number_outside"


class TooFarBack(RuleBroken):
    """A setting can not be changed for days that have passed (facts: value)."""

    code = "setting_in_past"


class Kind(StrEnum):
    """What a setting's value is."""

    SWITCH = "switch"
    NUMBER = "number"
    OPTIONAL = "optional"
    """A number that may be left open."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. `least` and `most` bound a number, `most` the length of a text."""

    name: str
    kind: Kind
    default: int | str | None
    rule: str
    source: str
    least: int = 0
    most: int = 1

    def read(self, text: str) -> int | bool | str | None:
        """The value of a stored text."""
        if self.kind is Kind.TEXT:
            return text
        if self.kind is Kind.OPTIONAL and not text:
            return None
        return bool(int(text)) if self.kind is Kind.SWITCH else int(text)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings as they are in force on a day.

    `measurement_months_*` are whole months between two measurements; `suppression_k` is the
    smallest count that is shown; `hourly_rate` is kroner, `hourly_rate_*` those of one method
    where it has a rate of its own; `municipality` is its name, empty where it was not told;
    `retention_months` is how long a closed case is kept, `retention_rejected_months` one that never
    began, None where nobody has decided it; `retention_*_days` are those of what has no content of
    cases; `log_months` is how long a line of the log is kept.
    """

    icm_for_at_risk: bool = False
    mixed_caseload_shared: bool = True
    caps_scaled_by_fte: bool = False
    measurement_months_h: int = 3
    measurement_months_u: int = 4
    individual_reports: bool = True
    suppression_k: int = 5
    hourly_rate: int = 390
    hourly_rate_sm: int | None = None
    hourly_rate_cti: int | None = None
    hourly_rate_icm: int | None = None
    municipality: str = ""
    retention_months: int | None = None
    log_months: int = 60
    retention_rejected_months: int | None = None
    retention_draft_days: int = 30
    retention_session_days: int = 90
    retention_digest_days: int = 365


_DEFAULT = Settings()
_TABLE = (
    Setting(
        "municipality",
        Kind.TEXT,
        default=_DEFAULT.municipality,
        rule="",
        source="own choice: stands on what is shown and handed out",
        most=80,
    ),
    Setting(
        "icm_for_at_risk",
        Kind.SWITCH,
        default=_DEFAULT.icm_for_at_risk,
        rule="R01",
        source="guide 2018 p. 11 names homelessness only; social.dk also risk of it",
    ),
    Setting(
        "mixed_caseload_shared",
        Kind.SWITCH,
        default=_DEFAULT.mixed_caseload_shared,
        rule="R07",
        source="not in the sources: shares of the caps (guide 2018 p. 21) add up",
    ),
    Setting(
        "caps_scaled_by_fte",
        Kind.SWITCH,
        default=_DEFAULT.caps_scaled_by_fte,
        rule="R08",
        source="not in the sources: the caps are meant for full time",
    ),
    Setting(
        "measurement_months_h",
        Kind.NUMBER,
        default=_DEFAULT.measurement_months_h,
        rule="R13",
        source="guide 2018 p. 27",
        least=1,
        most=12,
    ),
    Setting(
        "measurement_months_u",
        Kind.NUMBER,
        default=_DEFAULT.measurement_months_u,
        rule="R13",
        source="report 2017 section 1.1; its section 5.2 says quarterly",
        least=1,
        most=12,
    ),
    Setting(
        "individual_reports",
        Kind.SWITCH,
        default=_DEFAULT.individual_reports,
        rule="R13",
        source="guide 2018 p. 27: part of its evaluation, so a municipality may do without",
    ),
    Setting(
        "suppression_k",
        Kind.NUMBER,
        default=_DEFAULT.suppression_k,
        rule="R19",
        source="practice of disclosure control: 5, never below 3",
        least=3,
        most=20,
    ),
    Setting(
        "hourly_rate",
        Kind.NUMBER,
        default=_DEFAULT.hourly_rate,
        rule="R25",
        source="guide 2018 p. 25-26: its three costs over its hours give 387-395 kr. (2015-17)",
        least=1,
        most=5000,
    ),
    *(
        Setting(
            name,
            Kind.OPTIONAL,
            default=None,
            rule="R25",
            source="own choice: where a method's hours cost something else",
            least=1,
            most=5000,
        )
        for name in ("hourly_rate_sm", "hourly_rate_cti", "hourly_rate_icm")
    ),
    Setting(
        "retention_months",
        Kind.OPTIONAL,
        default=_DEFAULT.retention_months,
        rule="",
        source="the municipality's own decision; the sources name no period",
        least=1,
        most=1200,
    ),
    Setting(
        "log_months",
        Kind.NUMBER,
        default=_DEFAULT.log_months,
        rule="R22",
        source="data protection authority: a set period, deleted by itself; its length: own choice",
        least=12,
        most=240,
    ),
    Setting(
        "retention_rejected_months",
        Kind.OPTIONAL,
        default=_DEFAULT.retention_rejected_months,
        rule="",
        source="the municipality's own decision; the sources name no period",
        least=1,
        most=1200,
    ),
    *(
        Setting(
            name,
            Kind.NUMBER,
            default=default,
            rule="",
            source="own choice: as long as it is of use, and no longer (GDPR art. 5)",
            least=1,
            most=3650,
        )
        for name, default in (
            ("retention_draft_days", _DEFAULT.retention_draft_days),
            ("retention_session_days", _DEFAULT.retention_session_days),
            ("retention_digest_days", _DEFAULT.retention_digest_days),
        )
    ),
)
SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.name: setting for setting in _TABLE})


def interval(settings: Settings, variant: Variant) -> int:
    """Whole months between two measurements, and between two individual reports (R13)."""
    if variant is Variant.H:
        return settings.measurement_months_h
    return settings.measurement_months_u


RATES = tuple(name for name in SETTINGS if name.startswith("hourly_rate"))
"""The settings that a cost depends on."""


def rate_of(settings: Settings, method: str) -> int:
    """Kroner an hour of the method: its own rate, else the common one (R25)."""
    own: int | None = getattr(settings, f"hourly_rate_{method.lower()}", None)
    return settings.hourly_rate if own is None else own


def settings_from(stored: Mapping[str, str]) -> Settings:
    """The settings with stored texts in place of defaults; unknown names are passed over."""
    known = {name: SETTINGS[name].read(text) for name, text in stored.items() if name in SETTINGS}
    return replace(Settings(), **known)  # type: ignore[arg-type]


def stored_text(name: str, value: int | str | None) -> str:
    """The text to store. Raises UnknownCode, MissingValue, BadValue, NumberOutside or TooLong."""
    setting = SETTINGS.get(name)
    if setting is None:
        raise UnknownCode("name", value=name)
    if setting.kind is Kind.TEXT:
        return optional_text(name, str(value or ""), setting.most) or ""
    if value is None:
        if setting.kind is Kind.OPTIONAL:
            return ""
        raise MissingValue(name)
    if isinstance(value, str) or int(value) != value:
        raise BadValue(name, value=value)
    if not setting.least <= value <= setting.most:
        raise NumberOutside(name, least=setting.least, most=setting.most)
    return str(int(value))


def check_valid_from(field: str, value: date | None, on: date) -> date:
    """A day not before `on`. Raises MissingValue or TooFarBack."""
    day = required_date(field, value)
    if day < on:
        raise TooFarBack(field, value=day)
    return day


def latest_of(rows: Iterable[tuple[str, str, date]], on: date) -> dict[str, str]:
    """Of (name, text, valid from): the text in force on the day by name; later rows win a tie."""
    return latest_by(((name, valid_from, text) for name, text, valid_from in rows), on)
