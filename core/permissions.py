"""Who may do what: one table, asked by pages and actions alike."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from core.areas import folded
from core.codes import Role
from core.errors import NotAllowed, NotFound
from core.records.people import Person, Reach


class Act(StrEnum):
    """What can be allowed or refused."""

    __hash__ = str.__hash__  # as in `DueKind`: asked for at every look at the table

    SEE_STATUS = "see_status"
    SEE_CASE = "see_case"
    SEE_CPR = "see_cpr"
    REFER = "refer"
    FOLLOW_OWN_REFERRALS = "follow_own_referrals"
    TAKE_UP = "take_up"
    ASSESS = "assess"
    DECIDE = "decide"
    ASSIGN_COORDINATOR = "assign_coordinator"
    RECORD_CONSENT = "record_consent"
    HOLD_MEETINGS = "hold_meetings"
    FOLLOW_UP_AGREEMENTS = "follow_up_agreements"
    RECORD_FEEDBACK = "record_feedback"
    EDIT_CHECKLIST = "edit_checklist"
    SHARE_DOCUMENTS = "share_documents"
    START_SUPPORT = "start_support"
    GIVE_SUPPORT = "give_support"
    RECORD_HOUSING = "record_housing"
    COUNT_HOMELESSNESS = "count_homelessness"
    MEASURE = "measure"
    EDIT_DIALOGUE_ITEMS = "edit_dialogue_items"
    REVIEW_FIDELITY = "review_fidelity"
    REPORT_COLLABORATION = "report_collaboration"
    REPORT_SUPPORT = "report_support"
    MATCH_VOLUNTEERS = "match_volunteers"
    SEE_CASELOADS = "see_caseloads"
    PLAN_ABSENCE = "plan_absence"
    MOVE_CASELOAD = "move_caseload"
    CLOSE_SUPPORT = "close_support"
    CLOSE_CASE = "close_case"
    REOPEN = "reopen"
    OVERRIDE_CAP = "override_cap"
    OVERRIDE_HOME_RULE = "override_home_rule"
    SEE_AGGREGATES = "see_aggregates"
    SEE_RESULTS = "see_results"
    SEE_FORECAST = "see_forecast"
    SEE_COSTS = "see_costs"
    WRITE_HALF_YEAR_REPORT = "write_half_year_report"
    ANSWER_SURVEY = "answer_survey"
    RUN_SURVEYS = "run_surveys"
    SEE_VOICES = "see_voices"
    RECORD_YOUTH_PANEL = "record_youth_panel"
    RECORD_COMPETENCE = "record_competence"
    SEE_IMPLEMENTATION = "see_implementation"
    WRITE_IMPLEMENTATION = "write_implementation"
    SEE_CASE_REVIEWS = "see_case_reviews"
    RUN_CASE_REVIEWS = "run_case_reviews"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_SETTINGS = "manage_settings"
    EXCHANGE_DATA = "exchange_data"
    OWN_ACCOUNT = "own_account"
    EDIT_KNOWLEDGE_SHARING = "edit_knowledge_sharing"
    SHARE_KNOWLEDGE = "share_knowledge"
    FOLLOW_NGO = "follow_ngo"
    RECORD_NOTIFICATION = "record_notification"
    SEE_NOTICES = "see_notices"
    SEE_ACCESS_LOG = "see_access_log"
    REVIEW_ACCESS = "review_access"
    REVIEW_LEADERS_ACCESS = "review_leaders_access"
    OPEN_CASE = "open_case"
    REVIEW_OPENINGS = "review_openings"
    KEEP_BACKUPS = "keep_backups"
    SEE_RETENTION = "see_retention"
    CARRY_OUT_RETENTION = "carry_out_retention"
    CORRECT_PERSON = "correct_person"
    TELL_PERSON = "tell_person"
    MERGE_PEOPLE = "merge_people"
    READ_HELP = "read_help"


class Scope(StrEnum):
    """How far an allowance goes."""

    ALL = "all"
    ASSIGNED = "assigned"
    OWN_REFERRAL = "own_referral"


_LEAD = {Role.PROJECT_LEAD: Scope.ALL}
_COORDINATION = {**_LEAD, Role.COORDINATOR: Scope.ASSIGNED}
_EVERYDAY = {**_COORDINATION, Role.SUPPORT_WORKER: Scope.ASSIGNED}
_SUPPORT = {**_LEAD, Role.SUPPORT_WORKER: Scope.ASSIGNED}
_ADMINISTRATION = {Role.ADMINISTRATOR: Scope.ALL}

MAY: Mapping[Act, Mapping[Role, Scope]] = MappingProxyType(
    {
        Act.SEE_STATUS: _EVERYDAY,
        Act.SEE_CASE: _EVERYDAY,
        Act.SEE_CPR: _COORDINATION,
        Act.REFER: {
            Role.PROJECT_LEAD: Scope.ALL,
            Role.COORDINATOR: Scope.ALL,
            Role.SUPPORT_WORKER: Scope.ALL,
            Role.REFERRER: Scope.ALL,
        },
        Act.FOLLOW_OWN_REFERRALS: {Role.REFERRER: Scope.OWN_REFERRAL},
        Act.TAKE_UP: _EVERYDAY,
        Act.ASSESS: _EVERYDAY,
        Act.DECIDE: _COORDINATION,
        Act.ASSIGN_COORDINATOR: _COORDINATION,
        Act.RECORD_CONSENT: _COORDINATION,
        Act.HOLD_MEETINGS: _COORDINATION,
        Act.FOLLOW_UP_AGREEMENTS: _EVERYDAY,
        Act.RECORD_FEEDBACK: _EVERYDAY,
        Act.EDIT_CHECKLIST: _LEAD,
        Act.SHARE_DOCUMENTS: _COORDINATION,
        Act.START_SUPPORT: _COORDINATION,
        Act.GIVE_SUPPORT: _EVERYDAY,
        Act.RECORD_HOUSING: _EVERYDAY,
        Act.COUNT_HOMELESSNESS: _COORDINATION,
        Act.MEASURE: _EVERYDAY,
        Act.EDIT_DIALOGUE_ITEMS: _LEAD,
        Act.REVIEW_FIDELITY: _LEAD,
        Act.REPORT_COLLABORATION: _COORDINATION,
        Act.REPORT_SUPPORT: _SUPPORT,
        Act.MATCH_VOLUNTEERS: _COORDINATION,
        Act.SEE_CASELOADS: _EVERYDAY,
        Act.PLAN_ABSENCE: _EVERYDAY,
        Act.MOVE_CASELOAD: _LEAD,
        Act.CLOSE_SUPPORT: _EVERYDAY,
        Act.CLOSE_CASE: _COORDINATION,
        Act.REOPEN: _COORDINATION,
        Act.OVERRIDE_CAP: _LEAD,
        Act.OVERRIDE_HOME_RULE: _LEAD,
        Act.SEE_AGGREGATES: {**_LEAD, Role.STEERING_GROUP: Scope.ALL},
        Act.SEE_RESULTS: _LEAD,
        Act.SEE_FORECAST: _LEAD,
        Act.SEE_COSTS: _LEAD,
        Act.WRITE_HALF_YEAR_REPORT: _LEAD,
        Act.ANSWER_SURVEY: _EVERYDAY,
        Act.RUN_SURVEYS: _LEAD,
        Act.SEE_VOICES: _LEAD,
        Act.RECORD_YOUTH_PANEL: _LEAD,
        Act.RECORD_COMPETENCE: _EVERYDAY,
        Act.SEE_IMPLEMENTATION: {**_LEAD, Role.STEERING_GROUP: Scope.ALL},
        Act.WRITE_IMPLEMENTATION: _LEAD,
        Act.SEE_CASE_REVIEWS: _EVERYDAY,
        Act.RUN_CASE_REVIEWS: _LEAD,
        Act.MANAGE_ACCOUNTS: _ADMINISTRATION,
        Act.MANAGE_SETTINGS: _ADMINISTRATION,
        Act.EXCHANGE_DATA: _ADMINISTRATION,
        Act.OWN_ACCOUNT: dict.fromkeys(Role, Scope.ALL),
        Act.EDIT_KNOWLEDGE_SHARING: _LEAD,
        Act.SHARE_KNOWLEDGE: _EVERYDAY,
        Act.FOLLOW_NGO: _EVERYDAY,
        Act.RECORD_NOTIFICATION: _EVERYDAY,
        Act.SEE_NOTICES: dict.fromkeys(Role, Scope.ALL),
        Act.SEE_ACCESS_LOG: {**_LEAD, **_ADMINISTRATION},
        Act.REVIEW_ACCESS: _LEAD,
        Act.REVIEW_LEADERS_ACCESS: _ADMINISTRATION,
        Act.OPEN_CASE: dict.fromkeys(_EVERYDAY, Scope.ALL),
        Act.REVIEW_OPENINGS: _LEAD,
        Act.KEEP_BACKUPS: _ADMINISTRATION,
        Act.SEE_RETENTION: {**_LEAD, **_ADMINISTRATION},
        Act.CARRY_OUT_RETENTION: _LEAD,
        Act.CORRECT_PERSON: _COORDINATION,
        Act.TELL_PERSON: _LEAD,
        Act.MERGE_PEOPLE: _LEAD,
        Act.READ_HELP: dict.fromkeys(Role, Scope.ALL),
    }
)

OPENED_ACTS = frozenset({Act.SEE_CASE})
"""What a case opened for a few hours allows: to see it (`core.temporary_access`)."""


PAGES: Mapping[str, Act] = MappingProxyType(
    {
        "status": Act.SEE_STATUS,
        "young_people": Act.SEE_CASE,
        "young_person": Act.SEE_CASE,
        "tasks": Act.FOLLOW_UP_AGREEMENTS,
        "dialogue": Act.MEASURE,
        "referral": Act.REFER,
        "assessment": Act.ASSESS,
        "network_meeting": Act.SEE_CASE,
        "network_map": Act.SEE_CASE,
        "about_me": Act.SEE_CASE,
        "meeting_screen": Act.HOLD_MEETINGS,
        "support_phase": Act.SEE_CASE,
        "closure": Act.SEE_CASE,
        "caseload": Act.SEE_CASELOADS,
        "volunteers": Act.MATCH_VOLUNTEERS,
        "contacts": Act.GIVE_SUPPORT,
        "housing": Act.RECORD_HOUSING,
        "results": Act.SEE_RESULTS,
        "forecast": Act.SEE_FORECAST,
        "costs": Act.SEE_COSTS,
        "steering_group": Act.SEE_AGGREGATES,
        "presentation": Act.SEE_AGGREGATES,
        "half_year_report": Act.SEE_AGGREGATES,
        "fidelity": Act.REVIEW_FIDELITY,
        "implementation": Act.SEE_IMPLEMENTATION,
        "accounts": Act.MANAGE_ACCOUNTS,
        "staff": Act.MANAGE_ACCOUNTS,
        "settings": Act.MANAGE_SETTINGS,
        "data": Act.EXCHANGE_DATA,
        "dialogue_items": Act.EDIT_DIALOGUE_ITEMS,
        "checklist_items": Act.EDIT_CHECKLIST,
        "voices": Act.SEE_VOICES,
        "competences": Act.RECORD_COMPETENCE,
        "survey": Act.ANSWER_SURVEY,
        "case_reviews": Act.SEE_CASE_REVIEWS,
        "my_account": Act.OWN_ACCOUNT,
        "knowledge_sharing": Act.SHARE_KNOWLEDGE,
        "notices": Act.SEE_NOTICES,
        "access_log": Act.SEE_ACCESS_LOG,
        "retention": Act.SEE_RETENTION,
        "personal_data": Act.CORRECT_PERSON,
        "temporary_access": Act.OPEN_CASE,
        "help": Act.READ_HELP,
    }
)
"""The act a page needs; a page opens for whoever may do it anywhere."""


def scopes(person: Person, act: Act) -> frozenset[Scope]:
    """How far the person's roles together allow the act; empty where they do not."""
    return _scopes(person.roles, act)


