"""The tables. Importable only inside `db`; rows never leave it."""

from db.models.absences import AbsenceRow
from db.models.access_log import AccessReviewRow, AccessSampleRow
from db.models.accounts import AccountAreaRow, AccountRoleRow, AccountRow, SessionRow, ThrottleRow
from db.models.around import AuditRow, DraftRow, ImportedRow, SettingRow, StoreRow
from db.models.base import Base, Keyed, new_id
from db.models.case_reviews import (
    CaseReviewAnswerRow,
    CaseReviewDecisionRow,
    CaseReviewDrawRow,
    CaseReviewLearningRow,
    CaseReviewPersonRow,
    CaseReviewPickRow,
    CaseReviewRow,
)
from db.models.cases import (
    CaseEventRow,
    CaseRow,
    ConsentRow,
    DimensionRow,
    OverrideRow,
    RiskIndicatorRow,
)
from db.models.cti import IcmAgreementRow, IcmReviewRow, PhasePlanRow
from db.models.dialogue import DialogueAnswerRow, DialogueItemRow, ReportRow
from db.models.digests import DigestRow
from db.models.fidelity_review import (
    FidelityAnswerRow,
    FidelityEventRow,
    FidelityPartRow,
    FidelityReviewRow,
)
from db.models.half_year import HalfYearEventRow, HalfYearReportRow
from db.models.homes import (
    HomeApplicationRow,
    HomeEventRow,
    HomeNeedRow,
    HomeOfferRow,
    ShelterStayRow,
)
from db.models.implementation import (
    CooperationAgreementRow,
    ImplementationAnswerRow,
    ImplementationChangeRow,
    OrganisationChoiceRow,
    SmallTestRow,
)
from db.models.knowledge_sharing import KnowledgeEventRow, KnowledgeNeedRow
from db.models.life import AnonymisedRow, MergeRow, RetentionHoldRow, StatementRow
from db.models.measured import FidelityRow, MeasurementRow, StatusRow
from db.models.meetings import (
    AgreementAnswerRow,
    ChecklistWordingRow,
    InterventionRow,
    MeetingFeedbackRow,
    NetworkMapRow,
)
from db.models.network import AgreementRow, GoalRow, MeetingRow, NetworkPersonRow, ParticipantRow
from db.models.ngo import CaseNgoRow, ChildNotificationRow, NgoTalkRow
from db.models.ngo_agreements import NgoAgreementEventRow, NgoAgreementRow
from db.models.people import StaffRow, YoungPersonRow
from db.models.sharing import ConsentFormRow, DistributionRow, PlanVersionRow
from db.models.sign_ons import SignOnRow
from db.models.signing_in import AlarmRow, RecoveryCodeRow, ResetLinkRow, SecondFactorRow
from db.models.support import ContactRow, HousingRow, PauseRow, SupportCourseRow
from db.models.surveys import SurveyCountRow, SurveyRoundRow, SurveyTicketRow
from db.models.temporary_accesses import TemporaryAccessRow
from db.models.voices import (
    PanelAdviceRow,
    StaffCompetenceRow,
    SupervisedRow,
    SupervisionRow,
)
from db.models.volunteers import VolunteerMatchRow, VolunteerRow, VolunteerWishRow

__all__ = [
    "AbsenceRow",
    "AccessReviewRow",
    "AccessSampleRow",
    "AccountAreaRow",
    "AccountRoleRow",
    "AccountRow",
    "AgreementAnswerRow",
    "AgreementRow",
    "AlarmRow",
    "AnonymisedRow",
    "AuditRow",
    "Base",
    "CaseEventRow",
    "CaseNgoRow",
    "CaseReviewAnswerRow",
    "CaseReviewDecisionRow",
    "CaseReviewDrawRow",
    "CaseReviewLearningRow",
    "CaseReviewPersonRow",
    "CaseReviewPickRow",
    "CaseReviewRow",
    "CaseRow",
    "ChecklistWordingRow",
    "ChildNotificationRow",
    "ConsentFormRow",
    "ConsentRow",
    "ContactRow",
    "CooperationAgreementRow",
    "DialogueAnswerRow",
    "DialogueItemRow",
    "DigestRow",
    "DimensionRow",
    "DistributionRow",
    "DraftRow",
    "FidelityAnswerRow",
    "FidelityEventRow",
    "FidelityPartRow",
    "FidelityReviewRow",
    "FidelityRow",
    "GoalRow",
    "HalfYearEventRow",
    "HalfYearReportRow",
    "HomeApplicationRow",
    "HomeEventRow",
    "HomeNeedRow",
    "HomeOfferRow",
    "HousingRow",
    "IcmAgreementRow",
    "IcmReviewRow",
    "ImplementationAnswerRow",
    "ImplementationChangeRow",
    "ImportedRow",
    "InterventionRow",
    "Keyed",
    "KnowledgeEventRow",
    "KnowledgeNeedRow",
    "MeasurementRow",
    "MeetingFeedbackRow",
    "MeetingRow",
    "MergeRow",
    "NetworkMapRow",
    "NetworkPersonRow",
    "NgoAgreementEventRow",
    "NgoAgreementRow",
    "NgoTalkRow",
    "OrganisationChoiceRow",
    "OverrideRow",
    "PanelAdviceRow",
    "ParticipantRow",
    "PauseRow",
    "PhasePlanRow",
    "PlanVersionRow",
    "RecoveryCodeRow",
    "ReportRow",
    "ResetLinkRow",
    "RetentionHoldRow",
    "RiskIndicatorRow",
    "SecondFactorRow",
    "SessionRow",
    "SettingRow",
    "ShelterStayRow",
    "SignOnRow",
    "SmallTestRow",
    "StaffCompetenceRow",
    "StaffRow",
    "StatementRow",
    "StatusRow",
    "StoreRow",
    "SupervisedRow",
    "SupervisionRow",
    "SupportCourseRow",
    "SurveyCountRow",
    "SurveyRoundRow",
    "SurveyTicketRow",
    "TemporaryAccessRow",
    "ThrottleRow",
    "VolunteerMatchRow",
    "VolunteerRow",
    "VolunteerWishRow",
    "YoungPersonRow",
    "new_id",
]
