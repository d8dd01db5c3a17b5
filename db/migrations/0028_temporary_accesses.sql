-- Cases opened for a few hours by somebody who does not have them: why, until when, seen by whom.

CREATE TABLE temporary_accesses (
    case_id VARCHAR NOT NULL,
    account_id VARCHAR NOT NULL,
    by_name VARCHAR NOT NULL,
    purpose TEXT NOT NULL,
    opened_time TIMESTAMP WITH TIME ZONE NOT NULL,
    until_time TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_time TIMESTAMP WITH TIME ZONE,
    coordinator_seen_time TIMESTAMP WITH TIME ZONE,
    lead_seen_time TIMESTAMP WITH TIME ZONE,
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_temporary_accesses PRIMARY KEY (id)
);