@cache
def _scopes(roles: frozenset[Role], act: Act) -> frozenset[Scope]:
    return frozenset(scope for role, scope in MAY[act].items() if role in roles)


def everywhere(person: Person, act: Act) -> bool:
    """Whether the person may do the act on every case: by a role, and not limited to areas."""
    return Scope.ALL in scopes(person, act) and not person.areas


def may(person: Person, act: Act, reach: Reach | None = None) -> bool:
    """Whether the person may do the act, on that case where one is given.

    Who is limited to areas reaches the cases of young people there and no others, whatever the
    role. Two things do not ask for the area: a case that the person works on or stands in on, for
    whoever has a young person must reach them; and a case opened in an emergency. A case without
    an area is outside all of them.
    """
    allowed = scopes(person, act)
    if reach is None or (Scope.ALL in allowed and not person.areas):
        return bool(allowed)
    covered = any(_covers(scope, person, reach) for scope in allowed)
    return covered or (bool(allowed) and opened(person, act, reach))


def may_for(person: Person, act: Act, staff_id: str) -> bool:
    """Whether the person may do it for that member of staff: themselves, or all; not as deputy."""
    allowed = scopes(person, act)
    return Scope.ALL in allowed or (Scope.ASSIGNED in allowed and person.staff_id == staff_id)


def opened(person: Person, act: Act, reach: Reach) -> bool:
    """Whether the person has opened that case for a few hours, and it allows the act."""
    return act in OPENED_ACTS and reach.case_id is not None and reach.case_id in person.opened


def _covers(scope: Scope, person: Person, reach: Reach) -> bool:
    if scope is not Scope.OWN_REFERRAL and not person.stands_for.isdisjoint(reach.staff_ids):
        return True
    asked = {
        Scope.ALL: True,
        Scope.ASSIGNED: person.allocates and reach.unassigned,
        Scope.OWN_REFERRAL: reach.referred_by_id == person.account_id,
    }
    return asked[scope] and within_areas(person, reach)


def within_areas(person: Person, reach: Reach) -> bool:
    """Whether the case lies in the areas that the person is limited to, where they are."""
    return not person.areas or folded(reach.area) in set(map(folded, person.areas)) - {""}


def check_may(person: Person, act: Act, reach: Reach | None = None) -> None:
    """Raises NotFound where the case is out of the person's reach, NotAllowed where the act is."""
    if may(person, act, reach):
        return
    if reach is not None and not may(person, Act.SEE_CASE, reach):
        raise NotFound
    raise NotAllowed
