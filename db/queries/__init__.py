"""Every read: a function that answers one question with frozen records, by subject."""

from db.queries import (
    accounts,
    assessment,
    caseload,
    cases,
    closing,
    drafts,
    housing,
    lists,
    measurements,
    network,
    overview,
    referrals,
    settings,
    store,
    support,
    timeline,
)

__all__ = [
    "accounts",
    "assessment",
    "caseload",
    "cases",
    "closing",
    "drafts",
    "housing",
    "lists",
    "measurements",
    "network",
    "overview",
    "referrals",
    "settings",
    "store",
    "support",
    "timeline",
]
