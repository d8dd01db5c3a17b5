"""Where the values of each action lie in the store: its tables, and the keys of its mappings."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from core.case_reviews import QUESTIONS
from core.codes import Need, Role, TargetGroup, valid_codes
from core.half_year import SECTIONS
from core.milestones import MILESTONES
from core.ngo import OUTCOMES, talk_rules
from core.permissions import PAGES
from core.presenting import PRESENTABLE
from core.settings import SETTINGS
from core.survey_statements import asked_on
from core.tallies import Period
from core.words import LANGUAGES
from db.demo.staff import PASSWORD
from db.models import MeasurementRow

ON = date(2026, 5, 4)

OF_MODULE: Mapping[str, tuple[str, ...]] = {
    "access_log": ("access_samples",),
    "alarms": ("alarms",),
    "merging": ("young_people", "merges"),
    "retention": ("retention_holds", "cases"),
    "sign_ons": ("sign_ons",),
    "temporary_access": ("temporary_accesses", "cases"),
    "sessions": ("sessions", "accounts"),
    "digests": ("accounts",),
    "absences": ("absences",),
    "accounts": ("accounts",),
    "agreement_answers": ("agreement_answers",),
    "assessment": ("cases", "dimensions"),
    "case_learning": ("case_review_decisions", "case_review_learnings", "case_review_picks"),
    "case_picking": ("case_review_picks",),
    "case_reviews": ("case_reviews",),
    "caseloads": ("cases", "support_courses"),
    "checklist_items": ("checklist_wordings",),
    "closing": ("cases", "support_courses"),
    "competences": ("staff_competences", "supervisions"),
    "consent_forms": ("consent_forms",),
    "consents": ("consents",),
    "contact_building": ("cases",),
    "contacts": ("contacts",),
    "cooperation": ("cooperation_agreements",),
    "coordinators": ("cases",),
    "dialogue_items": ("dialogue_items", "dialogue_answers"),
    "distributions": ("distributions",),
    "drafts": ("drafts",),
    "feedback": ("meeting_feedback",),
    "fidelity_reviews": ("fidelity_reviews", "fidelity_parts"),
    "goals": ("agreements", "goals"),
    "half_year_reports": ("half_year_reports",),
    "home_events": ("home_events", "cases"),
    "home_mending": ("home_applications", "home_offers", "home_events"),
    "home_search": ("home_applications", "home_offers", "home_needs"),
    "housing": ("housing",),
    "icm": ("icm_agreements", "icm_reviews"),
    "implementation": ("implementation_answers",),
    "interventions": ("interventions",),
    "invitations": ("participants",),
    "knowledge_sharing": ("knowledge_needs",),
    "measurements": ("measurements",),
    "meetings": ("meetings",),
    "methods": ("support_courses",),
    "milestones": ("cases",),
    "network": ("network_people",),
    "network_maps": ("network_maps",),
    "ngo": ("case_ngos", "ngo_talks"),
    "ngo_agreements": ("ngo_agreements",),
    "notifications": ("child_notifications", "cases"),
    "organisation": ("organisation_choices",),
    "own_account": ("accounts",),
    "pauses": ("pauses", "support_courses"),
    "phases": ("phase_plans",),
    "preparing": ("meetings",),
    "presenting": ("sessions",),
    "referrals": ("cases",),
    "reopening": ("cases", "support_courses"),
    "reports": ("individual_reports",),
    "settings": ("settings",),
    "shelter_stays": ("shelter_stays", "cases"),
    "small_tests": ("small_tests",),
    "staff": ("staff",),
    "support": ("support_courses", "cases"),
    "surveys": ("survey_rounds",),
    "under_way": ("participants",),
    "visitation": ("cases",),
    "volunteers": ("volunteers", "volunteer_matches", "volunteer_wishes"),
    "youth_panel": ("panel_advice",),
}
"""Of one of these tables is the row that a call has before it."""

OF_ID: Mapping[str, tuple[str, ...]] = {
    "sample": ("access_samples",),
    "kept": ("young_people",),
    "other": ("young_people",),
    "merge": ("merges",),
    "access": ("temporary_accesses",),
    "sign_on": ("sign_ons",),
    "hold": ("retention_holds",),
    "alarm": ("alarms",),
    "dialogue_items.item": ("dialogue_items",),
    "absence": ("absences",),
    "account": ("accounts",),
    "advice": ("panel_advice",),
    "agreement": ("agreements",),
    "agreement_answers.agreement": ("agreements",),
    "application": ("home_applications",),
    "case": ("cases",),
    "charge": ("cases", "support_courses"),
    "chair": ("staff",),
    "competence": ("staff_competences",),
    "consent": ("consents",),
    "contact": ("contacts",),
    "cooperation.agreement": ("cooperation_agreements",),
    "coordinator": ("staff",),
    "course": ("support_courses",),
    "decision": ("case_review_decisions",),
    "event": ("home_events",),
    "feedback": ("meeting_feedback",),
    "fidelity_reviews.review": ("fidelity_reviews",),
    "form": ("consent_forms",),
    "from": ("staff",),
    "goal": ("goals",),
    "housing": ("housing",),
    "icm.agreement": ("icm_agreements",),
    "icm.review": ("icm_reviews",),
    "icm.seen": ("icm_agreements", "icm_reviews"),
    "intervention": ("interventions",),
    "keep": ("participants",),
    "learning": ("case_review_learnings",),
    "match": ("volunteer_matches",),
    "meeting": ("meetings",),
    "named": ("case_ngos",),
    "need": ("knowledge_needs",),
    "ngo_agreements.agreement": ("ngo_agreements",),
    "notification": ("child_notifications",),
    "offer": ("home_offers",),
    "owner": ("staff",),
    "participant": ("participants",),
    "pause": ("pauses",),
    "people": ("staff",),
    "attended": ("participants",),
    "active": ("participants",),
    "person": ("network_people",),
    "network_person": ("network_people",),
    "pick": ("case_review_picks",),
    "plan": ("phase_plans",),
    "report": ("individual_reports",),
    "half_year_reports.report": ("half_year_reports",),
    "responsible": ("staff",),
    "review": ("case_reviews",),
    "round": ("survey_rounds",),
    "session": ("sessions",),
    "staff": ("staff",),
    "stay": ("shelter_stays",),
    "supervision": ("supervisions",),
    "test": ("small_tests",),
    "to": ("staff",),
    "volunteer": ("volunteers",),
    "wish": ("volunteer_wishes",),
    "worker": ("staff",),
    "young_person": ("young_people",),
}
"""The tables that an id names, by what stands before `_id`, for one module or for all."""

OF_FIELD: Mapping[str, str] = {
    "implementation.owner": "owner_name",
    "small_tests.owner": "owner_name",
    "contacts.day": "date",
    "consent_forms.day": "made_date",
    "agreement_answers.day": "date",
    "volunteers.text": "wish",
}
"""The column where it is not named as the field is."""

OTHERWISE: Mapping[str, tuple[Any, ...]] = {
    "answered": valid_codes("attendance_answer", ON),
    "given_by": valid_codes("consent_given_by", ON),
    "givers": valid_codes("consent_given_by", ON),
    "information_types": valid_codes("information_type", ON),
    "outcome": OUTCOMES,
    "party_role": valid_codes("participant_role", ON),
    "status": (*valid_codes("goal_status", ON), *valid_codes("agreement_status", ON)),
    "talk": tuple(rule.talk for rule in talk_rules()),
    "phone": ("20 12 34 56",),
    "purpose": ("Bekymring fra vagten i nat",),
    "target_group": tuple(TargetGroup),
    "email": ("ny@example.dk",),
    "month": (date(2026, 2, 1), date(2026, 3, 1)),
    "old": (PASSWORD,),
    "password": (PASSWORD,),
    "new": ("syv stille cykler ved havnen",),
    "again": ("syv stille cykler ved havnen",),
    "username": ("ny_bruger", "anden.bruger"),
    **{dimension: tuple(Need) for dimension in valid_codes("life_dimension", ON)},
    "roles": tuple(role.value for role in Role),
    "language": LANGUAGES,
    "domain": valid_codes("life_domain", ON),
    "item": valid_codes("checklist_item", ON),
    "form": valid_codes("consent_given_form", ON),
    "document": valid_codes("shared_document", ON),
    "milestone": tuple(row.kind.value for row in MILESTONES),
    "recipients": valid_codes("participant_role", ON),
    "role": valid_codes("participant_role", ON),
}
"""What such a field may hold where no row of its table has it."""

ANOTHER = frozenset(
    {
        "caseloads.to",
        "coordinators.change.coordinator",
        "merging.other",
        "methods.change_method.method",
        "support.change_worker.worker",
        "visitation.change_combination.combination",
    }
)
"""What must be another one than the row has."""

OURS: Mapping[str, tuple[str, ...]] = {
    "looks.page": tuple(PAGES),
    "presenting.page": tuple(PRESENTABLE),
    "drafts.form": ("x.1", "y.new"),
}
"""What no browser sends: the page, or the form, names itself."""

PERIODS = (
    Period(date(2025, 7, 1), date(2025, 12, 31)),
    Period(date(2026, 1, 1), date(2026, 3, 31)),
    Period(date(2026, 4, 1), date(2026, 6, 30)),
    Period(date(1, 1, 1), date(9999, 12, 31)),
)


def _codes(name: str) -> Callable[[], Iterable[str]]:
    return lambda: valid_codes(name, ON)


def _domains() -> Iterable[str]:
    return [each.name for each in MeasurementRow.__table__.c if each.name not in _NO_DOMAINS]


_NO_DOMAINS = frozenset({"case_id", "date", "kind", "scored_by", "id", "version"})

KEYS: Mapping[str, Callable[[], Iterable[str]]] = {
    "assessment.record_dimensions": _codes("life_dimension"),
    "assessment.record_group": _codes("risk_indicator"),
    "case_learning.answer": lambda: [question.code for question in QUESTIONS],
    "drafts.keep": lambda: ["text", "date", "kind"],
    "half_year_reports.write": lambda: SECTIONS,
    "measurements.measure": _domains,
    "presenting.begin": lambda: ["case", "meeting"],
    "settings.set_from": lambda: SETTINGS,
    "surveys.answer": lambda: asked_on(ON),
}
"""The keys that the mappings of an action may have."""

FIRST = (
    "settings.set_from",
    "dialogue_items.add_item",
    "half_year_reports.write",
    "temporary_access.open_case",
    "case_reviews.plan",
    "case_picking.pick",
    "case_reviews.move",
    "case_learning.learn",
    "case_reviews.plan",
    "drafts.keep",
    "home_events.tell",
    "access_log.draw",
    "retention.hold",
    "merging.merge",
)
"""What is done before all else in a long run, for the actions that need its rows."""

SELDOM: Mapping[str, str] = {
    "reports.change_report": "nearly all reports of the demo are locked",
    "support.move_start": "a start can be moved until its day, and nearly all have begun",
    "surveys.answer": "a round is open for some weeks, and each account answers once",
    "surveys.open_round": "the codes and the days of a round have to fit",
    "under_way.give_floor": "the meeting has to be today, at the step of the turns",
    "under_way.seat": "the meeting has to be today, at the step of the seats",
    "under_way.turn_to_point": "the meeting has to be today, at the step of the agenda",
    "visitation.change_combination": "the case has to be decided, and no support to be open",
    "visitation.decide": "the assessment has to be whole, and not decided",
    "volunteers.match": "volunteer and young person have to be free, from a day that fits",
}
"""Actions of which chance makes up no call that is done, or one in thousands, and why."""

NEVER: Mapping[str, str] = {
    "access_log.draw": "the demo has drawn every month that its log has lines of",
    "alarms.put_away": "an alarm comes of a log that does not hold",
    "assessment.record_group": "what may be chosen depends on the variant and five other answers",
    "caseloads.move": "every charge of somebody has to be told with its version",
    "checklist_items.restore": "a wording that holds from a coming day can not be taken back",
    "consent_forms.sign": "who may sign depends on the age, and on the parties of the form",
    "consents.say_role": "every consent of the demo says its role",
    "coordinators.assign": "no case of the demo waits for a coordinator",
    "distributions.hand_out": "the edition of the plan has to be told, a hash of its rows",
    "fidelity_reviews.submit": "every one of the questions has to be answered before",
    "half_year_reports.reopen": "no report of the demo is locked",
    "meetings.hold": "no meeting of the demo is today",
    "merging.merge": "no two young people of the demo may be the same",
    "methods.change_method": "no worker of the demo has room and the other method",
    "ngo.record_talk": "the key of the organisation is a hash of its name",
    "pauses.end_pause": "no pause of the demo is in a course that goes on",
    "presenting.begin": "the address has to name the case of the meeting, and nothing else",
    "retention.carry_out": "nothing of the demo is due",
    "second_factors.renew_codes": "a code of the device is asked for",
    "sign_ons.link": "a sign-on comes from a provider outside",
    "sign_ons.unlink": "a sign-on comes from a provider outside",
    "small_tests.begin_next_round": "no test of the demo is decided and not yet continued",
}
"""The actions of which no call made up here is done, and why."""
